/// A parsed XPath 1.0 expression.
public struct XPath: Sendable {
  indirect enum Expression: Sendable {
    case number(Double)
    case literal(String)
    case negative(Expression)
    case operation(String, Expression, Expression)
    case call(String, [Expression])
    case path(Path)
  }

  /// Steps from somewhere.
  struct Path: Sendable {
    enum Start: Sendable {
      case root
      case context
      case value(Expression, predicates: [Expression])
    }

    var start: Start
    var steps: [Step] = []
  }

  struct Step: Sendable {
    var axis: Axis
    var test: Test
    var predicates: [Expression] = []

    /// What `//` stands for.
    static let anywhere = Step(axis: .descendantOrSelf, test: .node)
  }

  enum Axis: String, Sendable {
    case child, descendant, parent, ancestor, following, preceding, attribute
    case itself = "self"
    case descendantOrSelf = "descendant-or-self"
    case ancestorOrSelf = "ancestor-or-self"
    case followingSibling = "following-sibling"
    case precedingSibling = "preceding-sibling"

    /// Whether positions count towards the start of the page.
    var isReverse: Bool {
      switch self {
      case .parent, .ancestor, .ancestorOrSelf, .preceding, .precedingSibling: true
      default: false
      }
    }
  }

  enum Test: Hashable, Sendable {
    case name(String)
    case anyName
    case node
    case text
  }

  let expression: Expression

  /// Nil when the text is no XPath.
  public init?(_ text: String) {
    guard let tokens = XPathLexer.tokens(of: text) else { return nil }
    var parser = XPathParser(tokens)
    guard let expression = parser.whole() else { return nil }
    self.expression = expression
  }
}
