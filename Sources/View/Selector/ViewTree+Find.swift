import Wire

/// Finding nodes on the page on top.
extension ViewTree {
  /// The first node that a selector finds; nodes of the page itself come before those inside
  /// components. Nil when there is none, or when the text is no selector.
  public func find(_ selector: String) -> Int? {
    findAll(selector).first ?? matches(selector, inside: .everywhere).first
  }

  /// All nodes of the page that a selector finds, in tree order. Nodes inside components are
  /// found only through `>>>` (`reference/automation-protocol.md`).
  public func findAll(_ selector: String) -> [Int] { matches(selector, inside: .page) }

  /// All nodes that a selector finds, those inside components too, in tree order.
  func findEverywhere(_ selector: String) -> [Int] { matches(selector, inside: .everywhere) }

  /// The innermost node that shows exactly this text, or else the first that contains it.
  public func find(showing text: String) -> Int? {
    guard let page = currentPage else { return nil }
    var containing: Int?
    for (id, _) in scopes(of: page.id) where nodes[id]?.element != nil {
      let own = children(of: id).compactMap { nodes[$0]?.text }.joined()
      let shown = own.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if shown == text { return id }
      if containing == nil, !text.isEmpty, shown.contains(text) { containing = id }
    }
    return containing
  }

  private enum Reach {
    case page
    case everywhere
  }

  private func matches(_ text: String, inside reach: Reach) -> [Int] {
    guard let selector = Selector(text), let page = currentPage else { return [] }
    let scoped = scopes(of: page.id)
    let scopeOf = Dictionary(scoped.map { ($0.node, $0.scope) }, uniquingKeysWith: { $1 })
    return scoped.compactMap { node, scope in
      let found = selector.alternatives.contains { chain in
        let pierces = chain.rest.contains { $0.combinator == .piercing }
        guard reach == .everywhere || scope == page.id || pierces else { return false }
        return matches(node, chain: chain, upTo: chain.rest.count, scopes: scopeOf)
      }
      return found ? node : nil
    }
  }

  /// Every seen node below a page with the component whose template wrote it, in tree order.
  private func scopes(of page: Int) -> [(node: Int, scope: Int)] {
    var result: [(node: Int, scope: Int)] = []
    var owner: [Int: Int] = [:]
    var pending = [(page, page)]
    while let (id, scope) = pending.popLast() {
      guard let node = nodes[id] else { continue }
      var inner = scope
      if let element = node.element {
        if !element.isVirtual, id != page { result.append((id, scope)) }
        if element.component != nil, id != page {
          owner[id] = scope
          inner = id
        } else if element.isVirtual, element.tag == "slot" {
          inner = owner[scope] ?? scope
        }
      }
      for child in rawChildren(of: id).reversed() { pending.append((child, inner)) }
    }
    return result
  }

  /// Whether the first `count` steps of a chain end at a node.
  private func matches(
    _ node: Int, chain: Selector.Chain, upTo count: Int, scopes: [Int: Int]
  ) -> Bool {
    let compound = count == 0 ? chain.first : chain.rest[count - 1].compound
    guard matches(node, compound) else { return false }
    guard count > 0 else { return true }
    let combinator = chain.rest[count - 1].combinator
    var ancestor = seenParent(of: node)
    while let current = ancestor {
      defer { ancestor = seenParent(of: current) }
      guard combinator == .piercing || scopes[current] == scopes[node] else { continue }
      if matches(current, chain: chain, upTo: count - 1, scopes: scopes) { return true }
      if combinator == .child { return false }
    }
    return false
  }

  private func seenParent(of id: Int) -> Int? {
    var parent = nodes[id]?.parent
    while let current = parent, nodes[current]?.isVirtual == true {
      parent = nodes[current]?.parent
    }
    return parent
  }

  private func matches(_ id: Int, _ compound: Selector.Compound) -> Bool {
    guard let element = nodes[id]?.element else { return false }
    if let tag = compound.tag, element.tag != tag { return false }
    if let wanted = compound.id, element.attributes["id"]?.shown != wanted { return false }
    if !compound.classes.isEmpty {
      let classes = (element.attributes["class"]?.shown ?? "").split(whereSeparator: \.isWhitespace)
      guard compound.classes.allSatisfy({ classes.contains(Substring($0)) }) else { return false }
    }
    return compound.attributes.allSatisfy { wanted in
      guard let found = attribute(named: wanted.name, of: element) else { return false }
      return wanted.value.map { found.shown == $0 } ?? true
    }
  }

  /// An attribute by either of its spellings, or a `data-` one.
  func attribute(named name: String, of element: Node.Element) -> JSON? {
    if let value = element.attributes[name] { return value }
    let camel = Self.camelCase(name)
    if name.hasPrefix("data-") { return element.dataset[Self.camelCase(String(name.dropFirst(5)))] }
    return element.attributes[camel]
  }

  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "-")
    guard let first = words.first else { return name }
    return words.dropFirst().reduce(String(first)) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }
}
