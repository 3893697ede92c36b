import Wire

/// Finding what a test speaks of.
extension ViewTree {
  /// The nodes of the page on top that a locator finds, in tree order.
  public func locate(_ locator: Locator) -> [Int] {
    guard let page = currentPage else { return [] }
    return locate(locator, inside: page.id)
  }

  private func locate(_ locator: Locator, inside root: Int) -> [Int] {
    var found: [Int]?
    for step in locator.steps {
      found = apply(step, to: found, root: root)
      if found?.isEmpty == true { return [] }
    }
    return found ?? []
  }

  /// - Parameter found: what the steps before found; nil at the first, which looks below `root`.
  private func apply(_ step: Locator.Step, to found: [Int]?, root: Int) -> [Int] {
    let places = found ?? [root]
    switch step {
    case .selector(let text): return find(text, below: places)
    case .any(let text):
      let selected = find(text, below: places)
      return selected.isEmpty ? showing(.whole(text), orPart: text, below: places) : selected
    case .text(let pattern): return showing(pattern, below: places)
    case .role(let role, let name):
      return elements(below: places).filter { id in
        guard let element = nodes[id]?.element, !isConcealed(id) else { return false }
        let accessibility = Accessibility(self, id, element)
        guard accessibility.role == role else { return false }
        return name.map { $0.matches(accessibility.name ?? "") } ?? true
      }
    case .testID(let id):
      return elements(below: places).filter { testID(of: $0) == id }
    case .showing(let pattern): return places.filter { pattern.matches(allText(of: $0)) }
    case .having(let inner): return places.filter { !locate(inner, inside: $0).isEmpty }
    case .index(let index):
      let position = index < 0 ? places.count + index : index
      return places.indices.contains(position) ? [places[position]] : []
    }
  }

  private func find(_ selector: String, below places: [Int]) -> [Int] {
    let all = findEverywhere(selector)
    if places == [currentPage?.id] { return all }
    let allowed = Set(elements(below: places))
    return all.filter(allowed.contains)
  }

  private func showing(
    _ pattern: TextPattern, orPart text: String, below places: [Int]
  ) -> [Int] {
    let whole = showing(pattern, below: places)
    return whole.isEmpty ? showing(.part(text), below: places) : whole
  }

  /// The innermost elements whose text fits: none of their own elements fits as well.
  private func showing(_ pattern: TextPattern, below places: [Int]) -> [Int] {
    let fitting = elements(below: places).filter { id in
      !isConcealed(id) && pattern.matches(allText(of: id))
    }
    var outer: Set<Int> = []
    for id in fitting {
      var parent = nodes[id]?.parent
      while let current = parent, outer.insert(current).inserted { parent = nodes[current]?.parent }
    }
    return fitting.filter { !outer.contains($0) }
  }

  /// Every seen element below a node, in tree order.
  public func descendants(of id: Int) -> [Int] { elements(below: [id]) }

  /// Every seen element below some nodes, in tree order, each once.
  private func elements(below places: [Int]) -> [Int] {
    var result: [Int] = []
    var seen: Set<Int> = []
    for place in places {
      var pending = Array(children(of: place).reversed())
      while let id = pending.popLast() {
        guard nodes[id]?.element != nil, seen.insert(id).inserted else { continue }
        result.append(id)
        pending.append(contentsOf: children(of: id).reversed())
      }
    }
    return result
  }

  /// Whether a node or one around it is kept from sight.
  public func isConcealed(_ id: Int) -> Bool {
    var current: Int? = id
    while let node = current {
      if isHidden(node) { return true }
      current = nodes[node]?.parent
    }
    return false
  }

  /// The text inside a node, white space collapsed; that of a control is what it shows.
  public func allText(of id: Int) -> String {
    if let value = shownValue(of: id) { return value }
    return shownText(of: id, limit: Self.locatedUnits) ?? ""
  }

  /// What an input shows.
  private func shownValue(of id: Int) -> String? {
    guard let element = nodes[id]?.element, element.component == nil,
      element.tag == "input" || element.tag == "textarea"
    else { return nil }
    let value = element.attributes["value"]?.shown ?? ""
    return value.isEmpty ? element.attributes["placeholder"]?.shown ?? "" : value
  }

  /// A text that is looked through is no longer than this.
  static let locatedUnits = 100_000

  private func testID(of id: Int) -> String? {
    guard let element = nodes[id]?.element else { return nil }
    for name in ["testid", "testId", "test"] {
      if let value = element.dataset[name] { return value.shown }
    }
    return element.attributes["testId"]?.shown
  }
}
