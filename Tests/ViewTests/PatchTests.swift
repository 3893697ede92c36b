import Testing

@testable import View
@testable import Wire

@Suite struct `Patches` {
  @Test func `build a tree that reads in order`() throws {
    var tree = try ViewTree.page(
      #"["+",1,0,[2,"view",{"id":"a"},0,[[3,"one"],[4,"block",0,{"v":1},[[5,"two"]]]]]]"#)
    #expect(tree.children(of: 2).compactMap { tree.text(of: $0) } == ["one", "two"])
    try tree.apply(#"[["+",2,4,[6,"between"]],["m",3,2,0],["t",5,"second"]]"#)
    #expect(
      tree.children(of: 2).compactMap { tree.text(of: $0) } == ["between", "second", "one"])
    try tree.apply(#"[["-",4],["a",2,"id"],["d",2,{"n":1}]]"#)
    #expect(tree.children(of: 2).count == 2)
    #expect(tree.attribute("id", of: 2) == nil)
    try tree.apply(#"[["+",2,3,[7,"a"],[8,"b"]],["-",6,3]]"#)
    #expect(tree.children(of: 2) == [7, 8])
  }

  static let refused: [(String, PatchError)] = [
    (#"{}"#, .malformed(operation: "list")),
    (#"[5]"#, .malformed(operation: "nameless")),
    (#"[["zap",1]]"#, .malformed(operation: "zap")),
    (#"[["+",9,0,[2,"x"]]]"#, .unknownNode(9, operation: "+")),
    (#"[["+",1,0,[1,"x"]]]"#, .duplicateNode(1)),
    (#"[["+",1,7,[2,"x"]]]"#, .notAChild(7, of: 1)),
    (#"[["+",1,0,[2,"v",0,0,[]]],["+",2,0,[3,"w",0,0,[]]],["m",2,3,0]]"#, .cycle(2)),
    (#"[["+",1,0,[2,"x"]],["m",2,2,0]]"#, .cycle(2)),
    (#"[["+",1,0,[2,"x"]],["+",2,0,[3,"y"]]]"#, .malformed(operation: "+")),
    (#"[["t",1,"x"]]"#, .malformed(operation: "t")),
    (#"[["-",1]]"#, .malformed(operation: "-")),
    (#"[["-",-4]]"#, .malformed(operation: "-")),
    (#"[["+",1,0,[1.5,"x"]]]"#, .malformed(operation: "+")),
    (#"[["page",1,{}]]"#, .duplicateNode(1)),
    (#"[["stack",[4]]]"#, .malformed(operation: "stack")),
    (#"[["drop",4]]"#, .unknownNode(4, operation: "drop")),
    (#"[["+",1,0,[2,5]]]"#, .malformed(operation: "+")),
    (#"[["drop",1"#, .notJSON(JSONError(reason: .unexpectedEnd, offset: 10))),
    (#"[] 1"#, .notJSON(JSONError(reason: .trailing, offset: 3))),
  ]

  @Test(arguments: refused)
  func `that do not fit are refused`(_ patches: String, _ error: PatchError) throws {
    var tree = try ViewTree.page()
    #expect(throws: error) { try tree.apply(patches) }
  }

  @Test func `nest up to the limit`() throws {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { #"["+",\#($0 + 1),0,[\#($0 + 2),"view",0,0,[]]]"# }.joined(separator: ",")
    }
    _ = try ViewTree.page(nested(ViewLimits.depth))
    #expect(throws: PatchError.tooDeep(limit: ViewLimits.depth)) {
      try ViewTree.page(nested(ViewLimits.depth + 1))
    }
  }

  @Test func `that move a subtree too deep are refused`() throws {
    var tree = try ViewTree.page(
      (0..<ViewLimits.depth).map { #"["+",\#($0 + 1),0,[\#($0 + 2),"view",0,0,[]]]"# }
        .joined(separator: ",") + #",["+",1,0,[9000,"view",0,0,[[9001,"x"]]]]"#)
    #expect(throws: PatchError.self) { try tree.apply(#"[["m",9000,\#(ViewLimits.depth),0]]"#) }
  }

  @Test func `make as many nodes as the limit says`() throws {
    var tree = try ViewTree.page()
    let children = (2...ViewLimits.nodes - 1).map { "[\($0),\"x\"]" }.joined(separator: ",")
    try tree.apply("[[\"+\",1,0,[\(ViewLimits.nodes),\"view\",0,0,[\(children)]]]]")
    #expect(throws: PatchError.tooMany("nodes", limit: ViewLimits.nodes)) {
      try tree.apply("[[\"+\",1,0,[\(ViewLimits.nodes + 1),\"x\"]]]")
    }
    try tree.apply("[[\"-\",\(ViewLimits.nodes)]]")
    #expect(tree.nodes.count == 1)
  }

  @Test func `hold as many bytes as the limit says, and free them`() throws {
    var tree = try ViewTree.page(#"["+",1,0,[2,"x"]]"#)
    func letters(_ count: Int) -> String { String(repeating: "a", count: count) }
    let room = 1_000
    let held = tree.contentBytes
    // As if other nodes held the rest, which would take long to read.
    tree.contentBytes = ViewLimits.contentBytes - room + 1
    try tree.apply("[[\"t\",2,\"\(letters(room))\"]]")
    #expect(throws: PatchError.self) { try tree.apply("[[\"t\",2,\"\(letters(room + 1))\"]]") }
    var other = try ViewTree.page(#"["+",1,0,[2,"x"]]"#)
    for _ in 0..<8 {
      try other.apply("[[\"+\",1,0,[3,\"\(letters(room))\"]],[\"-\",3]]")
      #expect(other.contentBytes == held)
    }
  }

  @Test func `keep as many pages and states as the limits say`() throws {
    var tree = ViewTree()
    for id in 1...ViewLimits.pages { try tree.apply("[[\"page\",\(id),{}]]") }
    #expect(throws: PatchError.tooMany("pages", limit: ViewLimits.pages)) {
      try tree.apply("[[\"page\",\(ViewLimits.pages + 1),{}]]")
    }
    for key in 1...ViewLimits.states { try tree.apply("[[\"ui\",\"k\(key)\",1]]") }
    #expect(throws: PatchError.tooMany("states", limit: ViewLimits.states)) {
      try tree.apply(#"[["ui","more",1]]"#)
    }
  }

  @Test func `made of random operations leave a tree`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      var tree = try ViewTree.page(#"["shape",1,[["view",0,0,[["t"]]],["u"]],[[0,"class"]]]"#)
      for _ in 0..<60 {
        func id() -> Int { Int.random(in: 0..<12, using: &random) }
        let operation = [
          "[\"+\",\(id()),\(id()),[\(id()),\"view\",0,{\"v\":\(id() % 2)},[[\(id()),\"t\"]]]]",
          "[\"+\",\(id()),\(id()),[\(id()),1,\"a\"],[\(id()),\"t\"]]", "[\"-\",\(id())]",
          "[\"m\",\(id()),\(id()),\(id())]", "[\"t\",\(id()),\"u\"]",
        ].randomElement(using: &random)!  // the list is not empty
        try? tree.apply("[\(operation)]")
        try tree.checkLinks()
      }
    }
  }
}

extension ViewTree {
  /// A page with id 1 on the stack, and what more is given.
  static func page(_ operations: String = "") throws -> ViewTree {
    var tree = ViewTree()
    try tree.apply(#"[["page",1,{"path":"index"}],["stack",[1]]]"#)
    try tree.apply("[\(operations)]")
    return tree
  }

  mutating func apply(_ text: String) throws { try apply(Text(text)) }

  mutating func apply(_ patches: JSON) throws { try apply(patches.text) }

  struct BrokenLink: Error { let node: Int }

  /// Whether every link is answered by its other end.
  func checkLinks() throws {
    for id in nodes.ids {
      guard let node = nodes[id] else { throw BrokenLink(node: id) }
      var previous: Int?
      var child = node.first
      while let current = child {
        guard nodes[current]?.parent == id, nodes[current]?.links.previous == previous ?? 0,
          nodes[current]?.depth == node.depth + 1
        else { throw BrokenLink(node: current) }
        previous = current
        child = nodes[current]?.next
      }
      guard node.links.last == previous ?? 0 else { throw BrokenLink(node: id) }
    }
  }
}

/// A small reproducible random source.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
