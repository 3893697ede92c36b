import Host
import Testing
import Wire

/// What components are made of: `MiniPrograms/parts`, a journey for each page.
@Suite struct PartJourneys {
  @Test func `index: leads to every page`() async throws {
    try await Gallery.visit("index", of: "parts") { gallery in
      try await gallery.session.tap("slots")
      await gallery.session.settle()
      #expect(await gallery.session.currentPage == "pages/slots/slots")
    }
  }

  @Test func `slots: content stands where its slot is`() async throws {
    try await Gallery.visit("slots", of: "parts") { gallery in
      #expect(await gallery.screen == "a head the body written second, shown last Rename")
      try await gallery.session.tap("button")
      #expect(await gallery.text(".head") == "another head")
    }
  }

  @Test func `relations: a list knows its rows`() async throws {
    try await Gallery.visit("relations", of: "parts") { gallery in
      #expect(await gallery.text(".count") == "2 rows")
      try await gallery.session.tap(".more")
      #expect(await gallery.text(".count") == "3 rows")
      #expect(await gallery.screen.contains("3. row 3"))
      try await gallery.session.tap(".less")
      try await gallery.session.tap(".less")
      #expect(await gallery.text(".count") == "1 rows")
    }
  }

  @Test func `behaviors: a component runs while it is there`() async throws {
    try await Gallery.visit("behaviors", of: "parts") { gallery in
      await gallery.session.settle(within: 3_000)
      #expect(await gallery.text(".time") == "3 s, shown 1 times")
      try await gallery.session.tap("button")
      #expect(await gallery.described(".time") == nil)
    }
  }

  @Test func `observers: run when any of their properties changes`() async throws {
    try await Gallery.visit("observers", of: "parts") { gallery in
      #expect(await gallery.text(".value") == "6 / 2 = 3")
      try await gallery.session.tap(".over")
      try await gallery.session.tap(".under")
      #expect(await gallery.text(".value") == "7 / 1 = 7")
      try await gallery.session.tap(".under")
      #expect(await gallery.text(".value") == "not a number")
    }
  }

  @Test func `events: only those that bubble leave the bell`() async throws {
    try await Gallery.visit("events", of: "parts") { gallery in
      try await gallery.session.tap("Quiet")
      #expect(await gallery.screen.hasSuffix("at the bell, 1"))
      try await gallery.session.tap("Loud")
      #expect(await gallery.screen.hasSuffix("at the bell, 9 in the house, 9"))
    }
  }

  @Test func `generics: the user of a component decides what its items are`() async throws {
    try await Gallery.visit("generics", of: "parts") { gallery in
      #expect(await gallery.screen == "bread milk * bread * * milk *")
    }
  }
}
