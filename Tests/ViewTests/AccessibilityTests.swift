import Testing
import View
import Wire

@Suite struct AccessibilityTests {
  private static func described(_ nodes: JSON) throws -> [JSON] {
    var tree = ViewTree()
    try tree.apply([["page", 1, ["path": "a"]], ["stack", [1]]])
    for node in nodes.array ?? [] { try tree.apply([["+", 1, 0, node]]) }
    return tree.description(of: 1)
  }

  @Test func `a control is named by what it shows, its label or its placeholder`() throws {
    let nodes = try Self.described([
      [2, "button", 0, 0, [[3, "Send"], [4, "view", 0, 0, [[5, "  it "]]]]],
      [6, "label", 0, 0, [[7, "checkbox", 0, 0, []], [8, "Tea"]]],
      [9, "input", ["placeholder": "Your name"], 0, []],
    ])
    #expect(nodes[0]["role"] == "button" && nodes[0]["name"] == "Send it")
    let box = nodes[1]["children"]?[0]
    #expect(box?["role"] == "checkbox" && box?["name"] == "Tea")
    #expect(nodes[2]["role"] == "textbox" && nodes[2]["name"] == "Your name")
  }

  @Test func `what the author says counts more`() throws {
    let nodes = try Self.described([
      [2, "view", ["ariaRole": "button", "ariaLabel": "Close"], 0, []],
      [3, "image", ["ariaLabel": "A cat"], 0, []],
      [4, "view", 0, 0, []],
    ])
    #expect(nodes[0]["role"] == "button" && nodes[0]["name"] == "Close")
    #expect(nodes[1]["role"] == "img" && nodes[1]["name"] == "A cat")
    #expect(nodes[2]["role"] == nil && nodes[2]["name"] == nil)
  }

  @Test func `the host of a component has no role of its own`() throws {
    let nodes = try Self.described([[2, "button", 0, ["c": "parts/button"], []]])
    #expect(nodes[0]["role"] == nil)
  }
}
