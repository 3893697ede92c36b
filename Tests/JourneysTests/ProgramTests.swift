import Host
import Testing
import Wire

/// The mini-programs of MiniPrograms/, used as a person would.
@Suite struct `A person uses` {
  @Test func `hello with a name and waves`() async throws {
    let session = try await Journey("hello").open(query: "name=Ada%20L")
    #expect(await session.screen.contains("Hello, Ada L!"))
    #expect(await !session.screen.contains("You waved"))
    try await session.tapAndSettle("button")
    #expect(await session.screen.contains("You waved 1 time."))
    try await session.tapAndSettle("Wave")
    #expect(await session.screen.contains("You waved 2 times."))
    #expect(await session.close() == .normal)
  }

  @Test func `counter, whose components tell the page by events`() async throws {
    let session = try await Journey("counter").open()
    #expect(await session.screen.contains("Together: 5"))
    try await session.tapAndSettle(".more")
    #expect(await session.screen.contains("Apples: 3"))
    #expect(await session.screen.contains("Together: 6"))
    for _ in 0..<4 { try await session.tapAndSettle(".less") }
    #expect(await session.screen.contains("Apples: 0"), "a disabled button does nothing")
    #expect(await session.screen.contains("Together: 3"))
    #expect(await session.close() == .normal)
  }

  @Test func `notes, which are there again after a restart`() async throws {
    let journey = try Journey("notes")
    var session = try await journey.open()
    #expect(await session.screen.contains("No notes yet"))
    try await session.tapAndSettle("navigator")
    #expect(await session.currentPage == "pages/edit/edit")
    try await session.input("input", text: "Buy bread")
    try await session.tapAndSettle(".save")
    #expect(await session.currentPage == "pages/list/list")
    #expect(await session.screen.contains("One note"))
    #expect(await session.close() == .normal)

    session = try await journey.open()
    #expect(await session.screen.contains("• Buy bread"))
    try await session.tapAndSettle(".delete")
    #expect(await session.screen.contains("No notes yet"))
    #expect(await session.close() == .normal)
  }

  @Test func `notes beside another person, who has other notes`() async throws {
    let journey = try Journey("notes")
    let session = try await journey.open(page: "pages/edit/edit", user: "ada")
    try await session.input("input", text: "Ada's")
    try await session.tapAndSettle(".save")
    _ = await session.close()
    for (user, heading) in [("ada", "One note"), ("bob", "No notes yet")] {
      let session = try await journey.open(user: user)
      #expect(await session.screen.contains(heading), "\(user)")
      _ = await session.close()
    }
  }

  @Test func `tabs, from an item of a subpackage to the orders and back`() async throws {
    let session = try await Journey("tabs").open()
    #expect(await session.screen.contains("[Home]"))
    try await session.tapAndSettle("Milk, 12 yuan")
    #expect(await session.stack() == ["pages/home/home", "shop/pages/item/item?id=2"])
    try await session.tapAndSettle(".order")
    #expect(await session.stack() == ["pages/orders/orders"])
    #expect(await session.screen.contains("Milk"))
    try await session.send("tab", ["index": 2])
    await session.settle()
    #expect(await session.screen.contains("1 times"))
    try await session.tapAndSettle("navigator")
    #expect(await session.currentPage == "pages/about/about")
    try await session.send("back")
    await session.settle()
    #expect(await session.screen.contains("2 times"))
    try await session.tapAndSettle("navigator")
    try await session.tapAndSettle("navigator")
    #expect(await session.stack() == ["pages/home/home"])
    #expect(await session.close() == .normal)
  }

  @Test func `tabs, loaded again with the pages that were open`() async throws {
    let journey = try Journey("tabs")
    var session = try await journey.open()
    try await session.tapAndSettle("Bread, 8 yuan")
    let stack = await session.stack()
    _ = await session.close()
    session = try await journey.open(restoring: stack)
    #expect(await session.stack() == stack)
    #expect(await session.screen.contains("Bread"))
    try await session.send("back")
    await session.settle()
    #expect(await session.currentPage == "pages/home/home")
    _ = await session.close()
  }
}
