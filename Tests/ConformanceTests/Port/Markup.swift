import Foundation
import Wire

/// Reads the markup that `Element.getWXML` answers, into the form that the view describes nodes in.
struct Markup {
  private var rest: Substring

  static func nodes(of text: String) -> [JSON] {
    var markup = Markup(rest: text[...])
    return markup.nodes()
  }

  /// The nodes up to an end tag, which is taken.
  private mutating func nodes() -> [JSON] {
    var nodes: [JSON] = []
    while !rest.isEmpty {
      if rest.hasPrefix("</") {
        rest = rest[(rest.firstIndex(of: ">") ?? rest.endIndex)...].dropFirst()
        return nodes
      }
      if rest.first == "<" {
        nodes += element()
      } else {
        let text = rest.prefix { $0 != "<" }
        rest = rest[text.endIndex...]
        nodes.append(["text": .string(Self.plain(text))])
      }
    }
    return nodes
  }

  /// An element; of what only groups others, what is inside.
  private mutating func element() -> [JSON] {
    rest = rest.dropFirst()
    let tag = take { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    var attributes = JSONObject()
    while let first = skippingSpace(), first != ">", first != "/" {
      let name = take { !$0.isWhitespace && !"=>/".contains($0) }
      guard !name.isEmpty else { break }
      attributes[name] = ""
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      let quote = rest.first ?? "\""
      rest = rest.dropFirst()
      let value = rest.prefix { $0 != quote }
      rest = rest[value.endIndex...].dropFirst()
      attributes[name] = .string(Self.plain(value))
    }
    let isEmpty = rest.hasPrefix("/")
    rest = rest.dropFirst(isEmpty ? 2 : 1)
    let children = isEmpty ? [] : nodes()
    if ["slot", "block", "virtual", "shadow"].contains(tag) { return children }
    let (id, classes) = (attributes["id"], attributes["class"])
    attributes["id"] = nil
    attributes["class"] = nil
    return [
      [
        "tag": .string(tag.hasPrefix("wx-") ? String(tag.dropFirst(3)) : tag), "id": id ?? "",
        "class": classes ?? "", "attributes": .object(attributes), "children": .array(children),
      ]
    ]
  }

  private mutating func take(while holds: (Character) -> Bool) -> String {
    let found = rest.prefix(while: holds)
    rest = rest[found.endIndex...]
    return String(found)
  }

  private mutating func skippingSpace() -> Character? {
    _ = take(while: \.isWhitespace)
    return rest.first
  }

  private static func plain(_ text: Substring) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")]
      .reduce(String(text)) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      .replacingOccurrences(of: "&amp;", with: "&")
  }
}
