import Wire

/// The view as its author would write it, for tools that read markup
/// (`reference/automation-protocol.md 5`).
extension ViewTree {
  /// The attributes that are on a tag, by their names in markup: `id`, `class` and `style` first,
  /// `data-` ones last.
  public func writtenAttributes(of id: Int) -> [(name: String, value: String)] {
    guard let element = nodes[id]?.element else { return [] }
    let first = ["id", "class", "style"].compactMap { name in
      element.attributes[name].map { (name: name, value: $0.shown) }
    }
    let others = element.attributes.filter { !["id", "class", "style"].contains($0.key) }
      .sorted { $0.key < $1.key }
      .map { (name: Self.kebabCase($0.key), value: $0.value.shown) }
    let data = element.dataset.members.map {
      (name: "data-" + Self.kebabCase($0.name), value: $0.value.shown)
    }
    return first + others + data
  }

  /// One attribute by its name in markup, in either spelling; nil when the tag has none.
  public func writtenAttribute(_ name: String, of id: Int) -> String? {
    guard let element = nodes[id]?.element else { return nil }
    return attribute(named: name, of: element)?.shown
  }

  /// The markup of a node, or of what is in it, on one line.
  public func markup(of id: Int, isOuter: Bool) -> String {
    var text = ""
    if isOuter {
      writeMarkup(of: id, into: &text)
    } else {
      for child in children(of: id) { writeMarkup(of: child, into: &text) }
    }
    return text
  }

  // Depth is bounded by `ViewLimits.depth`, so the recursion is.
  private func writeMarkup(of id: Int, into text: inout String) {
    if let shown = self.text(of: id) {
      text += Self.escaped(shown)
      return
    }
    guard let tag = tag(of: id) else { return }
    text += "<" + tag
    for (name, value) in writtenAttributes(of: id) where !value.isEmpty || name == "value" {
      text += " \(name)=\"\(Self.escaped(value, inQuotes: true))\""
    }
    text += ">"
    for child in children(of: id) { writeMarkup(of: child, into: &text) }
    text += "</\(tag)>"
  }

  private static func escaped(_ text: String, inQuotes: Bool = false) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"" where inQuotes: escaped += "&quot;"
      case "\n", "\r\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }

  static func kebabCase(_ name: String) -> String {
    var words = ""
    for character in name {
      if character.isUppercase {
        words += "-" + character.lowercased()
      } else {
        words.append(character)
      }
    }
    return words
  }

  /// The text that a person reads in a node: what is hidden is left out, and tags that stand on
  /// lines of their own are parted by line breaks.
  public func innerText(of id: Int) -> String {
    var lines = [""]
    readText(of: id, into: &lines)
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func readText(of id: Int, into lines: inout [String]) {
    if let text = text(of: id) {
      lines[lines.count - 1] += text
      return
    }
    guard !isHidden(id) else { return }
    let isInline = tag(of: id).map { Self.inlineTags.contains($0) } ?? true
    if !isInline { lines.append("") }
    for child in children(of: id) { readText(of: child, into: &lines) }
    if !isInline { lines.append("") }
  }

  private static let inlineTags: Set<String> = ["text", "span", "label", "icon", "image"]

  /// Whether a node is on the page, and which page that is.
  public func page(around id: Int) -> Int? {
    var current: Int? = id
    while let node = current {
      if pages[node] != nil { return node }
      current = nodes[node]?.parent
    }
    return nil
  }
}
