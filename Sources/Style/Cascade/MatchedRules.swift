/// A rule by its place: in the order of its sheet, `StyleSheet.rules`, and of the page's sheets.
public struct MatchedRule: Sendable, Hashable {
  public let sheet: Int
  public let rule: Int
}

extension StyledPage {
  /// The rules that select at least one element, those of pseudo-elements by the element that has
  /// them. Costs about what the styles of all elements do.
  public func matchedRules() -> Set<MatchedRule> {
    let index = RuleIndex(self, forElements: true)
    var matcher = StyleMatcher(self)
    var found: Set<MatchedRule> = []
    for element in elements.indices where !matcher.isExhausted {
      for entry in index.candidates(for: elements[element])
      where !found.contains(entry.place)
        && matcher.matches(element, entry.selector, owner: entry.owner)
      {
        found.insert(entry.place)
      }
    }
    return found
  }
}

extension StyleSelector {
  /// `.a::before` as `.a`.
  mutating func dropPseudoElement() {
    guard !compounds.isEmpty else { return }
    compounds[compounds.count - 1].pseudoElement = nil
  }
}
