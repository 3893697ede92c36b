/// One element as style sheets see it.
public struct StyledElement: Sendable {
  /// A class and the scope whose style sheets it belongs to.
  public struct ScopedClass: Sendable, Hashable {
    public var name: String
    public var scope: Int

    public init(name: String, scope: Int) {
      self.name = name
      self.scope = scope
    }
  }

  public var tag: String
  public var id: String?
  public var classes: [ScopedClass]
  public var attributes: [String: String]
  public var inlineStyle: String
  /// The scope that wrote the element, an index into `StyledPage.scopes`.
  public var scope: Int
  /// The path of the component that the element hosts.
  public var component: String?
  /// The element around it; always one that comes before it.
  public var parent: Int?
  public var hasContent: Bool
  /// The place among its siblings, from 1, and their number; set by the page.
  var position = 1
  var siblings = 1
  var previous: Int?

  public init(
    tag: String, id: String? = nil, classes: [ScopedClass] = [],
    attributes: [String: String] = [:], inlineStyle: String = "", scope: Int = 0,
    component: String? = nil, parent: Int? = nil, hasContent: Bool = false
  ) {
    self.tag = tag
    self.id = id
    self.classes = classes
    self.attributes = attributes
    self.inlineStyle = inlineStyle
    self.scope = scope
    self.component = component
    self.parent = parent
    self.hasContent = hasContent
  }
}

/// The elements of one page in tree order, the page itself first, and what styles them.
public struct StyledPage: Sendable {
  public private(set) var elements: [StyledElement]
  /// The page's own scope first.
  public let scopes: [StyleScope]
  /// In the order of the cascade, the weakest first.
  public let sheets: [ScopedSheet]
  public let environment: StyleEnvironment

  public init(
    elements: [StyledElement], scopes: [StyleScope], sheets: [ScopedSheet],
    environment: StyleEnvironment
  ) {
    self.elements = elements
    self.scopes = scopes
    self.sheets = sheets
    self.environment = environment
    number()
  }

  /// Gives every element its place among its siblings.
  private mutating func number() {
    var last: [Int: Int] = [:]
    var count: [Int: Int] = [:]
    for index in elements.indices {
      guard let parent = elements[index].parent else { continue }
      elements[index].previous = last[parent]
      elements[index].position = count[parent, default: 0] + 1
      count[parent] = elements[index].position
      last[parent] = index
    }
    for index in elements.indices {
      if let parent = elements[index].parent { elements[index].siblings = count[parent] ?? 1 }
    }
  }
}
