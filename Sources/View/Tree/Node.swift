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
    /// `styleIsolation` of the component or page, when it said so.
    var styleIsolation: String?
    /// For each class how many components further out its style sheet is; empty for none.
    var classLevels: [Int] = []
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
  /// What the content counts against `ViewLimits.contentBytes`.
  var bytes = 0

  var element: Element? { if case .element(let element) = kind { element } else { nil } }
  var text: String? { if case .text(let text) = kind { text } else { nil } }
  var isVirtual: Bool { element?.isVirtual ?? false }

  /// The bytes of what the node says, its place in the tree not counted.
  var contentBytes: Int {
    switch kind {
    case .text(let text): text.utf8.count
    case .element(let element):
      element.attributes.reduce(element.tag.utf8.count) { $0 + $1.key.utf8.count + $1.value.bytes }
        + JSON.object(element.dataset).bytes + (element.component?.utf8.count ?? 0)
        + (element.styleIsolation?.utf8.count ?? 0) + element.classLevels.count * 8
        + element.events.reduce(0) { $0 + $1.utf8.count }
    }
  }
}

extension Node.Element {
  /// Sets an attribute or, with nil, takes it away.
  ///
  /// Classes that a component got from its user come as `["a b", [1, 0]]`: with the number of
  /// components that each is handed through.
  mutating func setAttribute(_ name: String, _ value: JSON?) {
    guard name == "class", let classes = value?[0]?.string, let levels = value?[1]?.array else {
      if name == "class" { classLevels = [] }
      attributes[name] = value
      return
    }
    attributes[name] = .string(classes)
    classLevels = levels.map { max($0.int ?? 0, 0) }
  }
}

extension JSON {
  /// About how much memory a value takes, in bytes. Walks without recursion.
  var bytes: Int {
    var total = 0
    var pending = [self]
    while let value = pending.popLast() {
      total += 16
      switch value {
      case .null, .bool, .number: break
      case .string(let text): total += text.utf8.count
      case .array(let elements): pending.append(contentsOf: elements)
      case .object(let object):
        for member in object.members {
          total += member.name.utf8.count
          pending.append(member.value)
        }
      }
    }
    return total
  }
}
