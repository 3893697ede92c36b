/// A parsed style sheet: rules and groups in their order, with the bytes that each comes from.
public struct StyleSheet: Sendable, Hashable {
  public var items: [StyleItem]
  public var problems: [StyleProblem]

  public init(items: [StyleItem] = [], problems: [StyleProblem] = []) {
    self.items = items
    self.problems = problems
  }

  /// The rules with the conditions around each, outermost first.
  public var rules: [(rule: StyleRule, conditions: [StyleCondition])] {
    var rules: [(StyleRule, [StyleCondition])] = []
    func add(_ items: [StyleItem], under conditions: [StyleCondition]) {
      for item in items {
        switch item {
        case .rule(let rule): rules.append((rule, conditions))
        case .group(let group): add(group.items, under: conditions + [group.condition])
        case .verbatim: break
        }
      }
    }
    add(items, under: [])
    return rules
  }
}

/// One entry of a style sheet.
public indirect enum StyleItem: Sendable, Hashable {
  case rule(StyleRule)
  case group(StyleGroup)
  /// `@font-face`, `@keyframes` and all else that is handed on as it is.
  case verbatim(String)
}

/// Selectors and what they set.
public struct StyleRule: Sendable, Hashable {
  public var selectors: [StyleSelector]
  public var declarations: [StyleDeclaration]
  /// The bytes of the selectors in the text that was parsed.
  public var range: Range<Int>
}

/// A condition and the entries that it holds for.
public struct StyleGroup: Sendable, Hashable {
  public var condition: StyleCondition
  public var items: [StyleItem]
}

/// `@media (…)` and its like.
public struct StyleCondition: Sendable, Hashable {
  /// `media`, `supports` …, in lower case.
  public var name: String
  /// What stands between the name and the brace.
  public var text: String
}

/// One property and its value.
public struct StyleDeclaration: Sendable, Hashable {
  /// In lower case, but as written when it begins with `--`.
  public var property: String
  /// Without `!important` and comments.
  public var value: String
  public var isImportant: Bool
  public var range: Range<Int>
}

/// What is wrong with a passage of a style sheet.
public struct StyleProblem: Sendable, Hashable {
  public enum Kind: Sendable {
    /// The passage is skipped, as browsers do.
    case malformed
    /// An at-rule that is not known; it is handed on.
    case unknown
    case tooDeep
  }

  public var kind: Kind
  public var message: String
  public var range: Range<Int>
}
