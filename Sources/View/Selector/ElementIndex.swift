import Style

/// The elements of one page, made ready to be asked for by selectors and XPaths as the platform's
/// testing tools ask (`reference/automation-protocol.md 6`): classes and ids belong to the template
/// that wrote them, tags are found everywhere.
///
/// Making one costs a walk over the page; it answers for the state of the view that it was made of.
public struct ElementIndex: Sendable {
  /// The view's generation when it was made.
  public let generation: Int
  public let page: Int
  private let tree: ViewTree
  private let styled: StyledPage
  /// The node of each styled element, and the other way round.
  private let nodes: [Int]
  private let places: [Int: Int]
  /// The scope of what is inside each host of a component.
  private let hostScopes: [Int: Int]

  /// Nil when there is no such page.
  public init?(_ tree: ViewTree, page: Int) {
    guard tree.pages[page] != nil else { return nil }
    var builder = StyledPageBuilder(tree: tree, page: page)
    builder.build()
    self.tree = tree
    self.page = page
    generation = tree.generation
    styled = StyledPage(
      elements: builder.elements, scopes: builder.scopes, sheets: [],
      environment: StyleEnvironment())
    places = builder.places
    hostScopes = builder.hostScopes
    var nodes = [Int](repeating: page, count: builder.elements.count)
    for (node, place) in builder.places { nodes[place] = node }
    self.nodes = nodes
  }

  /// The elements that a selector finds, in tree order; nil when the text is no selector.
  ///
  /// - Parameter node: only elements in this one are found, and classes and ids are those of the
  ///   component that it hosts, or of the template that wrote it. Nil asks the page.
  public func find(_ selector: String, within node: Int? = nil) -> [Int]? {
    guard selector.count <= ViewLimits.selectorCharacters,
      let selectors = StyleSelector.list(selector)
    else { return nil }
    guard let node, node != page else { return find(selectors, scope: 0, below: nil) }
    guard let place = places[node] else { return [] }
    let scope = hostScopes[node] ?? styled.elements[place].scope
    return find(selectors, scope: scope, below: place)
  }

  private func find(_ selectors: [StyleSelector], scope: Int, below root: Int?) -> [Int] {
    var query = ElementQuery(styled, scope: scope)
    return query.find(selectors, below: root).map { nodes[$0] }
  }

  /// The elements that an XPath finds, in tree order; nil when the text is no XPath.
  public func find(xpath: String, within node: Int? = nil) -> [Int]? {
    guard let path = XPath(xpath) else { return nil }
    let document = XPathDocument(tree, page: page)
    let start = node.flatMap { node in document.entries.firstIndex { $0.node == node } } ?? 0
    var evaluator = XPathEvaluator(document)
    return evaluator.elements(path, from: start)
  }
}
