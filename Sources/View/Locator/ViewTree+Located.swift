import Wire

/// What a test may ask of a node that it found.
extension ViewTree {
  /// `node`, `tag`, `text`, `value`, `visible`, `disabled`, `checked`, `focused`, `role`, `name`,
  /// `classes`, `attributes`, `dataset`, `component`; null for a node that is gone.
  ///
  /// - Parameter styles: those of the page on top, which may hide nodes.
  public func located(_ id: Int, styles: inout NodeStyles?) -> JSON {
    guard let element = nodes[id]?.element else { return .null }
    let accessibility = Accessibility(self, id, element)
    func isOn(_ name: String) -> JSON { .bool(element.attributes[name]?.isTruthy ?? false) }
    let classes = (element.attributes["class"]?.shown ?? "").split(whereSeparator: \.isWhitespace)
    return [
      "node": .number(Double(id)), "tag": .string(element.tag), "text": .string(allText(of: id)),
      "value": element.attributes["value"] ?? .null,
      "visible": .bool(isSeen(id, styles: &styles)),
      "disabled": isOn("disabled"), "checked": isOn("checked"),
      "focused": isOn("focus"),
      "role": accessibility.role.map { .string($0) } ?? .null,
      "name": accessibility.name.map { .string($0) } ?? .null,
      "classes": .array(classes.map { .string(String($0)) }),
      "attributes": .object(
        JSONObject(
          members: element.attributes.sorted { $0.key < $1.key }.map {
            .init(name: $0.key, value: $0.value)
          })),
      "dataset": .object(element.dataset),
      "component": element.component.map { .string($0) } ?? .null,
    ]
  }

  /// Whether neither the node nor one around it is hidden, by an attribute or by a style.
  public func isSeen(_ id: Int, styles: inout NodeStyles?) -> Bool {
    var current: Int? = id
    while let node = current {
      if isHidden(node) || styles?.hides(node) == true { return false }
      current = nodes[node]?.parent
    }
    return true
  }

  /// The texts of a page that are seen, each on a line of its own.
  public func seenWords(styles: NodeStyles?) -> String {
    guard let page = currentPage else { return "" }
    var styles = styles
    var words: [String] = []
    var pending = Array(children(of: page.id).reversed())
    while let id = pending.popLast() {
      if let text = nodes[id]?.text {
        let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !shown.isEmpty { words.append(shown) }
      } else if !isHidden(id), styles?.hides(id) != true {
        pending.append(contentsOf: children(of: id).reversed())
      }
    }
    return words.joined(separator: "\n")
  }
}
