import Wire

/// What nodes that look alike have in common: the nodes of a component's template, say, but for the
/// values that differ.
///
/// The runner tells a shape once, `["shape", number, [node, …], [[place, what], …]]`, where a node is
/// `[tag, attributes, info, [node, …]]` or `[text]`. From then on `[id, number, value, …]` stands for
/// nodes with ids from `id` on, in the order in which they were told. The second list says what the
/// values are of: the place of the node in that order, and `0` for its text, `1` for its data set
/// or the name of an attribute.
struct Shape: Sendable {
  enum Part: Sendable {
    case text, dataset
    case attribute(String)
  }

  struct Hole: Sendable {
    let node: Int
    let part: Part

    fileprivate var bytes: Int {
      guard case .attribute(let name) = part else { return ViewLimits.shapeHoleBytes }
      return ViewLimits.shapeHoleBytes + name.utf8.count
    }
  }

  /// The nodes, the links between them counted from 1; roots have no parent.
  private(set) var nodes: [Node] = []
  private(set) var holes: [Hole] = []

  init(_ reader: inout PatchReader) throws(PatchError) {
    try reader.field()
    try reader.begin()
    try addNodes(&reader, parent: 0, depth: 0)
    try reader.field()
    try reader.begin()
    var isFirst = true
    while try reader.next(&isFirst) {
      guard holes.count < ViewLimits.shapeHoles else {
        throw .tooMany("holes of a shape", limit: ViewLimits.shapeHoles)
      }
      holes.append(try hole(&reader))
    }
  }

  /// What it counts against `ViewLimits.contentBytes`.
  var bytes: Int {
    nodes.reduce(holes.reduce(0) { $0 + $1.bytes }) { $0 + $1.bytes + ViewLimits.shapeNodeBytes }
  }

  /// Reads the nodes of an array that was entered.
  private mutating func addNodes(
    _ reader: inout PatchReader, parent: Int, depth: Int
  ) throws(PatchError) {
    guard depth <= ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
    var previous = 0
    var isFirst = true
    while try reader.next(&isFirst) {
      guard nodes.count < ViewLimits.shapeNodes else {
        throw .tooMany("nodes of a shape", limit: ViewLimits.shapeNodes)
      }
      try reader.begin()
      try reader.first()
      let spec = try NodeSpec(try reader.string(), &reader)
      let id = nodes.count + 1
      var node = Node(kind: spec.kind)
      node.links.parent = parent
      node.links.previous = previous
      node.depth = depth
      node.bytes = node.contentBytes
      nodes.append(node)
      if previous > 0 { nodes[previous - 1].links.next = id }
      if parent > 0 {
        if previous == 0 { nodes[parent - 1].links.first = id }
        nodes[parent - 1].links.last = id
      }
      previous = id
      guard spec.hasChildren else { continue }
      try addNodes(&reader, parent: id, depth: depth + 1)
      try reader.skipRest()
    }
  }

  private func hole(_ reader: inout PatchReader) throws(PatchError) -> Hole {
    try reader.begin()
    try reader.first()
    let node = try reader.integer()
    guard node < nodes.count, node >= holes.last?.node ?? 0 else { throw reader.malformed }
    try reader.field()
    let what = try reader.value()
    try reader.skipRest()
    switch (what, nodes[node].kind) {
    case (0, .text): return Hole(node: node, part: .text)
    case (1, .element): return Hole(node: node, part: .dataset)
    case (.string(let name), .element): return Hole(node: node, part: .attribute(name))
    default: throw reader.malformed
    }
  }
}

extension Node {
  /// Fills a hole of a shape.
  mutating func fill(
    _ part: Shape.Part, from reader: inout PatchReader
  ) throws(PatchError) {
    try reader.field()
    guard case .element(var element) = kind else {
      kind = .text(try reader.string())
      return
    }
    switch part {
    case .text: throw reader.malformed
    case .attribute(let name): element.setAttribute(name, try reader.value())
    case .dataset:
      guard let dataset = try reader.value().object else { throw reader.malformed }
      element.dataset = dataset
    }
    kind = .element(element)
  }

  /// Moves the links of a node of a shape to where its nodes begin.
  mutating func relocate(to base: Int) {
    func moved(_ link: Int) -> Int { link == 0 ? 0 : link + base - 1 }
    links = Links(
      parent: moved(links.parent), previous: moved(links.previous), next: moved(links.next),
      first: moved(links.first), last: moved(links.last))
  }
}
