import Foundation

/// What an XPath evaluates to.
enum XPathValue {
  /// Nodes in tree order.
  case nodes([XPathNode])
  case text(String)
  case number(Double)
  case truth(Bool)
}

/// A node of a document, or an attribute of one.
struct XPathNode: Hashable, Comparable {
  var place: Int
  var attribute: String?

  static func < (left: XPathNode, right: XPathNode) -> Bool {
    (left.place, left.attribute ?? "") < (right.place, right.attribute ?? "")
  }
}

extension XPathDocument {
  func text(of node: XPathNode) -> String {
    guard let attribute = node.attribute else { return text(of: node.place) }
    return self.attribute(attribute, of: node.place) ?? ""
  }

  func text(_ value: XPathValue) -> String {
    switch value {
    case .nodes(let nodes): nodes.first.map { text(of: $0) } ?? ""
    case .text(let text): text
    case .number(let number): Self.text(number)
    case .truth(let truth): truth ? "true" : "false"
    }
  }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return Int(exactly: number).map(String.init) ?? "\(number)"
  }

  func number(_ value: XPathValue) -> Double {
    switch value {
    case .number(let number): return number
    case .truth(let truth): return truth ? 1 : 0
    default:
      let text = text(value).trimmingCharacters(in: .whitespacesAndNewlines)
      let isPlain = text.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
      return isPlain ? Double(text) ?? .nan : .nan
    }
  }

  func truth(_ value: XPathValue) -> Bool {
    switch value {
    case .nodes(let nodes): !nodes.isEmpty
    case .text(let text): !text.isEmpty
    case .number(let number): number != 0 && !number.isNaN
    case .truth(let truth): truth
    }
  }
}
