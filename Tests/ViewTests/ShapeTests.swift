import Testing
import Wire

@testable import View

@Suite struct `Shapes` {
  private let card = #"""
    ["shape",7,[["view",{"id":"a"},{"e":["tap"]},[["text",0,0,[["?"]]],["b"]]],["end"]],
    [[0,"class"],[0,1],[2,0]]]
    """#

  @Test func `stand for nodes with values of their own`() throws {
    var tree = try ViewTree.page(
      card + #",["+",1,0,[2,"z"]],["+",1,2,[10,7,"x y",{"n":1},"one"],[20,7,"z",{},"two"]]"#)
    #expect(tree.children(of: 1) == [10, 14, 20, 24, 2])
    #expect(tree.children(of: 10) == [11, 13])
    #expect(tree.text(of: 12) == "one")
    #expect(tree.text(of: 22) == "two")
    #expect(tree.text(of: 24) == "end")
    #expect(tree.attribute("class", of: 10) == "x y")
    #expect(tree.attribute("id", of: 20) == "a")
    #expect(tree.nodes[10]?.element?.dataset == ["n": 1])
    #expect(tree.listens(to: "tap", at: 12))
    try tree.checkLinks()
    let held = tree.contentBytes
    try tree.apply(#"[["t",12,"more"],["-",10],["-",14]]"#)
    #expect(tree.nodes[11] == nil)
    #expect(tree.contentBytes < held)
    try tree.checkLinks()
  }

  @Test func `stand inside of other nodes`() throws {
    let tree = try ViewTree.page(
      card + #",["+",1,0,[2,"row",0,{"c":"card"},[[3,7,"x",{},"one"],[9,"more"]]]]"#)
    #expect(tree.children(of: 2) == [3, 7, 9])
    #expect(tree.nodes[5]?.depth == 4)
    try tree.checkLinks()
  }

  static let refused: [(String, PatchError)] = [
    (#"["+",1,0,[2,8]]"#, .malformed(operation: "+")),
    (#"["+",1,0,[2,7,"x",{},1]]"#, .malformed(operation: "+")),
    (#"["+",1,0,[2,7,"x",5,"y"]]"#, .malformed(operation: "+")),
    (#"["+",1,0,[2,7,"x"]]"#, .malformed(operation: "+")),
    (#"["+",1,0,[4,"x"],[2,7,"x",{},"y"]]"#, .duplicateNode(4)),
    (#"["+",1,0,[9007199254740991,7,"x",{},"y"]]"#, .malformed(operation: "+")),
    (#"["shape",7,[],[]]"#, .malformed(operation: "shape")),
    (#"["shape",8,[["a"]],[[1,0]]]"#, .malformed(operation: "shape")),
    (#"["shape",8,[["a"]],[[0,1]]]"#, .malformed(operation: "shape")),
    (#"["shape",8,[["a"],["b"]],[[1,0],[0,0]]]"#, .malformed(operation: "shape")),
  ]

  @Test(arguments: refused)
  func `that do not fit are refused, and leave a tree`(
    _ patches: String, _ error: PatchError
  ) throws {
    var tree = try ViewTree.page(card)
    #expect(throws: error) { try tree.apply("[\(patches)]") }
    try tree.checkLinks()
  }

  @Test func `are as many and as large as the limits say`() throws {
    var tree = ViewTree()
    let numbers = 1...ViewLimits.shapes - 1
    try tree.apply("[\(numbers.map { "[\"shape\",\($0),[[\"a\"]],[]]" }.joined(separator: ","))]")
    let nodes = [String](repeating: "[\"a\"]", count: ViewLimits.shapeNodes).joined(separator: ",")
    var other = tree
    try tree.apply("[[\"shape\",5000,[\(nodes)],[]]]")
    #expect(throws: PatchError.tooMany("shapes", limit: ViewLimits.shapes)) {
      try tree.apply("[[\"shape\",5001,[[\"a\"]],[]]]")
    }
    #expect(throws: PatchError.tooMany("nodes of a shape", limit: ViewLimits.shapeNodes)) {
      try other.apply("[[\"shape\",5000,[\(nodes),[\"a\"]],[]]]")
    }
  }

  @Test func `have as many holes as the limit says`() throws {
    func shape(_ holes: Int) -> String {
      let list = [String](repeating: "[0,0]", count: holes).joined(separator: ",")
      return "[[\"shape\",1,[[\"a\"]],[\(list)]]]"
    }
    var tree = ViewTree()
    try tree.apply(shape(ViewLimits.shapeHoles))
    var other = ViewTree()
    #expect(throws: PatchError.tooMany("holes of a shape", limit: ViewLimits.shapeHoles)) {
      try other.apply(shape(ViewLimits.shapeHoles + 1))
    }
  }

  @Test func `count against the content, with nodes and holes that say nothing too`() throws {
    let shape = #"[["shape",1,[["v",0,0,[[""]]]],[[0,"id"],[1,0]]]]"#
    let weight = 1 + 2 * ViewLimits.shapeNodeBytes + 2 * ViewLimits.shapeHoleBytes + 2
    var tree = ViewTree()
    try tree.apply(shape)
    // An element counts its empty data set.
    let counted = tree.contentBytes
    #expect(counted >= weight && counted <= weight + 16)
    var fits = ViewTree()
    fits.contentBytes = ViewLimits.contentBytes - counted
    try fits.apply(shape)
    var past = ViewTree()
    past.contentBytes = ViewLimits.contentBytes - counted + 1
    #expect(throws: PatchError.tooMany("bytes of content", limit: ViewLimits.contentBytes)) {
      try past.apply(shape)
    }
  }

  @Test func `nest no deeper than the limit`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[\"v\",0,0,[", count: depth) + String(repeating: "]]", count: depth)
    }
    var tree = try ViewTree.page("[\"shape\",1,[\(nested(ViewLimits.depth))],[]]")
    try tree.apply(#"[["+",1,0,[2,1]]]"#)
    #expect(throws: PatchError.tooDeep(limit: ViewLimits.depth)) {
      try tree.apply(#"[["+",2,0,[1000,1]]]"#)
    }
    #expect(tree.nodes.count == ViewLimits.depth + 1)
    #expect(throws: PatchError.tooDeep(limit: ViewLimits.depth)) {
      try tree.apply("[[\"shape\",2,[\(nested(ViewLimits.depth + 2))],[]]]")
    }
  }
}
