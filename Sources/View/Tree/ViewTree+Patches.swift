import Wire

/// Applying what a runner sends. An operation is a JSON array that begins with its name.
extension ViewTree {
  /// Applies operations in order; those before a bad one stay applied.
  public mutating func apply(_ patches: JSON) throws(PatchError) {
    guard let operations = patches.array else { throw .malformed(operation: "list") }
    generation += 1
    for operation in operations { try apply(operation: operation) }
  }

  private mutating func apply(operation: JSON) throws(PatchError) {
    guard let name = operation[0]?.string else { throw .malformed(operation: "nameless") }
    let fields = Fields(operation: name, values: operation.array ?? [])
    switch name {
    case "+": try insert(fields)
    case "-": try remove(try known(fields.id(1), name))
    case "m": try move(fields)
    case "t":
      let id = try known(fields.id(1), name)
      guard nodes[id]?.text != nil else { throw .malformed(operation: name) }
      nodes[id]?.kind = .text(try fields.string(2))
      try recount(id)
    case "a": try setAttribute(fields)
    case "d":
      guard let dataset = fields.value(2)?.object else { throw .malformed(operation: name) }
      try change(fields) { $0.dataset = dataset }
    case "page": try addPage(fields)
    case "stack": try setStack(fields)
    case "drop": try dropPage(fields)
    case "ui": try setState(fields)
    default: throw .malformed(operation: String(name.prefix(16)))
    }
  }

  private func known(_ id: Int, _ operation: String) throws(PatchError) -> Int {
    guard nodes[id] != nil else { throw .unknownNode(id, operation: operation) }
    return id
  }

  private mutating func insert(_ fields: Fields) throws(PatchError) {
    let parent = try known(fields.id(1), "+")
    let before = try fields.optionalID(2)
    guard let spec = fields.value(3) else { throw .malformed(operation: "+") }
    let root = try add(spec)
    try link(root, into: parent, before: before)
    var pending = [(root, spec)]
    while let (id, spec) = pending.popLast() {
      for child in spec[4]?.array ?? [] {
        let childID = try add(child)
        try link(childID, into: id, before: nil)
        pending.append((childID, child))
      }
    }
  }

  /// Makes the node of a spec, not yet linked.
  private mutating func add(_ spec: JSON) throws(PatchError) -> Int {
    let (id, kind) = try NodeSpec.read(spec)
    guard nodes[id] == nil else { throw .duplicateNode(id) }
    guard nodes.count < ViewLimits.nodes else { throw .tooMany("nodes", limit: ViewLimits.nodes) }
    nodes[id] = Node(kind: kind)
    try recount(id)
    return id
  }

  /// Counts the content of a node that is new or has changed.
  private mutating func recount(_ id: Int) throws(PatchError) {
    guard let node = nodes[id] else { return }
    let bytes = node.contentBytes
    try count(bytes - node.bytes)
    nodes[id]?.bytes = bytes
  }

  private mutating func count(_ bytes: Int) throws(PatchError) {
    contentBytes += bytes
    guard contentBytes <= ViewLimits.contentBytes else {
      throw .tooMany("bytes of content", limit: ViewLimits.contentBytes)
    }
  }

  private mutating func link(_ id: Int, into parent: Int, before: Int?) throws(PatchError) {
    guard let container = nodes[parent], container.text == nil else {
      throw .malformed(operation: "+")
    }
    guard container.depth < ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
    let previous: Int?
    if let before {
      guard before != id, nodes[before]?.parent == parent else {
        throw .notAChild(before, of: parent)
      }
      previous = nodes[before]?.previous
      nodes[before]?.previous = id
    } else {
      previous = container.last
      nodes[parent]?.last = id
    }
    if let previous {
      nodes[previous]?.next = id
    } else {
      nodes[parent]?.first = id
    }
    nodes[id]?.parent = parent
    nodes[id]?.previous = previous
    nodes[id]?.next = before
    nodes[id]?.depth = container.depth + 1
  }

  private mutating func unlink(_ id: Int) {
    guard let node = nodes[id], let parent = node.parent else { return }
    if let previous = node.previous {
      nodes[previous]?.next = node.next
    } else {
      nodes[parent]?.first = node.next
    }
    if let next = node.next {
      nodes[next]?.previous = node.previous
    } else {
      nodes[parent]?.last = node.previous
    }
    nodes[id]?.parent = nil
    nodes[id]?.previous = nil
    nodes[id]?.next = nil
  }

  private mutating func remove(_ id: Int) throws(PatchError) {
    guard pages[id] == nil else { throw .malformed(operation: "-") }
    unlink(id)
    removeSubtree(id)
  }

  private mutating func removeSubtree(_ root: Int) {
    var pending = [root]
    while let id = pending.popLast() {
      pending.append(contentsOf: rawChildren(of: id))
      contentBytes -= nodes[id]?.bytes ?? 0
      nodes[id] = nil
    }
  }

  private mutating func move(_ fields: Fields) throws(PatchError) {
    let id = try known(fields.id(1), "m")
    let parent = try known(fields.id(2), "m")
    let before = try fields.optionalID(3)
    guard pages[id] == nil else { throw .malformed(operation: "m") }
    var ancestor: Int? = parent
    while let current = ancestor {
      guard current != id else { throw .cycle(id) }
      ancestor = nodes[current]?.parent
    }
    if before == id { return }
    if let before, nodes[before]?.parent != parent { throw .notAChild(before, of: parent) }
    unlink(id)
    try link(id, into: parent, before: before)
    try deepen(id)
  }

  /// Sets the depths below a node that has moved.
  private mutating func deepen(_ root: Int) throws(PatchError) {
    var pending = [root]
    while let id = pending.popLast() {
      let depth = nodes[id]?.depth ?? 0
      for child in rawChildren(of: id) where nodes[child]?.depth != depth + 1 {
        guard depth < ViewLimits.depth else { throw .tooDeep(limit: ViewLimits.depth) }
        nodes[child]?.depth = depth + 1
        pending.append(child)
      }
    }
  }

  private mutating func setAttribute(_ fields: Fields) throws(PatchError) {
    let name = try fields.string(2)
    let value = fields.value(3)
    try change(fields) { $0.setAttribute(name, value) }
  }

  private mutating func change(
    _ fields: Fields, _ body: (inout Node.Element) -> Void
  ) throws(PatchError) {
    let id = try known(fields.id(1), fields.operation)
    guard var element = nodes[id]?.element else { throw .malformed(operation: fields.operation) }
    body(&element)
    nodes[id]?.kind = .element(element)
    try recount(id)
  }

  private mutating func addPage(_ fields: Fields) throws(PatchError) {
    let id = try fields.id(1)
    let meta = fields.value(2) ?? .null
    guard nodes[id] == nil else { throw .duplicateNode(id) }
    guard pages.count < ViewLimits.pages else { throw .tooMany("pages", limit: ViewLimits.pages) }
    pages[id] = Page(
      id: id, path: meta["path"]?.string ?? "", query: meta["query"] ?? [:],
      config: meta["config"] ?? [:])
    var element = Node.Element(tag: "page")
    element.component = meta["component"]?.string
    element.styleIsolation = meta["styleIsolation"]?.string
    nodes[id] = Node(kind: .element(element))
  }

  private mutating func setStack(_ fields: Fields) throws(PatchError) {
    guard let ids = fields.value(1)?.array else { throw .malformed(operation: "stack") }
    guard ids.count <= ViewLimits.pages else { throw .tooMany("pages", limit: ViewLimits.pages) }
    var stack: [Int] = []
    for id in ids {
      guard let id = id.int, pages[id] != nil else { throw .malformed(operation: "stack") }
      stack.append(id)
    }
    stackIDs = stack
  }

  private mutating func dropPage(_ fields: Fields) throws(PatchError) {
    let id = try fields.id(1)
    guard pages.removeValue(forKey: id) != nil else {
      throw .unknownNode(id, operation: "drop")
    }
    removeSubtree(id)
    stackIDs.removeAll { $0 == id }
    for key in states.keys where key.hasSuffix(":\(id)") {
      contentBytes -= states.removeValue(forKey: key)?.bytes ?? 0
    }
  }

  private mutating func setState(_ fields: Fields) throws(PatchError) {
    let key = try fields.string(1)
    let value = fields.value(2)
    guard let value, value != .null else {
      contentBytes -= states.removeValue(forKey: key)?.bytes ?? 0
      return
    }
    guard states[key] != nil || states.count < ViewLimits.states else {
      throw .tooMany("states", limit: ViewLimits.states)
    }
    try count(value.bytes - (states[key]?.bytes ?? 0))
    states[key] = value
  }
}

/// The values of one operation, by position.
private struct Fields {
  let operation: String
  let values: [JSON]

  func value(_ index: Int) -> JSON? { index < values.count ? values[index] : nil }

  func id(_ index: Int) throws(PatchError) -> Int {
    guard let id = value(index)?.int, id > 0 else { throw .malformed(operation: operation) }
    return id
  }

  /// A node, or nil for 0.
  func optionalID(_ index: Int) throws(PatchError) -> Int? {
    guard let id = value(index)?.int, id >= 0 else { throw .malformed(operation: operation) }
    return id == 0 ? nil : id
  }

  func string(_ index: Int) throws(PatchError) -> String {
    guard let string = value(index)?.string else { throw .malformed(operation: operation) }
    return string
  }
}
