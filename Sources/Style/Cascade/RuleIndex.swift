/// The rules that count on one page, found by what an element has to have for them.
struct RuleIndex {
  struct Entry {
    var selector: StyleSelector
    var specificity: Specificity
    var owner: ScopedSheet.Owner
    var declarations: [StyleDeclaration]
    /// The place in the cascade, the weakest first.
    var order: Int
    /// The rule's place among those of its sheet, and the sheet's in the page.
    var place: MatchedRule
  }

  private var byClass: [String: [Entry]] = [:]
  private var byID: [String: [Entry]] = [:]
  private var byTag: [String: [Entry]] = [:]
  private var others: [Entry] = []

  /// - Parameter forElements: rules of pseudo-elements hold for the elements that have these.
  init(_ page: StyledPage, forElements: Bool = false) {
    var order = 0
    for (sheet, scoped) in page.sheets.enumerated() {
      for (number, (rule, conditions)) in scoped.sheet.rules.enumerated()
      where conditions.allSatisfy(page.environment.holds) {
        for var selector in rule.selectors {
          if forElements { selector.dropPseudoElement() }
          add(
            Entry(
              selector: selector, specificity: selector.specificity, owner: scoped.owner,
              declarations: rule.declarations, order: order,
              place: MatchedRule(sheet: sheet, rule: number)))
        }
        order += 1
      }
    }
  }

  private mutating func add(_ entry: Entry) {
    guard let last = entry.selector.compounds.last, last.pseudoElement == nil else { return }
    for part in last.parts {
      switch part {
      case .id(let id): return byID[id, default: []].append(entry)
      case .className(let name): return byClass[name, default: []].append(entry)
      default: break
      }
    }
    if case .tag(let tag) = last.parts.first { return byTag[tag, default: []].append(entry) }
    others.append(entry)
  }

  /// The rules that may hold for an element.
  func candidates(for element: StyledElement) -> [Entry] {
    var entries = others + (byTag[element.tag] ?? [])
    if let id = element.id { entries += byID[id] ?? [] }
    for name in Set(element.classes.map(\.name)) { entries += byClass[name] ?? [] }
    return entries
  }
}
