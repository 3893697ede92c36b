import Foundation
import View
import Wire

/// A tree in the form in which recorded and shown ones are compared: texts joined, white space
/// collapsed, classes as a set, prefixes of scopes dropped.
indirect enum ViewTreeForm: Equatable {
  case text(String)
  case element(Element)

  struct Element: Equatable {
    var tag: String
    var id: String
    var classes: [String]
    var attributes: [String: JSON]
    var children: [ViewTreeForm]
  }

  /// The form of a recorded tree: `{tag, id, class, attrs, data, children}` and strings.
  static func recorded(_ nodes: [JSON]) -> [ViewTreeForm] {
    joined(
      nodes.map { node in
        if let text = node.string { return .text(text) }
        var attributes = members(node["attrs"])
        for (name, value) in members(node["data"]) { attributes["data-" + name] = value }
        return .element(
          Element(
            tag: node["tag"]?.string ?? "", id: node["id"].map(shown) ?? "",
            classes: classes(node["class"]), attributes: attributes,
            children: recorded(node["children"]?.array ?? [])))
      })
  }

  /// The form of what `ViewTree.description(of:)` gives.
  static func shown(_ nodes: [JSON]) -> [ViewTreeForm] {
    joined(
      nodes.map { node in
        if let text = node["text"]?.string { return .text(text) }
        var attributes = members(node["attributes"])
        for (name, value) in members(node["dataset"]) { attributes["data-" + name] = value }
        return .element(
          Element(
            tag: node["tag"]?.string ?? "", id: node["id"].map(shown) ?? "",
            classes: classes(node["class"]), attributes: attributes,
            children: shown(node["children"]?.array ?? [])))
      })
  }

  /// The first difference; a shown node may have attributes that the recorded one does not name.
  static func difference(
    _ wanted: [ViewTreeForm], _ found: [ViewTreeForm], at path: String
  ) -> String? {
    guard wanted.count == found.count else {
      return "\(path): expected \(wanted.map(\.brief)), found \(found.map(\.brief))"
    }
    for (index, (wanted, found)) in zip(wanted, found).enumerated() {
      if let difference = difference(wanted, found, at: "\(path)[\(index)]") { return difference }
    }
    return nil
  }

  private static func difference(
    _ wanted: ViewTreeForm, _ found: ViewTreeForm, at path: String
  ) -> String? {
    guard case .element(let wanted) = wanted, case .element(let found) = found else {
      return wanted == found ? nil : "\(path): expected \(wanted.brief), found \(found.brief)"
    }
    for (what, one, other) in [
      ("tag", wanted.tag, found.tag), ("id", wanted.id, found.id),
      ("class", wanted.classes.joined(separator: " "), found.classes.joined(separator: " ")),
    ] where one != other { return "\(path): \(what) '\(other)' in the place of '\(one)'" }
    let hasData = found.attributes.keys.contains { $0.hasPrefix("data-") }
    for (name, value) in wanted.attributes.sorted(by: { $0.key < $1.key }) {
      if name.hasPrefix("data-"), !hasData { continue }
      if name == "style" { continue }
      let actual = found.attributes[name]
      guard agrees(value, actual) else {
        return "\(path)/\(wanted.tag): \(name) \(actual?.jsonText ?? "absent"),"
          + " expected \(value.jsonText)"
      }
    }
    return difference(wanted.children, found.children, at: "\(path)/\(wanted.tag)")
  }

  private static func agrees(_ wanted: JSON, _ found: JSON?) -> Bool {
    switch wanted {
    case .object, .array, .null: true
    case .bool(false): found == nil || found == false || found == "false"
    case .bool(true): found == true || found == "true" || found == ""
    case .string(""): found == nil || found == ""
    default: found.map(shown) == shown(wanted)
    }
  }

  /// Members by name, so that their order does not count.
  static func sorted(_ value: JSON) -> JSON {
    switch value {
    case .array(let elements): return .array(elements.map(sorted))
    case .object(let object):
      let members = object.members.filter { !$0.name.hasPrefix("__") }
        .map { JSONObject.Member(name: $0.name, value: sorted($0.value)) }
        .sorted { $0.name < $1.name }
      return .object(JSONObject(members: members))
    default: return value
    }
  }

  private var brief: String {
    switch self {
    case .text(let text): "'\(text)'"
    case .element(let element): "<\(element.tag)>"
    }
  }

  private static func shown(_ value: JSON) -> String { value.string ?? value.jsonText }

  private static func classes(_ value: JSON?) -> [String] {
    let names = (value?.string ?? "").split(whereSeparator: \.isWhitespace).map { name in
      name.range(of: "--", options: .backwards).map { String(name[$0.upperBound...]) }
        ?? String(name)
    }
    return Set(names).sorted()
  }

  private static func members(_ value: JSON?) -> [String: JSON] {
    Dictionary(
      (value?.object?.members ?? []).map { (kebab($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }

  private static func kebab(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
  }

  /// Joins neighbouring texts and collapses their white space.
  private static func joined(_ nodes: [ViewTreeForm]) -> [ViewTreeForm] {
    var result: [ViewTreeForm] = []
    for node in nodes {
      if case .text(let text) = node, case .text(let before) = result.last {
        result[result.count - 1] = .text(before + text)
      } else {
        result.append(node)
      }
    }
    return result.compactMap { node in
      guard case .text(let text) = node else { return node }
      let collapsed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return collapsed.isEmpty ? nil : .text(collapsed)
    }
  }
}
