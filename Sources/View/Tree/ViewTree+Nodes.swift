import Wire

/// Putting nodes into the tree, moving them and taking them out.
extension ViewTree {
  /// Where the next node comes among the children of a node.
  private struct Spot {
    let parent: Int
    let parentPlace: Int
    /// The child after it and where that lies, or nil at the end.
    let before: (id: Int, place: Int)?
    var previous: Int
    var previousPlace: Int
    let depth: Int
  }

  /// `["+", parent, before, node, …]`.
  mutating func insert(_ reader: inout PatchReader) throws(PatchError) {
    let parent = try reader.id()
    guard let place = nodes.place(of: parent) else {
      throw .unknownNode(parent, operation: reader.operation)
    }
    let before = try reader.optionalID()
    try reader.field()
    var spot = try spot(in: parent, at: place, before: before, reader)
    repeat { try add(&reader, at: &spot) } while try reader.hasField()
  }

  private func spot(
    in parent: Int, at place: Int, before: Int, _ reader: PatchReader
  ) throws(PatchError) -> Spot {
    let container = nodes[place: place]
    guard container.text == nil else { throw reader.malformed }
    guard container.depth < ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
    var successor: (id: Int, place: Int)?
    var previous = container.links.last
    if before > 0 {
      guard let place = nodes.place(of: before), nodes[place: place].parent == parent else {
        throw .notAChild(before, of: parent)
      }
      successor = (before, place)
      previous = nodes[place: place].links.previous
    }
    return Spot(
      parent: parent, parentPlace: place, before: successor, previous: previous,
      previousPlace: previous == 0 ? 0 : nodes.place(of: previous) ?? 0,
      depth: container.depth + 1)
  }

  /// Adds the node that is told next, with all in it. Depth is bounded, so the recursion is.
  private mutating func add(
    _ reader: inout PatchReader, at spot: inout Spot
  ) throws(PatchError) {
    try reader.begin()
    try reader.first()
    let id = try reader.integer(from: 1)
    try reader.field()
    guard let name = try reader.stringIfAny() else {
      let number = try reader.integer(from: 1)
      guard let shape = shapes[number] else { throw reader.malformed }
      try add(shape, from: id, &reader, at: &spot)
      return try reader.skipRest()
    }
    let spec = try NodeSpec(name, &reader)
    guard spot.depth <= ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
    var node = Node(kind: spec.kind)
    node.depth = spot.depth
    let place = try add(node, id: id)
    link(id, place, at: &spot)
    try recount(place)
    guard spec.hasChildren else { return }
    var inner = Spot(
      parent: id, parentPlace: place, before: nil, previous: 0, previousPlace: 0,
      depth: spot.depth + 1)
    var isFirst = true
    while try reader.next(&isFirst) { try add(&reader, at: &inner) }
    try reader.skipRest()
  }

  private mutating func add(_ node: Node, id: Int) throws(PatchError) -> Int {
    guard nodes.count < ViewLimits.nodes else { throw .tooMany("nodes", limit: ViewLimits.nodes) }
    guard let place = nodes.add(node, id: id) else { throw .duplicateNode(id) }
    return place
  }

  /// Adds the nodes of a shape, whose values are told next; all of them or none.
  private mutating func add(
    _ shape: Shape, from base: Int, _ reader: inout PatchReader, at spot: inout Spot
  ) throws(PatchError) {
    guard base <= 1 << 53 - ViewLimits.shapeNodes else { throw reader.malformed }
    var roots: [(id: Int, place: Int)] = []
    var count = 0
    do throws(PatchError) {
      var hole = 0
      for var node in shape.nodes {
        let id = base + count
        let isRoot = node.links.parent == 0
        node.relocate(to: base)
        node.depth += spot.depth
        guard node.depth <= ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
        if hole < shape.holes.count, shape.holes[hole].node == count {
          while hole < shape.holes.count, shape.holes[hole].node == count {
            try node.fill(shape.holes[hole].part, from: &reader)
            hole += 1
          }
          node.bytes = node.contentBytes
        }
        let place = try add(node, id: id)
        count += 1
        if isRoot { roots.append((id, place)) }
        try self.count(node.bytes)
      }
    } catch {
      for id in base..<base + count { contentBytes -= nodes.remove(id)?.bytes ?? 0 }
      throw error
    }
    for root in roots { link(root.id, root.place, at: &spot) }
  }

  /// Links a node at a spot, and moves the spot behind it.
  private mutating func link(_ id: Int, _ place: Int, at spot: inout Spot) {
    nodes[place: place].links.parent = spot.parent
    nodes[place: place].links.previous = spot.previous
    nodes[place: place].links.next = spot.before?.id ?? 0
    if spot.previous > 0 {
      nodes[place: spot.previousPlace].links.next = id
    } else {
      nodes[place: spot.parentPlace].links.first = id
    }
    if let before = spot.before {
      nodes[place: before.place].links.previous = id
    } else {
      nodes[place: spot.parentPlace].links.last = id
    }
    spot.previous = id
    spot.previousPlace = place
  }

  private mutating func unlink(_ place: Int) {
    let links = nodes[place: place].links
    guard let parent = nodes.place(of: links.parent) else { return }
    if let previous = nodes.place(of: links.previous) {
      nodes[place: previous].links.next = links.next
    } else {
      nodes[place: parent].links.first = links.next
    }
    if let next = nodes.place(of: links.next) {
      nodes[place: next].links.previous = links.previous
    } else {
      nodes[place: parent].links.last = links.previous
    }
    nodes[place: place].links.parent = 0
    nodes[place: place].links.previous = 0
    nodes[place: place].links.next = 0
  }

  /// `["-", node, …]`.
  mutating func remove(_ reader: inout PatchReader) throws(PatchError) {
    try reader.field()
    repeat {
      let id = try reader.integer(from: 1)
      guard let place = nodes.place(of: id) else {
        throw .unknownNode(id, operation: reader.operation)
      }
      guard pages[id] == nil else { throw reader.malformed }
      unlink(place)
      removeSubtree(id)
    } while try reader.hasField()
  }

  /// Takes a node out that is linked nowhere, with all in it.
  mutating func removeSubtree(_ root: Int) {
    var pending = [root]
    while let id = pending.popLast() {
      guard let node = nodes.remove(id) else { continue }
      contentBytes -= node.bytes
      if id != root, node.links.next > 0 { pending.append(node.links.next) }
      if node.links.first > 0 { pending.append(node.links.first) }
    }
  }

  /// `["m", node, parent, before]`.
  mutating func move(_ reader: inout PatchReader) throws(PatchError) {
    let id = try reader.id()
    guard let place = nodes.place(of: id) else {
      throw .unknownNode(id, operation: reader.operation)
    }
    let parent = try reader.id()
    guard let parentPlace = nodes.place(of: parent) else {
      throw .unknownNode(parent, operation: reader.operation)
    }
    let before = try reader.optionalID()
    guard pages[id] == nil else { throw reader.malformed }
    var ancestor: Int? = parent
    while let current = ancestor {
      guard current != id else { throw .cycle(id) }
      ancestor = nodes[current]?.parent
    }
    if before == id { return }
    _ = try spot(in: parent, at: parentPlace, before: before, reader)
    unlink(place)
    var spot = try spot(in: parent, at: parentPlace, before: before, reader)
    nodes[place: place].depth = spot.depth
    link(id, place, at: &spot)
    try deepen(id)
  }

  /// Sets the depths below a node that has moved.
  private mutating func deepen(_ root: Int) throws(PatchError) {
    var pending = [root]
    while let id = pending.popLast() {
      let depth = nodes[id]?.depth ?? 0
      for child in rawChildren(of: id) {
        guard let place = nodes.place(of: child), nodes[place: place].depth != depth + 1 else {
          continue
        }
        guard depth < ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
        nodes[place: place].depth = depth + 1
        pending.append(child)
      }
    }
  }

  /// `["shape", number, nodes, holes]`; see `Shape`.
  mutating func addShape(_ reader: inout PatchReader) throws(PatchError) {
    let number = try reader.id()
    guard shapes[number] == nil else { throw reader.malformed }
    guard shapes.count < ViewLimits.shapes else {
      throw .tooMany("shapes", limit: ViewLimits.shapes)
    }
    let shape = try Shape(&reader)
    try count(shape.bytes)
    shapes[number] = shape
  }
}
