import Wire

/// What a user of one mini-program would see: the open pages, their nodes, and the state of the
/// application around them.
///
/// Built from patches alone (`apply`), which may come from a runner that lies; whatever arrives,
/// the tree stays a tree.
public struct ViewTree: Sendable {
  /// One page that exists, on the stack or hidden behind a tab.
  public struct Page: Sendable {
    public let id: Int
    public let path: String
    public let query: JSON
    /// `window` of app.json merged with the page's own json.
    public let config: JSON
  }

  var nodes = NodeTable()
  /// What the runner said once of nodes that look alike, by the number that it gave it.
  var shapes: [Int: Shape] = [:]
  var pages: [Int: Page] = [:]
  var stackIDs: [Int] = []
  /// What lies over the pages: `toast`, `loading`, `modal`, `actionSheet`. The host alone writes
  /// it, so that no runner can forge a dialog.
  public private(set) var overlays: [String: JSON] = [:]
  /// The mini-program's own state by key: `tabBar`, `nav:ID` …
  public internal(set) var states: [String: JSON] = [:]
  /// What nodes and states hold together.
  var contentBytes = 0
  /// Grows whenever something changes.
  public internal(set) var generation = 0

  public init() {}

  /// The open pages, the bottom one first.
  public var stack: [Page] { stackIDs.compactMap { pages[$0] } }

  /// The page on top.
  public var currentPage: Page? { stackIDs.last.flatMap { pages[$0] } }

  /// Shows something over the pages; nil takes it away.
  public mutating func setOverlay(_ key: String, _ value: JSON?) {
    overlays[key] = value
    generation += 1
  }

  /// Children as the runner sent them, virtual nodes included.
  func rawChildren(of id: Int) -> [Int] {
    var children: [Int] = []
    var next = nodes[id]?.first
    while let child = next {
      children.append(child)
      next = nodes[child]?.next
    }
    return children
  }

  /// Children as they are seen: those of virtual nodes stand in the place of the virtual node.
  public func children(of id: Int) -> [Int] {
    var children: [Int] = []
    var pending = rawChildren(of: id).reversed() as [Int]
    while let child = pending.popLast() {
      if nodes[child]?.isVirtual == true {
        pending.append(contentsOf: rawChildren(of: child).reversed())
      } else {
        children.append(child)
      }
    }
    return children
  }

  /// The tag of an element; nil for a text or an unknown node.
  public func tag(of id: Int) -> String? { nodes[id]?.element?.tag }

  public func attribute(_ name: String, of id: Int) -> JSON? {
    nodes[id]?.element?.attributes[name]
  }

  public func text(of id: Int) -> String? { nodes[id]?.text }

  /// Whether a node or one around it has a handler for an event that bubbles.
  public func listens(to event: String, at id: Int) -> Bool {
    var current: Int? = id
    while let node = current.flatMap({ nodes[$0] }) {
      if node.element?.events.contains(event) == true { return true }
      current = node.parent
    }
    return false
  }

  /// The path of the component that a node hosts.
  public func component(of id: Int) -> String? { nodes[id]?.element?.component }

  /// Elements and texts that are seen on a page, the root not counted.
  public func nodeCount(of page: Int) -> Int {
    var count = 0
    var pending = children(of: page)
    while let id = pending.popLast() {
      count += 1
      pending.append(contentsOf: children(of: id))
    }
    return count
  }

  /// Whether a node is kept from sight by `hidden` or by `display: none`.
  public func isHidden(_ id: Int) -> Bool {
    guard let element = nodes[id]?.element else { return false }
    if let hidden = element.attributes["hidden"], hidden.isTruthy { return true }
    guard let style = element.attributes["style"]?.string, style.contains("none") else {
      return false
    }
    return style.filter { !$0.isWhitespace }.split(separator: ";").contains("display:none")
  }
}

extension JSON {
  /// Truth as JavaScript has it.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let value): value != 0 && !value.isNaN
    case .string(let value): !value.isEmpty
    case .array, .object: true
    }
  }

  /// The value as a template would show it.
  var shown: String {
    switch self {
    case .null: ""
    case .string(let value): value
    default: jsonText
    }
  }
}
