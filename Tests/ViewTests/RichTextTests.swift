import Testing
import Wire

@testable import View

@Suite struct RichTextTests {
  private static func content(_ nodes: JSON) -> JSON { .array(RichText(nodes).nodes.map(\.json)) }

  @Test func `an untrusted tag goes with all that is in it`() {
    #expect(
      Self.content("<DIV onclick='x()' class=a>one<script><b>two</b></script></DIV>")
        == [["name": "div", "attributes": ["class": "a"], "children": [["text": "one"]]]])
    #expect(
      Self.content([
        ["name": "iframe", "children": [["type": "text", "text": "x"]]],
        ["name": "IMG", "attrs": ["src": "a.png", "onerror": "x"]],
      ]) == [["name": "img", "attributes": ["src": "a.png"]]])
  }

  @Test func `entities are decoded, unknown ones stay`() {
    #expect(Self.content("1 &lt; 2 &unknown; &amp;lt;") == [["text": "1 < 2 &unknown; &lt;"]])
  }

  @Test func `what is left open ends with the text, and a stray end tag is nothing`() {
    #expect(
      Self.content("</i><p>a<b>b</p>c")
        == [
          [
            "name": "p",
            "children": [["text": "a"], ["name": "b", "children": [["text": "b"]]]],
          ], ["text": "c"],
        ])
  }

  @Test func `nodes are limited`() {
    let html = String(repeating: "<br>", count: ViewLimits.richTextNodes + 1)
    #expect(RichText(.string(html)).nodes.count == ViewLimits.richTextNodes)
    let deep = String(repeating: "<b>", count: 100_000)
    #expect(RichText(.string(deep)).text.isEmpty)
  }
}
