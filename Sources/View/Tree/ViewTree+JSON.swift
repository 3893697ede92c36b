import Wire

/// The view as JSON, for `inspect --json` and for programs that compare screens.
extension ViewTree {
  /// The nodes below a page as they are seen: `tag`, `id`, `class`, `attributes`, `dataset`,
  /// `component`, `events`, `role`, `name`, `content` of rich text, `style`, `text`, `children`, in
  /// this order, absent ones left out.
  ///
  /// - Parameter styles: with them every element also has `style`, what is set on it.
  public func description(of page: Int, styles: NodeStyles? = nil) -> [JSON] {
    var styles = styles
    return children(of: page).map { describe($0, &styles) }
  }

  // Depth is bounded by `ViewLimits.depth`, so the recursion is.
  private func describe(_ id: Int, _ styles: inout NodeStyles?) -> JSON {
    guard let node = nodes[id] else { return .null }
    switch node.kind {
    case .text(let text): return ["tag": "#text", "text": .string(text)]
    case .element(let element): return describe(id, element, &styles)
    }
  }

  private func describe(
    _ id: Int, _ element: Node.Element, _ styles: inout NodeStyles?
  ) -> JSON {
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
    let declared = styles?.declared(of: id) ?? []
    if !declared.isEmpty {
      object["style"] = .object(
        JSONObject(members: declared.map { .init(name: $0.property, value: .string($0.value)) }))
    }
    let children = children(of: id)
    if !children.isEmpty {
      object["children"] = .array(children.map { describe($0, &styles) })
    }
    return .object(object)
  }
}
