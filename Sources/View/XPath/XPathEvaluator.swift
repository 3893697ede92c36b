/// Evaluates an XPath over a page.
///
/// All visits of nodes together are bounded by `ViewLimits.xpathSteps`; past it the evaluation
/// finds nothing.
struct XPathEvaluator {
  let document: XPathDocument
  private(set) var stepsLeft: Int

  init(_ document: XPathDocument, steps: Int = ViewLimits.xpathSteps) {
    self.document = document
    stepsLeft = steps
  }

  /// The node that an expression is asked of, and where it stands among those asked.
  struct Context {
    var node: XPathNode
    var position = 1
    var size = 1
  }

  /// The elements that an XPath finds from a node, in tree order.
  mutating func elements(_ path: XPath, from place: Int) -> [Int] {
    guard case .nodes(let nodes) = value(path.expression, Context(node: .init(place: place))) else {
      return []
    }
    return nodes.compactMap { node in
      guard node.attribute == nil, document.entries[node.place].tag != nil else { return nil }
      return document.entries[node.place].node
    }
  }

  mutating func spend(_ steps: Int) { stepsLeft -= steps }

  var isExhausted: Bool { stepsLeft <= 0 }

  // The depth is bounded by `ViewLimits.xpathDepth`.
  mutating func value(_ expression: XPath.Expression, _ context: Context) -> XPathValue {
    spend(1)
    if isExhausted { return .nodes([]) }
    switch expression {
    case .number(let number): return .number(number)
    case .literal(let text): return .text(text)
    case .negative(let inner): return .number(-document.number(value(inner, context)))
    case .operation(let sign, let left, let right): return operation(sign, left, right, context)
    case .call(let name, let arguments): return call(name, arguments, context)
    case .path(let path): return .nodes(nodes(path, context))
    }
  }

  private mutating func operation(
    _ sign: String, _ left: XPath.Expression, _ right: XPath.Expression, _ context: Context
  ) -> XPathValue {
    let first = value(left, context)
    switch sign {
    case "or": return .truth(document.truth(first) || document.truth(value(right, context)))
    case "and": return .truth(document.truth(first) && document.truth(value(right, context)))
    default: break
    }
    let second = value(right, context)
    if sign == "|" {
      guard case .nodes(let some) = first, case .nodes(let more) = second else { return .nodes([]) }
      return .nodes(Set(some + more).sorted())
    }
    if ["=", "!=", "<", "<=", ">", ">="].contains(sign) {
      return .truth(compare(sign, first, second))
    }
    let (a, b) = (document.number(first), document.number(second))
    switch sign {
    case "+": return .number(a + b)
    case "-": return .number(a - b)
    case "*": return .number(a * b)
    case "div": return .number(a / b)
    default: return .number(a.truncatingRemainder(dividingBy: b))
    }
  }

  /// Compares; a set of nodes compares if one of its nodes does (XPath 1.0, 3.4).
  private mutating func compare(_ sign: String, _ left: XPathValue, _ right: XPathValue) -> Bool {
    if case .truth = left { return compareScalars(sign, left, .truth(document.truth(right))) }
    if case .truth = right { return compareScalars(sign, .truth(document.truth(left)), right) }
    for first in scalars(left) {
      for second in scalars(right) {
        spend(1)
        if isExhausted { return false }
        if compareScalars(sign, first, second) { return true }
      }
    }
    return false
  }

  private func scalars(_ value: XPathValue) -> [XPathValue] {
    guard case .nodes(let nodes) = value else { return [value] }
    return nodes.map { .text(document.text(of: $0)) }
  }

  private func compareScalars(_ sign: String, _ left: XPathValue, _ right: XPathValue) -> Bool {
    let (a, b) = (document.number(left), document.number(right))
    switch sign {
    case "<": return a < b
    case "<=": return a <= b
    case ">": return a > b
    case ">=": return a >= b
    default: break
    }
    let areEqual: Bool
    switch (left, right) {
    case (.truth(let first), .truth(let second)): areEqual = first == second
    case (.number, _), (_, .number): areEqual = a == b
    default: areEqual = document.text(left) == document.text(right)
    }
    return areEqual == (sign == "=")
  }

  private mutating func nodes(_ path: XPath.Path, _ context: Context) -> [XPathNode] {
    var found: [XPathNode]
    switch path.start {
    case .root: found = [XPathNode(place: 0)]
    case .context: found = [context.node]
    case .value(let expression, let predicates):
      guard case .nodes(let nodes) = value(expression, context) else { return [] }
      found = predicates.reduce(into: nodes) { kept, predicate in
        kept = filter(kept, by: predicate)
      }
    }
    for step in path.steps {
      var next: Set<XPathNode> = []
      for node in found {
        if isExhausted { return [] }
        var reached = reach(from: node, step)
        for predicate in step.predicates { reached = filter(reached, by: predicate) }
        next.formUnion(reached)
      }
      found = next.sorted()
    }
    return found
  }

  /// Keeps what a predicate holds for, counting in the order given.
  private mutating func filter(
    _ nodes: [XPathNode], by predicate: XPath.Expression
  ) -> [XPathNode] {
    var kept: [XPathNode] = []
    for (index, node) in nodes.enumerated() {
      let context = Context(node: node, position: index + 1, size: nodes.count)
      let value = value(predicate, context)
      if case .number(let number) = value {
        if number == Double(index + 1) { kept.append(node) }
      } else if document.truth(value) {
        kept.append(node)
      }
    }
    return kept
  }

  /// The nodes of an axis that pass its test, nearest first.
  private mutating func reach(from node: XPathNode, _ step: XPath.Step) -> [XPathNode] {
    if step.axis == .attribute { return attributes(of: node, step.test) }
    var places: [Int]
    if let name = node.attribute {
      // An attribute has a parent and nothing else around it.
      switch step.axis {
      case .itself: return step.test == .node ? [XPathNode(place: node.place, attribute: name)] : []
      case .parent, .ancestor, .ancestorOrSelf: places = [node.place]
      default: return []
      }
      if step.axis != .parent { places += document.ancestors(of: node.place) }
    } else {
      places = document.places(along: step.axis, from: node.place)
    }
    spend(places.count)
    return places.filter { document.passes($0, step.test) }.map { XPathNode(place: $0) }
  }

  private func attributes(of node: XPathNode, _ test: XPath.Test) -> [XPathNode] {
    guard node.attribute == nil else { return [] }
    switch test {
    case .name(let name):
      guard document.attribute(name, of: node.place) != nil else { return [] }
      return [XPathNode(place: node.place, attribute: name)]
    case .anyName, .node:
      return document.attributeNames(of: node.place).map {
        XPathNode(place: node.place, attribute: $0)
      }
    case .text: return []
    }
  }
}

extension XPathDocument {
  func passes(_ place: Int, _ test: XPath.Test) -> Bool {
    switch test {
    case .node: true
    case .text: entries[place].text != nil
    // The page is the root, not an element with a name of its own.
    case .anyName: place != 0 && entries[place].tag != nil
    case .name(let name): entries[place].tag == name
    }
  }

  func ancestors(of place: Int) -> [Int] {
    var ancestors: [Int] = []
    var next = entries[place].parent
    while let current = next {
      ancestors.append(current)
      next = entries[current].parent
    }
    return ancestors
  }

  /// The places along an axis, nearest first.
  func places(along axis: XPath.Axis, from place: Int) -> [Int] {
    let entry = entries[place]
    let siblings = entry.parent.map { entries[$0].children } ?? [place]
    switch axis {
    case .itself: return [place]
    case .child: return entry.children
    case .descendant: return Array(place + 1..<max(entry.end, place + 1))
    case .descendantOrSelf: return Array(place..<max(entry.end, place + 1))
    case .parent: return entry.parent.map { [$0] } ?? []
    case .ancestor: return ancestors(of: place)
    case .ancestorOrSelf: return [place] + ancestors(of: place)
    case .followingSibling: return Array(siblings[(entry.sibling + 1)...])
    case .precedingSibling: return siblings[..<entry.sibling].reversed()
    case .following: return Array(entry.end..<max(entries.count, entry.end))
    case .preceding:
      let around = Set(ancestors(of: place))
      return (0..<place).reversed().filter { !around.contains($0) }
    case .attribute: return []
    }
  }
}
