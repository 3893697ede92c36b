import Wire

/// The view as JSON, for `inspect --json` and for programs that compare screens.
extension ViewTree {
  /// The nodes below a page as they are seen: `tag`, `id`, `class`, `attributes`, `dataset`,
  /// `component`, `events`, `role`, `name`, `content` of rich text, `text`, `children`, in this
  /// order, absent ones left out.
  public func description(of page: Int) -> [JSON] {
    children(of: page).map(describe)
  }

  // Depth is bounded by `ViewLimits.depth`, so the recursion is.
  private func describe(_ id: Int) -> JSON {
    guard let node = nodes[id] else { return .null }
    switch node.kind {
    case .text(let text): return ["tag": "#text", "text": .string(text)]
    case .element(let element): return describe(id, element)
    }
  }

  private func describe(_ id: Int, _ element: Node.Element) -> JSON {
    var object = JSONObject()
    object["tag"] = .string(element.tag)
    var attributes = element.attributes
    if let name = attributes.removeValue(forKey: "id"), !name.shown.isEmpty {
      object["id"] = .string(name.shown)
    }
    if let classes = attributes.removeValue(forKey: "class"), !classes.shown.isEmpty {
      object["class"] = .string(classes.shown)
    }
    if !attributes.isEmpty {
      object["attributes"] = .object(
        JSONObject(
          members: attributes.sorted { $0.key < $1.key }.map {
            .init(name: $0.key, value: $0.value)
          }
        ))
    }
    if !element.dataset.members.isEmpty { object["dataset"] = .object(element.dataset) }
    if let component = element.component { object["component"] = .string(component) }
    if !element.events.isEmpty { object["events"] = .array(element.events.map { .string($0) }) }
    let accessibility = Accessibility(self, id, element)
    if let role = accessibility.role { object["role"] = .string(role) }
    if let name = accessibility.name { object["name"] = .string(name) }
    if element.tag == "rich-text", element.component == nil {
      object["content"] = .array(RichText(element.attributes["nodes"] ?? .null).nodes.map(\.json))
    }
    let children = children(of: id)
    if !children.isEmpty { object["children"] = .array(children.map(describe)) }
    return .object(object)
  }
}
