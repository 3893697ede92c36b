/// One selector: compounds from left to right with the combinators between them.
public struct StyleSelector: Sendable, Hashable {
  public var compounds: [Compound]
  /// One fewer than there are compounds.
  public var combinators: [Combinator]

  public enum Combinator: String, Sendable {
    case descendant = " "
    case child = ">"
    case next = "+"
    case following = "~"
  }

  /// What one element has to be.
  public struct Compound: Sendable, Hashable {
    public var parts: [Part] = []
    /// The name of a pseudo element, such as `before`, with its argument.
    public var pseudoElement: String?
  }

  public enum Part: Sendable, Hashable {
    case any
    case tag(String)
    case id(String)
    case className(String)
    case attribute(Attribute)
    case host
    case root
    case empty
    /// The position among siblings, such as `2n+1`.
    case position(Position)
    /// `:not`, `:is`, `:where` and their like.
    case selectors(name: String, [StyleSelector])
    /// A state that a screen without a pointer never has, or an unknown one.
    case state(String)
  }

  public struct Attribute: Sendable, Hashable {
    public var name: String
    /// `=`, `~=`, `|=`, `^=`, `$=`, `*=`, or empty for presence.
    public var comparison: String
    public var value: String
    public var ignoresCase: Bool
  }

  /// `step * n + offset`, counted among all siblings or those of the same tag.
  public struct Position: Sendable, Hashable {
    public var step: Int
    public var offset: Int
    public var fromEnd: Bool
    public var ofType: Bool
    /// `:only-child` and `:only-of-type` count from both ends.
    public var isOnly = false

    func holds(for index: Int) -> Bool {
      guard step != 0 else { return index == offset }
      let distance = index - offset
      return distance % step == 0 && distance / step >= 0
    }
  }

  public var specificity: Specificity {
    compounds.reduce(Specificity()) { $0 + $1.specificity }
  }
}

/// How much a selector weighs: ids, then classes, then tags.
public struct Specificity: Sendable, Hashable, Comparable {
  public var ids = 0
  public var classes = 0
  public var tags = 0

  public static func < (left: Specificity, right: Specificity) -> Bool {
    (left.ids, left.classes, left.tags) < (right.ids, right.classes, right.tags)
  }

  static func + (left: Specificity, right: Specificity) -> Specificity {
    Specificity(
      ids: left.ids + right.ids, classes: left.classes + right.classes,
      tags: left.tags + right.tags)
  }
}

extension StyleSelector.Compound {
  var specificity: Specificity {
    parts.reduce(Specificity(tags: pseudoElement == nil ? 0 : 1)) { $0 + $1.specificity }
  }
}

extension StyleSelector.Part {
  var specificity: Specificity {
    switch self {
    case .any: Specificity()
    case .tag: Specificity(tags: 1)
    case .id: Specificity(ids: 1)
    case .selectors("where", _): Specificity()
    case .selectors(_, let selectors): selectors.map(\.specificity).max() ?? Specificity()
    default: Specificity(classes: 1)
    }
  }
}
