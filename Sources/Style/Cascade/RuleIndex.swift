/// The rules that count on one page, found by what an element has to have for them.
struct RuleIndex {
  struct Entry {
    var selector: StyleSelector
    var specificity: Specificity
    var owner: ScopedSheet.Owner
    var declarations: [StyleDeclaration]
    /// The place in the cascade, the weakest first.
    var order: Int
  }

  private var byClass: [String: [Entry]] = [:]
  private var byID: [String: [Entry]] = [:]
  private var byTag: [String: [Entry]] = [:]
  private var others: [Entry] = []

  init(_ page: StyledPage) {
    var order = 0
    for scoped in page.sheets {
      for (rule, conditions) in scoped.sheet.rules
      where conditions.allSatisfy(page.environment.holds) {
        for selector in rule.selectors {
          add(
            Entry(
              selector: selector, specificity: selector.specificity, owner: scoped.owner,
              declarations: rule.declarations, order: order))
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
