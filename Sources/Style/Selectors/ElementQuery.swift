/// Finds elements of a page as the platform's testing tools do: classes and ids count only where one
/// scope wrote them, tags everywhere (`reference/automation-protocol.md 6`).
public struct ElementQuery {
  private var matcher: StyleMatcher

  /// - Parameter scope: whose classes and ids count, an index into the page's scopes.
  public init(_ page: StyledPage, scope: Int) {
    matcher = StyleMatcher(page, askedScope: scope)
  }

  /// The elements that one of the selectors selects, in tree order.
  ///
  /// - Parameter root: only elements inside this one; selectors may name what is around it.
  public mutating func find(_ selectors: [StyleSelector], below root: Int? = nil) -> [Int] {
    var inside: Set<Int> = root.map { [$0] } ?? []
    var found: [Int] = []
    for index in matcher.page.elements.indices {
      if root != nil {
        guard let parent = matcher.page.elements[index].parent, inside.contains(parent) else {
          continue
        }
        inside.insert(index)
      }
      var isSelected = false
      for selector in selectors where !isSelected {
        isSelected = matcher.matches(index, selector, owner: .page)
      }
      if isSelected { found.append(index) }
    }
    return found
  }
}

extension StyleSelector {
  /// Reads selectors between commas; nil when the text is none.
  public static func list(_ text: String) -> [StyleSelector]? {
    let bytes = Array(text.utf8)
    var parser = StyleSelectorParser(StyleScanner(bytes, from: 0, to: bytes.count))
    guard let selectors = parser.list(depth: 0), parser.isAtEnd else { return nil }
    return selectors
  }
}
