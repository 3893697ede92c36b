import Wire

/// The tree of a page as lines, two spaces deeper for each level.
enum ScenarioTree {
  /// The lines of what `ViewTree.description(of:)` gives.
  static func lines(of nodes: [JSON], indent: String = "") -> [String] {
    nodes.flatMap { node -> [String] in
      if let text = text(of: node) { return text.isEmpty ? [] : [indent + text] }
      let children = node["children"]?.array ?? []
      let texts = children.compactMap(text)
      let shown = texts.filter { !$0.isEmpty }
      if texts.count == children.count, shown.count == 1 {
        return ["\(indent)\(head(of: node)): \(shown[0])"]
      }
      return [indent + head(of: node)] + lines(of: children, indent: indent + "  ")
    }
  }

  private static func text(of node: JSON) -> String? {
    node["text"]?.string?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func head(of node: JSON) -> String {
    var head = node["tag"]?.string ?? ""
    if let id = node["id"]?.string { head += "#" + id }
    for name in (node["class"]?.string ?? "").split(separator: " ") { head += "." + name }
    for (name, value) in members(of: node["attributes"]) {
      head += " \(name)=\(value.string ?? value.jsonText)"
    }
    for (name, value) in members(of: node["dataset"]) { head += " data.\(name)=\(value.jsonText)" }
    return head
  }

  private static func members(of value: JSON?) -> [(String, JSON)] {
    (value?.object?.members ?? []).map { ($0.name, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
