/// The nodes of a view by their ids. They lie side by side in memory, where they can be changed
/// without being taken out, and a place that becomes vacant is taken again.
struct NodeTable: Sendable {
  private var nodes: ContiguousArray<Node> = []
  private var places: [Int: Int] = [:]
  private var vacant: [Int] = []

  private static let nothing = Node(kind: .text(""))

  var count: Int { places.count }

  var ids: some Sequence<Int> { places.keys }

  subscript(id: Int) -> Node? {
    guard let place = places[id] else { return nil }
    return nodes[place]
  }

  /// Where a node lies until it is removed; nil for an unknown one.
  func place(of id: Int) -> Int? { places[id] }

  subscript(place place: Int) -> Node {
    _read { yield nodes[place] }
    _modify { yield &nodes[place] }
  }

  /// Adds a node and tells its place; nil when there is one of that id.
  mutating func add(_ node: Node, id: Int) -> Int? {
    let place = vacant.last ?? nodes.count
    let isNew = withPlace(of: id) { known in
      guard known == nil else { return false }
      known = place
      return true
    }
    guard isNew else { return nil }
    if vacant.popLast() == nil { nodes.append(node) } else { nodes[place] = node }
    return place
  }

  private mutating func withPlace(of id: Int, _ body: (inout Int?) -> Bool) -> Bool {
    body(&places[id])
  }

  /// Takes a node out; nil when there is none.
  mutating func remove(_ id: Int) -> Node? {
    guard let place = places.removeValue(forKey: id) else { return nil }
    let node = nodes[place]
    nodes[place] = Self.nothing
    if places.isEmpty {
      nodes.removeAll()
      vacant.removeAll()
    } else {
      vacant.append(place)
    }
    return node
  }
}
