import Wire

/// Reads how a runner describes a new node after its id: `"text"` or `tag, attributes, info, [node, …]`,
/// with 0 for what there is none of, and what is at the end left out.
struct NodeSpec {
  let kind: Node.Kind
  /// Whether an array of children was entered; their array and then that of the node end later.
  let hasChildren: Bool

  /// - Parameter name: the text or the tag, which was read.
  init(_ name: String, _ reader: inout PatchReader) throws(PatchError) {
    guard try reader.hasField() else {
      kind = .text(name)
      hasChildren = false
      return
    }
    let attributes = try reader.value().object?.members ?? []
    var isOpen = try reader.hasField()
    let info = isOpen ? try reader.value().object : nil
    var element = Node.Element(head: Self.head(tag: name, info))
    for member in attributes { element.setAttribute(member.name, member.value) }
    if let dataset = info?["d"]?.object { element.dataset = dataset }
    kind = .element(element)
    if isOpen { isOpen = try reader.hasField() }
    hasChildren = isOpen ? try reader.beginsArray() : false
    if isOpen, !hasChildren {
      _ = try reader.value()
      try reader.skipRest()
    }
  }

  private static func head(tag: String, _ info: JSONObject?) -> Node.Head {
    guard let info else { return Node.Head(tag: tag) }
    return Node.Head(
      tag: tag, component: info["c"]?.string, styleIsolation: info["i"]?.string,
      isVirtual: info["v"]?.isTruthy ?? false,
      events: (info["e"]?.array ?? []).compactMap(\.string))
  }
}
