import Wire

/// One node of the view, which its table knows by an id. Siblings are linked, so that inserting before one costs nothing.
struct Node: Sendable {
  enum Kind: Sendable {
    case text(String)
    case element(Element)
  }

  /// What an element is for as long as it lives; elements of one shape share it.
  final class Head: Sendable {
    let tag: String
    /// The path of the component that the node hosts; its children are the shadow tree.
    let component: String?
    /// `styleIsolation` of the component or page, when it said so.
    let styleIsolation: String?
    /// Kept in the tree but not shown: a block, a condition, a list, a slot.
    let isVirtual: Bool
    /// Names of the events that handlers listen to.
    let events: [String]
    /// What it counts against `ViewLimits.contentBytes`.
    let bytes: Int

    init(
      tag: String, component: String? = nil, styleIsolation: String? = nil,
      isVirtual: Bool = false, events: [String] = []
    ) {
      self.tag = tag
      self.component = component
      self.styleIsolation = styleIsolation
      self.isVirtual = isVirtual
      self.events = events
      bytes =
        tag.utf8.count + (component?.utf8.count ?? 0) + (styleIsolation?.utf8.count ?? 0)
        + events.reduce(0) { $0 + $1.utf8.count }
    }
  }

  struct Element: Sendable {
    let head: Head
    var attributes: [String: JSON] = [:]
    var dataset: JSONObject = JSONObject()
    /// For each class how many components further out its style sheet is; empty for none.
    var classLevels: [Int] = []

    var tag: String { head.tag }
    var component: String? { head.component }
    var styleIsolation: String? { head.styleIsolation }
    var isVirtual: Bool { head.isVirtual }
    var events: [String] { head.events }
  }

  var kind: Kind
  /// Links to other nodes by their ids; 0 for none.
  var links = Links()
  var depth = 0
  /// What the content counts against `ViewLimits.contentBytes`.
  var bytes = 0

  struct Links: Sendable {
    var parent = 0
    var previous = 0
    var next = 0
    var first = 0
    var last = 0
  }

  var parent: Int? { links.parent == 0 ? nil : links.parent }
  var next: Int? { links.next == 0 ? nil : links.next }
  var first: Int? { links.first == 0 ? nil : links.first }

  var element: Element? { if case .element(let element) = kind { element } else { nil } }
  var text: String? { if case .text(let text) = kind { text } else { nil } }
  var isVirtual: Bool { element?.isVirtual ?? false }

  /// Changes an element in place; false for a text.
  mutating func changeElement(_ body: (inout Element) -> Void) -> Bool {
    guard case .element(var element) = kind else { return false }
    // The node lets go of what would otherwise be copied.
    kind = .text("")
    body(&element)
    kind = .element(element)
    return true
  }

  /// The bytes of what the node says, its place in the tree not counted.
  var contentBytes: Int {
    switch kind {
    case .text(let text): text.utf8.count
    case .element(let element):
      element.attributes.reduce(element.head.bytes) { $0 + $1.key.utf8.count + $1.value.bytes }
        + (element.dataset.members.isEmpty ? 16 : JSON.object(element.dataset).bytes)
        + element.classLevels.count * 8
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
    switch self {
    case .null, .bool, .number: return 16
    case .string(let text): return 16 + text.utf8.count
    case .array, .object: break
    }
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
