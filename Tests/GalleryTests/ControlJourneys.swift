import Host
import Testing
import Wire

/// Controls that a person uses: `MiniPrograms/gallery`, a journey for each page.
@Suite struct ControlJourneys {
  @Test func `button: taps count, a disabled one ignores them`() async throws {
    try await Gallery.visit("button") { gallery in
      try await gallery.session.tap(".plain")
      try await gallery.session.tap(".off")
      #expect(await gallery.text(".told") == "Tapped 1 times")
      try await gallery.session.tap(".busy")
      #expect(await gallery.attribute("loading", of: ".busy") == true)
      await gallery.session.settle(within: 1_000)
      #expect(await gallery.attribute("loading", of: ".busy") == false)
      let button = await gallery.described(".primary")
      #expect(button?["role"] == "button" && button?["name"] == "Primary")
    }
  }

  @Test func `input: text is cut before it is told, and the handler may replace it`() async throws {
    try await Gallery.visit("input") { gallery in
      try await gallery.session.input(".name", text: "abcdefghijk")
      #expect(await gallery.attribute("value", of: ".name") == "ABCDEFGHIJ")
      #expect(await gallery.text(".told") == "10 letters")
      try await gallery.session.confirm(".name")
      #expect(await gallery.text(".told") == "Confirmed ABCDEFGHIJ")
      try await gallery.session.input(".both", text: "two ways")
      #expect(await gallery.text(".told").hasSuffix("two ways"))
    }
  }

  @Test func `textarea: any length, and leaving it is told`() async throws {
    try await Gallery.visit("textarea") { gallery in
      let long = String(repeating: "x", count: 300)
      try await gallery.session.focus(".text")
      try await gallery.session.input(".text", text: long)
      #expect(await gallery.text(".told") == "300 characters")
      try await gallery.session.confirm(".text")
      #expect(await gallery.attribute("value", of: ".text") == .string(long + "\n"))
      try await gallery.session.tap(".told")
      #expect(await gallery.text(".told") == "Done")
    }
  }

  @Test func `checkbox: the group tells what is ticked, in tree order`() async throws {
    try await Gallery.visit("checkbox") { gallery in
      try await gallery.session.tap("Water")
      #expect(await gallery.text(".told") == "Tea and Water")
      try await gallery.session.tap("Tea")
      #expect(await gallery.text(".told") == "Water")
    }
  }

  @Test func `radio: one at a time`() async throws {
    try await Gallery.visit("radio") { gallery in
      try await gallery.session.tap("L")
      #expect(await gallery.text(".told") == "L")
    }
  }

  @Test func `switch: a tap turns it`() async throws {
    try await Gallery.visit("switch") { gallery in
      try await gallery.session.tap(".light")
      #expect(await gallery.text(".told") == "The light is on")
      #expect(await gallery.described(".light")?["role"] == "switch")
    }
  }

  @Test func `slider: values are rounded to a step and kept in range`() async throws {
    try await Gallery.visit("slider") { gallery in
      try await gallery.session.pick(".volume", 6.9)
      #expect(await gallery.text(".told") == "Volume 6")
      try await gallery.session.pick(".volume", 99)
      #expect(await gallery.text(".told") == "Volume 10")
    }
  }

  @Test func `picker: an index is told as text, dates and times in order`() async throws {
    try await Gallery.visit("picker") { gallery in
      try await gallery.session.pick(".fruit", 7)
      #expect(await gallery.text(".fruit") == "Plum")
      try await gallery.session.pick(".day", "2026-3-5")
      #expect(await gallery.text(".day") == "2026-03-05")
      try await gallery.session.pick(".time", "25:00")
      #expect(await gallery.text(".time") == "08:00")
      try await gallery.session.pick(".time", "9:05")
      #expect(await gallery.text(".time") == "09:05")
    }
  }

  @Test func `picker-view: an index beyond a column is its last`() async throws {
    try await Gallery.visit("picker-view") { gallery in
      try await gallery.session.pick(".wheel", [9])
      #expect(await gallery.text(".told") == "Large")
    }
  }

  @Test func `label: inside or by its for`() async throws {
    try await Gallery.visit("label") { gallery in
      try await gallery.session.tap(".inside")
      #expect(await gallery.attribute("checked", of: "checkbox") == true)
      try await gallery.session.tap(".outside")
      #expect(await gallery.text(".told") == "on")
    }
  }

  @Test func `form: named fields are collected, and emptied`() async throws {
    try await Gallery.visit("form") { gallery in
      try await gallery.session.input(".name", text: "Grace")
      try await gallery.session.tap(".send")
      #expect(
        await gallery.text(".told")
          == #"{"name":"Grace","letters":true,"age":36,"size":"m","extras":["milk"]}"#)
      try await gallery.session.tap(".empty")
      #expect(await gallery.text(".told") == "Emptied")
      #expect(await gallery.attribute("value", of: ".name") == "")
    }
  }
}
