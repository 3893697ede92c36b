import Wire

/// How a built-in component is shown as text.
struct ControlText {
  enum Form {
    /// Only its children.
    case plain
    /// This, and no children.
    case whole(String)
    /// This, then the children.
    case lead(String)
    /// The children between the two.
    case enclosed(String, String)
  }

  private let tree: ViewTree
  private let id: Int
  private let tag: String

  init(_ tree: ViewTree, _ id: Int, _ tag: String) {
    self.tree = tree
    self.id = id
    self.tag = tag
  }

  var form: Form {
    switch tag {
    case "button": .enclosed("[ ", " ]")
    case "input", "textarea": .whole(field)
    case "checkbox": .lead(isOn("checked") ? "[x] " : "[ ] ")
    case "radio": .lead(isOn("checked") ? "(•) " : "( ) ")
    case "switch": .whole(isOn("checked") ? "[on]" : "[off]")
    case "slider": .whole(slider)
    case "progress": .whole("\(string("percent"))%")
    case "image", "cover-image": .whole("<image\(name(string("src")))>")
    case "icon": .whole("<icon \(string("type"))>")
    case "video", "audio", "map", "canvas", "camera", "live-player", "live-pusher", "ad", "editor":
      .whole("<\(tag)>")
    case "web-view": .whole("<web-view \(string("src"))>")
    case "rich-text": .whole(RichText(tree.attribute("nodes", of: id) ?? .null).text)
    default: .plain
    }
  }

  private func string(_ name: String) -> String { tree.attribute(name, of: id)?.shown ?? "" }

  private func isOn(_ name: String) -> Bool { tree.attribute(name, of: id)?.isTruthy ?? false }

  private var field: String {
    let value = string("value")
    if !value.isEmpty {
      return isOn("password") ? "[\(String(repeating: "•", count: value.count))]" : "[\(value)]"
    }
    return "[\(string("placeholder"))__]"
  }

  private var slider: String {
    let value = tree.attribute("value", of: id)?.number ?? 0
    let low = tree.attribute("min", of: id)?.number ?? 0
    let high = tree.attribute("max", of: id)?.number ?? 100
    let share = high > low ? min(max((value - low) / (high - low), 0), 1) : 0
    let place = share.isFinite ? Int(share * 10) : 0
    return String(repeating: "─", count: place) + "●" + String(repeating: "─", count: 10 - place)
      + " \(JSON.number(value).jsonText)"
  }

  /// The last part of a path, without what follows a question mark.
  private func name(_ source: String) -> String {
    if source.isEmpty { return "" }
    if source.hasPrefix("data:") { return ": data" }
    let path = source.prefix { $0 != "?" }
    return ": " + (path.split(separator: "/").last.map(String.init) ?? "")
  }
}
