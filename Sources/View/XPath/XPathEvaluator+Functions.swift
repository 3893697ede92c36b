import Foundation

/// The functions of XPath 1.0.
extension XPathEvaluator {
  mutating func call(
    _ name: String, _ arguments: [XPath.Expression], _ context: Context
  ) -> XPathValue {
    switch (name, arguments.count) {
    case ("position", 0): return .number(Double(context.position))
    case ("last", 0): return .number(Double(context.size))
    case ("true", 0): return .truth(true)
    case ("false", 0): return .truth(false)
    default: break
    }
    let values = arguments.map { value($0, context) }
    // Most functions of one argument are asked of the node itself without it.
    let first = values.first ?? .nodes([context.node])
    if let value = nodeFunction(name, first) { return value }
    switch name {
    case "string": return .text(document.text(first))
    case "number": return .number(document.number(first))
    case "boolean": return .truth(document.truth(first))
    case "not": return .truth(!document.truth(first))
    case "floor": return .number(document.number(first).rounded(.down))
    case "ceiling": return .number(document.number(first).rounded(.up))
    case "round": return .number((document.number(first) + 0.5).rounded(.down))
    case "contains", "starts-with":
      guard values.count == 2 else { return .truth(false) }
      let (text, part) = (document.text(first), document.text(values[1]))
      return .truth(name == "contains" ? part.isEmpty || text.contains(part) : text.hasPrefix(part))
    case "string-length": return .number(Double(document.text(first).unicodeScalars.count))
    default: return .text(text(name, [first] + values.dropFirst()))
    }
  }

  private func nodeFunction(_ name: String, _ value: XPathValue) -> XPathValue? {
    guard ["count", "sum", "name", "local-name", "id", "namespace-uri", "lang"].contains(name)
    else { return nil }
    guard case .nodes(let nodes) = value else { return .nodes([]) }
    switch name {
    case "count": return .number(Double(nodes.count))
    case "sum":
      return .number(nodes.reduce(0) { $0 + document.number(.text(document.text(of: $1))) })
    case "name", "local-name":
      guard let node = nodes.first else { return .text("") }
      return .text(node.attribute ?? document.entries[node.place].tag ?? "")
    case "namespace-uri": return .text("")
    default: return .nodes([])
    }
  }

  /// Functions that give a text or are asked of texts.
  private func text(_ name: String, _ values: [XPathValue]) -> String {
    let texts = values.map(document.text)
    func argument(_ index: Int) -> String { index < texts.count ? texts[index] : "" }
    let first = argument(0)
    switch name {
    case "concat": return texts.joined()
    case "normalize-space":
      return first.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case "substring-before":
      return first.firstRange(of: argument(1)).map { String(first[..<$0.lowerBound]) } ?? ""
    case "substring-after":
      return first.firstRange(of: argument(1)).map { String(first[$0.upperBound...]) } ?? ""
    case "substring": return substring(first, values)
    case "translate": return translate(first, argument(1), argument(2))
    default: return ""
    }
  }

  /// Characters count from 1; both numbers are rounded (XPath 1.0, 4.2).
  private func substring(_ text: String, _ values: [XPathValue]) -> String {
    guard values.count > 1 else { return "" }
    let start = (document.number(values[1]) + 0.5).rounded(.down)
    let end =
      values.count > 2 ? start + (document.number(values[2]) + 0.5).rounded(.down) : .infinity
    return String(
      text.enumerated().filter { index, _ in
        Double(index + 1) >= start && Double(index + 1) < end
      }.map(\.element))
  }

  private func translate(_ text: String, _ from: String, _ to: String) -> String {
    let (from, to) = (Array(from), Array(to))
    return String(
      text.compactMap { character in
        guard let index = from.firstIndex(of: character) else { return character }
        return index < to.count ? to[index] : nil
      })
  }
}
