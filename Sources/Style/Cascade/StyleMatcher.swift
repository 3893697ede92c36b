/// Decides whether selectors select elements of one page.
///
/// A selector may hold over many ways through the tree; all comparisons together are bounded by
/// `StyleLimits.matchingSteps`.
struct StyleMatcher {
  let page: StyledPage
  private var stepsLeft = StyleLimits.matchingSteps
  /// By owner of a sheet: whether it reaches each scope.
  private var reach: [ScopedSheet.Owner: [Bool]] = [:]
  /// In a query: the only scope whose classes and ids count.
  private let askedScope: Int?

  init(_ page: StyledPage, askedScope: Int? = nil) {
    self.page = page
    self.askedScope = askedScope
  }

  var isExhausted: Bool { stepsLeft <= 0 }

  /// Whether the classes of a sheet count for those that a scope wrote.
  private mutating func reaches(_ owner: ScopedSheet.Owner, _ scope: Int) -> Bool {
    if let askedScope { return scope == askedScope }
    if let known = reach[owner] { return known[scope] }
    let known = page.scopes.map { ScopedSheet.reaches(owner, $0, page: page.scopes[0]) }
    reach[owner] = known
    return known[scope]
  }

  mutating func matches(
    _ element: Int, _ selector: StyleSelector, owner: ScopedSheet.Owner
  ) -> Bool {
    guard selector.compounds.last?.pseudoElement == nil else { return false }
    return matches(element, selector, upTo: selector.compounds.count - 1, owner)
  }

  // The depth is bounded by `StyleLimits.compounds` and `selectorDepth`.
  private mutating func matches(
    _ element: Int, _ selector: StyleSelector, upTo last: Int, _ owner: ScopedSheet.Owner
  ) -> Bool {
    guard stepsLeft > 0, matches(element, selector.compounds[last], owner) else { return false }
    guard last > 0 else { return true }
    let combinator = selector.combinators[last - 1]
    var next = step(from: element, combinator)
    while let current = next {
      if matches(current, selector, upTo: last - 1, owner) { return true }
      switch combinator {
      case .child, .next: return false
      case .descendant, .following: next = step(from: current, combinator)
      }
    }
    return false
  }

  private func step(from element: Int, _ combinator: StyleSelector.Combinator) -> Int? {
    switch combinator {
    case .descendant, .child: page.elements[element].parent
    case .next, .following: page.elements[element].previous
    }
  }

  private mutating func matches(
    _ index: Int, _ compound: StyleSelector.Compound, _ owner: ScopedSheet.Owner
  ) -> Bool {
    stepsLeft -= 1
    let element = page.elements[index]
    var isBound = false
    for part in compound.parts {
      guard matches(index, element, part, owner) else { return false }
      switch part {
      case .className, .host: isBound = true
      default: break
      }
    }
    // What is not bound by a class would leak out of a component (wxss.md 7.4).
    if !isBound, case .component = owner { return reaches(owner, element.scope) }
    return true
  }

  private mutating func matches(
    _ index: Int, _ element: StyledElement, _ part: StyleSelector.Part,
    _ owner: ScopedSheet.Owner
  ) -> Bool {
    switch part {
    case .any: return true
    case .tag(let tag): return element.tag == tag
    case .id(let id):
      return element.id == id && (askedScope == nil || element.scope == askedScope)
    case .className(let name):
      for written in element.classes where written.name == name {
        if reaches(owner, written.scope) { return true }
      }
      return false
    case .attribute(let wanted): return matches(element, wanted)
    case .host:
      guard case .component(let path, _) = owner else { return false }
      return element.component == path
    case .root: return element.parent == nil
    case .empty: return !element.hasContent
    case .position(let position): return matches(index, element, position)
    case .selectors(let name, let selectors):
      var found = false
      for selector in selectors where !found {
        found = matches(index, selector, owner: owner)
      }
      return found != (name == "not")
    case .state(let name):
      return name == "enabled" || (element.attributes[name] ?? "false") != "false"
    }
  }

  private func matches(_ element: StyledElement, _ wanted: StyleSelector.Attribute) -> Bool {
    guard var value = element.attributes[wanted.name] else { return false }
    var sought = wanted.value
    if wanted.ignoresCase {
      value = value.lowercased()
      sought = sought.lowercased()
    }
    switch wanted.comparison {
    case "": return true
    case "=": return value == sought
    case "~=": return value.split(whereSeparator: \.isWhitespace).contains { $0 == sought }
    case "|=": return value == sought || value.hasPrefix(sought + "-")
    case "^=": return !sought.isEmpty && value.hasPrefix(sought)
    case "$=": return !sought.isEmpty && value.hasSuffix(sought)
    case "*=": return !sought.isEmpty && value.contains(sought)
    default: return false
    }
  }

  private mutating func matches(
    _ index: Int, _ element: StyledElement, _ wanted: StyleSelector.Position
  ) -> Bool {
    guard element.parent != nil else { return false }
    var place = element.position
    var count = element.siblings
    if wanted.ofType { (place, count) = placeOfType(index, element) }
    if wanted.isOnly { return count == 1 }
    return wanted.holds(for: wanted.fromEnd ? count - place + 1 : place)
  }

  /// The place among the siblings of the same tag, and how many there are.
  private mutating func placeOfType(
    _ index: Int, _ element: StyledElement
  ) -> (place: Int, count: Int) {
    var place = 1
    var sibling = element.previous
    while let current = sibling, stepsLeft > 0 {
      stepsLeft -= 1
      if page.elements[current].tag == element.tag { place += 1 }
      sibling = page.elements[current].previous
    }
    var count = place
    var next = index + 1
    var left = element.siblings - element.position
    while left > 0, next < page.elements.count, stepsLeft > 0 {
      stepsLeft -= 1
      if page.elements[next].parent == element.parent {
        left -= 1
        if page.elements[next].tag == element.tag { count += 1 }
      }
      next += 1
    }
    return (place, count)
  }
}
