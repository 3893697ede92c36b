import Wire

/// The operations on pages and on the state around them, which are few.
extension ViewTree {
  mutating func addPage(_ fields: Fields) throws(PatchError) {
    let id = try fields.id(1)
    let meta = fields.value(2) ?? .null
    guard nodes[id] == nil else { throw .duplicateNode(id) }
    guard pages.count < ViewLimits.pages else { throw .tooMany("pages", limit: ViewLimits.pages) }
    pages[id] = Page(
      id: id, path: meta["path"]?.string ?? "", query: meta["query"] ?? [:],
      config: meta["config"] ?? [:])
    let head = Node.Head(
      tag: "page", component: meta["component"]?.string,
      styleIsolation: meta["styleIsolation"]?.string)
    _ = nodes.add(Node(kind: .element(Node.Element(head: head))), id: id)
  }

  mutating func setStack(_ fields: Fields) throws(PatchError) {
    guard let ids = fields.value(1)?.array else { throw .malformed(operation: "stack") }
    guard ids.count <= ViewLimits.pages else { throw .tooMany("pages", limit: ViewLimits.pages) }
    var stack: [Int] = []
    for id in ids {
      guard let id = id.int, pages[id] != nil else { throw .malformed(operation: "stack") }
      stack.append(id)
    }
    stackIDs = stack
  }

  mutating func dropPage(_ fields: Fields) throws(PatchError) {
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

  mutating func setState(_ fields: Fields) throws(PatchError) {
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
struct Fields {
  let operation: String
  let values: [JSON]

  func value(_ index: Int) -> JSON? { index < values.count ? values[index] : nil }

  func id(_ index: Int) throws(PatchError) -> Int {
    guard let id = value(index)?.int, id > 0 else { throw .malformed(operation: operation) }
    return id
  }

  func string(_ index: Int) throws(PatchError) -> String {
    guard let string = value(index)?.string else { throw .malformed(operation: operation) }
    return string
  }
}
