import Testing

@testable import View

@Suite struct `Selectors` {
  /// A page with a component (7) that has a slot; the slot holds a node (10) of the page.
  private func tree() throws -> ViewTree {
    try ViewTree.page(
      """
      ["+",1,0,[2,"view",{"class":"outer box","id":"top"},0,[
        [3,"text",{"class":"box"},{"d":{"itemId":4}},[[4,"Hello"]]],
        [5,"block",0,{"v":1},[[6,"button",{"hoverClass":"none"},0,[[20,"Save it"]]]]],
        [7,"my-card",{"class":"card"},{"c":"components/card"},[
          [8,"view",{"class":"box inner"},0,[
            [9,"slot",0,{"v":1},[[10,"text",{"class":"box slotted"},0,[[11,"In"]]]]]]]]]]]]
      """)
  }

  @Test(arguments: [
    ("#top", [2]), (".box", [2, 3, 10]), (".outer .box", [3, 10]), (".outer > .box", [3]),
    ("view > button", [6]), ("text.box", [3, 10]), ("my-card .slotted", [10]), (".inner", []),
    ("my-card >>> .inner", [8]), (".card>>>.box", [8, 10]), ("button, #top", [2, 6]),
    ("[hover-class=none]", [6]), ("[hoverClass]", [6]), ("[data-item-id='4']", [3]),
    ("*", [2, 3, 6, 7, 10]),
    ("..", []), ("", []), ("a >", []), ("a >> b", []),
  ])
  func `find what they name, within the page's own template`(
    _ selector: String, _ nodes: [Int]
  ) throws {
    #expect(try tree().findAll(selector) == nodes)
  }

  @Test func `longer than the limit find nothing`() throws {
    let exact = "view" + String(repeating: " ", count: ViewLimits.selectorCharacters - 4)
    #expect(try tree().findAll(exact) == [2])
    #expect(try tree().findAll(exact + " ") == [])
  }

  @Test func `are looked for inside components when the page has none`() throws {
    #expect(try tree().find(".inner") == 8)
  }

  @Test func `are not needed to find a text`() throws {
    #expect(try tree().find(showing: "Save it") == 6)
    #expect(try tree().find(showing: "ave") == 6)
    #expect(try tree().find(showing: "nothing like it") == nil)
  }
}
