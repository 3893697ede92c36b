import Testing

@testable import View

@Suite struct `An XPath` {
  @Test(arguments: [
    ("//a" + String(repeating: "/a", count: 199), true),
    ("//a" + String(repeating: "/a", count: 198) + "[1]", false),
    (String(repeating: "not(", count: 31) + "1" + String(repeating: ")", count: 31), true),
    (String(repeating: "not(", count: 32) + "1" + String(repeating: ")", count: 32), false),
    ("1" + String(repeating: "+1", count: 31), true),
    ("1" + String(repeating: "+1", count: 32), false),
    (String(repeating: "a", count: ViewLimits.selectorCharacters), true),
    (String(repeating: "a", count: ViewLimits.selectorCharacters + 1), false),
    ("", false), ("//", false), ("/", true), ("a[", false), ("a]", false), ("a b", false),
    ("'open", false), ("..", true), ("@class", true), ("child::a", true), ("nowhere::a", false),
    ("a[1][2]", true), ("(a)[1]", true), ("f(1,)", false), ("* * *", true), ("div div div", true),
  ])
  func `is read within its limits`(_ text: String, _ isOne: Bool) {
    #expect((XPath(text) != nil) == isOne)
  }

  /// `<view class="a">one<text>two</text></view><card><view>three</view></card><view/>`.
  private func tree() throws -> ViewTree {
    try ViewTree.page(
      """
      ["+",1,0,[2,"view",{"class":"a","hoverClass":"b"},0,[[3,"one"],[4,"text",0,0,[[5,"two"]]]]]],
      ["+",1,0,[6,"card",0,{"c":"card/index","d":{"userName":"x"}},[
        [7,"view",0,0,[[8," three  3 "]]]]]],
      ["+",1,0,[9,"view",0,0,[]]]
      """)
  }

  @Test(arguments: [
    ("//view", [2, 7, 9]), ("/view[2]", [9]), ("//view[last()]", [7, 9]), ("(//view)[last()]", [9]),
    ("//*[@hover-class]", [2]), ("//*[@data-user-name='x']/view", [7]), ("//text/..", [2]),
    ("//view[normalize-space(text()) = 'three 3']", [7]), ("//view[not(*)]", [7, 9]),
    ("//*[name() = 'card']", [6]), ("//view[substring-before(@class, 'x') = '']", [2, 7, 9]),
    ("//view[contains(., 'tw')]", [2]), ("//text/ancestor-or-self::*", [2, 4]),
    ("//card/preceding::view", [2]), ("//card/following-sibling::*[1]", [9]),
    ("//view[number(translate(text(), ' three', '')) = 3]", [7]),
    ("//view | //card", [2, 6, 7, 9]),
    ("//view[position() < 2]", [2, 7]), ("//*[count(view) = 1]", [6]),
    ("//view[1.5 - .5]", [2, 7]),
    ("//view[floor(1.9)]", [2, 7]), ("//*[starts-with(name(), 'ca') and true()]", [6]),
    ("//view[string-length(concat(@class, 'bc')) >= 3]", [2]), ("/page/view", []),
  ])
  func `finds what it says`(_ text: String, _ nodes: [Int]) throws {
    let index = try #require(ElementIndex(try tree(), page: 1))
    #expect(index.find(xpath: text) == nodes)
  }

  @Test func `starts from an element`() throws {
    let index = try #require(ElementIndex(try tree(), page: 1))
    #expect(index.find(xpath: "./text", within: 2) == [4])
    #expect(index.find(xpath: ".//view", within: 6) == [7])
    #expect(index.find("view", within: 6) == [7])
    #expect(index.find(".a") == [2])
    #expect(index.find(".a", within: 6) == [])
    #expect(index.find("!") == nil)
  }

  @Test func `finds all with the steps that it takes and nothing with one fewer`() throws {
    let document = XPathDocument(try tree(), page: 1)
    let path = try #require(XPath("//view[not(*)]"))
    var evaluator = XPathEvaluator(document)
    #expect(evaluator.elements(path, from: 0) == [7, 9])
    let steps = ViewLimits.xpathSteps - evaluator.stepsLeft
    // The last step is taken when none is left to be taken after it.
    var enough = XPathEvaluator(document, steps: steps + 1)
    #expect(enough.elements(path, from: 0) == [7, 9])
    var short = XPathEvaluator(document, steps: steps)
    #expect(short.elements(path, from: 0) != [7, 9])
  }
}
