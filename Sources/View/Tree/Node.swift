import Wire

/// One node of the view. Siblings are linked, so that inserting before one costs nothing.
struct Node: Sendable {
  enum Kind: Sendable {
    case text(String)
    case element(Element)
  }

  struct Element: Sendable {
    var tag: String
    var attributes: [String: JSON] = [:]
    var dataset: JSONObject = JSONObject()
    /// The path of the component that this node hosts; its children are the shadow tree.
    var component: String?
    /// Kept in the tree but not shown: a block, a condition, a list, a slot.
    var isVirtual = false
    /// Names of the events that handlers listen to.
    var events: [String] = []
  }

  var kind: Kind
  var parent: Int?
  var previous: Int?
  var next: Int?
  var first: Int?
  var last: Int?
  var depth = 0

  var element: Element? { if case .element(let element) = kind { element } else { nil } }
  var text: String? { if case .text(let text) = kind { text } else { nil } }
  var isVirtual: Bool { element?.isVirtual ?? false }
}
