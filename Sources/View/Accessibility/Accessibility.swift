import Wire

/// What a built-in component is to somebody who does not see it: its role and its name.
///
/// `aria-role` and `aria-label` of the mini-program count more than what a tag is by itself.
struct Accessibility {
  let role: String?
  let name: String?

  init(_ tree: ViewTree, _ id: Int, _ element: Node.Element) {
    let entry = element.component == nil ? Self.table[element.tag] : nil
    role = Self.given("ariaRole", element) ?? entry?.role
    let label = Self.given("ariaLabel", element)
    guard let entry else {
      name = label
      return
    }
    name = label ?? Self.name(entry.name, tree, id, element)
  }

  private static func given(_ attribute: String, _ element: Node.Element) -> String? {
    guard let value = element.attributes[attribute]?.shown, !value.isEmpty else { return nil }
    return value
  }

  private static func name(
    _ source: Source, _ tree: ViewTree, _ id: Int, _ element: Node.Element
  ) -> String? {
    switch source {
    case .none: nil
    case .content: tree.shownText(of: id, limit: nameUnits)
    case .attributes(let names): names.lazy.compactMap { given($0, element) }.first
    case .label: tree.labelText(of: id, limit: nameUnits) ?? given("placeholder", element)
    }
  }

  /// A name says no more than this many characters.
  static let nameUnits = 200

  /// Where a name comes from when no `aria-label` tells it.
  private enum Source {
    case none
    /// The text inside.
    case content
    /// The first of these attributes that says something.
    case attributes([String])
    /// The `<label>` around it, or else the placeholder.
    case label
  }

  private static let table: [String: (role: String, name: Source)] = [
    "button": ("button", .content),
    "navigator": ("link", .content),
    "image": ("img", .none),
    "cover-image": ("img", .none),
    "icon": ("img", .attributes(["type"])),
    "input": ("textbox", .label),
    "textarea": ("textbox", .label),
    "checkbox": ("checkbox", .label),
    "radio": ("radio", .label),
    "switch": ("switch", .label),
    "slider": ("slider", .label),
    "picker": ("combobox", .content),
    "picker-view": ("group", .none),
    "picker-view-column": ("listbox", .none),
    "checkbox-group": ("group", .none),
    "radio-group": ("radiogroup", .none),
    "form": ("form", .attributes(["name"])),
    "progress": ("progressbar", .none),
    "scroll-view": ("group", .none),
    "swiper": ("group", .none),
    "swiper-item": ("group", .none),
    "text": ("text", .content),
    "rich-text": ("text", .none),
    "video": ("video", .attributes(["title"])),
    "audio": ("audio", .attributes(["name"])),
    "canvas": ("img", .none),
    "map": ("application", .none),
    "web-view": ("document", .attributes(["src"])),
    "open-data": ("text", .attributes(["defaultText"])),
    "page-container": ("dialog", .none),
  ]
}

extension ViewTree {
  /// The text that a node shows, its white space collapsed; nil when it shows none.
  func shownText(of id: Int, limit: Int) -> String? {
    var words: [Substring] = []
    var count = 0
    var pending = [id]
    var visited = 0
    while let current = pending.popLast(), count < limit, visited < ViewLimits.nodesInName {
      visited += 1
      if let text = nodes[current]?.text {
        let found = text.split(whereSeparator: \.isWhitespace)
        words += found
        count += found.reduce(0) { $0 + $1.count + 1 }
      } else if !isHidden(current) {
        pending.append(contentsOf: children(of: current).reversed())
      }
    }
    return words.isEmpty ? nil : String(words.joined(separator: " ").prefix(limit))
  }

  /// The text of the `<label>` around a control.
  func labelText(of id: Int, limit: Int) -> String? {
    var ancestor = nodes[id]?.parent
    while let current = ancestor {
      if tag(of: current) == "label", component(of: current) == nil {
        return shownText(of: current, limit: limit)
      }
      ancestor = nodes[current]?.parent
    }
    return nil
  }
}
