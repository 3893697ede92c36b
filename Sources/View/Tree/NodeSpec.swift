import Wire

/// Reads how a runner describes a new node: `[id, "text"]` or `[id, tag, attributes, info, children]`,
/// with 0 for what there is none of.
enum NodeSpec {
  static func read(_ spec: JSON) throws(PatchError) -> (id: Int, kind: Node.Kind) {
    guard let fields = spec.array, let id = spec[0]?.int, id > 0, let name = spec[1]?.string else {
      throw .malformed(operation: "+")
    }
    if fields.count == 2 { return (id, .text(name)) }
    var element = Node.Element(tag: name)
    for member in spec[2]?.object?.members ?? [] {
      element.setAttribute(member.name, member.value)
    }
    if let info = spec[3]?.object {
      element.component = info["c"]?.string
      element.styleIsolation = info["i"]?.string
      element.isVirtual = info["v"]?.isTruthy ?? false
      element.dataset = info["d"]?.object ?? JSONObject()
      element.events = (info["e"]?.array ?? []).compactMap(\.string)
    }
    return (id, .element(element))
  }
}
