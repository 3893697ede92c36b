import Testing
import Wire

@testable import View

@Suite struct `Text that reaches a terminal` {
  @Test func `has no control and no direction characters`() {
    let hostile = "a\u{1B}[2Jb\u{7}\u{9B}1mc\u{202E}d\u{2066}e\r\nf\tg"
    #expect(PrintableText.make(hostile) == "a[2Jb1mcdefg")
    #expect(PrintableText.make("f\tg\nh", keepingLines: true) == "f\tg\nh")
  }

  @Test func `keeps what people write`() {
    let text = "Grüße, 你好, ‘שלום’, 👩‍👩‍👧, e\u{301}"
    #expect(PrintableText.make(text) == text)
  }

  @Test func `is all that titles and dialogs show`() throws {
    var tree = ViewTree()
    let title = "t\u{1B}]0;own\u{7}"
    let page: JSON = ["path": "index", "config": ["navigationBarTitleText": .string(title)]]
    try tree.apply([["page", 1, page], ["stack", [1]]])
    tree.setOverlay("toast", ["title": .string(title)])
    let text = ScreenText(tree, columns: 40).text
    #expect(text.contains("t]0;own"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
