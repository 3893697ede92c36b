import Style
import Wire

/// A page's nodes as style sheets see them.
extension ViewTree {
  /// The computed styles of a page's nodes.
  ///
  /// - Parameters:
  ///   - app: the sheet of app.wxss.
  ///   - sheet: gives the sheet of a page or a component by its path.
  public func styles(
    of page: Int, app: StyleSheet?, environment: StyleEnvironment,
    sheet: (_ path: String) -> StyleSheet?
  ) -> NodeStyles {
    let (styled, places) = styledPage(page, app: app, environment: environment, sheet: sheet)
    return NodeStyles(styled, places: places)
  }

  /// The rules that select something on a page, by the path of their sheet (`app` for the app's)
  /// and their place in it.
  public func matchedRules(
    of page: Int, app: StyleSheet?, environment: StyleEnvironment,
    sheet: (_ path: String) -> StyleSheet?
  ) -> [String: Set<Int>] {
    let (styled, _) = styledPage(page, app: app, environment: environment, sheet: sheet)
    return styled.matchedRules().reduce(into: [:]) { found, rule in
      let path =
        switch styled.sheets[rule.sheet].owner {
        case .app: "app"
        case .page: pages[page]?.path ?? ""
        case .component(let path, _): path
        }
      found[path, default: []].insert(rule.rule)
    }
  }

  private func styledPage(
    _ page: Int, app: StyleSheet?, environment: StyleEnvironment,
    sheet: (_ path: String) -> StyleSheet?
  ) -> (page: StyledPage, places: [Int: Int]) {
    var builder = StyledPageBuilder(tree: self, page: page)
    builder.build()
    var sheets: [ScopedSheet] = app.map { [ScopedSheet(owner: .app, sheet: $0)] } ?? []
    for component in builder.components {
      guard let found = sheet(component.path) else { continue }
      let isShared = component.isolation == .shared
      sheets.append(.init(owner: .component(component.path, isShared: isShared), sheet: found))
    }
    if let found = pages[page].flatMap({ sheet($0.path) }) {
      sheets.append(ScopedSheet(owner: .page, sheet: found))
    }
    let styled = StyledPage(
      elements: builder.elements, scopes: builder.scopes, sheets: sheets, environment: environment)
    return (styled, builder.places)
  }
}

/// The computed styles of the nodes of one page.
public struct NodeStyles {
  private var styles: ComputedStyles
  private let places: [Int: Int]

  init(_ page: StyledPage, places: [Int: Int]) {
    styles = ComputedStyles(page)
    self.places = places
  }

  /// A property of a node; nil when the page has no such element.
  public mutating func value(_ property: String, of node: Int) -> String? {
    places[node].map { styles.value(property, of: $0) }
  }

  /// What style sheets and the node's own style set.
  public mutating func declared(of node: Int) -> [(property: String, value: String)] {
    places[node].map { styles.declared(of: $0) } ?? []
  }

  /// Whether a node is kept from sight by `display: none`, its own.
  mutating func hides(_ node: Int) -> Bool { value("display", of: node) == "none" }
}

/// Walks a page's tree and tells who wrote what.
struct StyledPageBuilder {
  let tree: ViewTree
  let page: Int
  private(set) var elements: [StyledElement] = []
  private(set) var scopes: [StyleScope] = []
  /// The element of each node.
  private(set) var places: [Int: Int] = [:]
  /// Components on the page, each once, those that use others first.
  private(set) var components: [StyleScope] = []
  private var outerScope: [Int] = []
  /// The scope of what is inside each host of a component.
  private(set) var hostScopes: [Int: Int] = [:]

  init(tree: ViewTree, page: Int) {
    self.tree = tree
    self.page = page
  }

  private struct Visit {
    let node: Int
    let scope: Int
    let parent: Int?
  }

  mutating func build() {
    let isolation = tree.nodes[page]?.element?.styleIsolation.flatMap(StyleIsolation.init)
    scopes = [
      StyleScope(path: tree.pages[page]?.path ?? "", isPage: true, isolation: isolation)
    ]
    outerScope = [0]
    var pending = [Visit(node: page, scope: 0, parent: nil)]
    while let visit = pending.popLast() {
      guard let element = tree.nodes[visit.node]?.element else { continue }
      var parent = visit.parent
      if !element.isVirtual {
        parent = elements.count
        places[visit.node] = elements.count
        elements.append(styled(element, visit))
      }
      let inner = innerScope(of: element, visit)
      for child in tree.rawChildren(of: visit.node).reversed() {
        pending.append(Visit(node: child, scope: inner, parent: parent))
      }
    }
  }

  /// The scope that wrote an element's children.
  private mutating func innerScope(of element: Node.Element, _ visit: Visit) -> Int {
    if let path = element.component, visit.node != page {
      let scope = StyleScope(
        path: path, isPage: false,
        isolation: element.styleIsolation.flatMap(StyleIsolation.init))
      if !components.contains(where: { $0.path == path }) { components.append(scope) }
      scopes.append(scope)
      outerScope.append(visit.scope)
      hostScopes[visit.node] = scopes.count - 1
      return scopes.count - 1
    }
    return element.isVirtual && element.tag == "slot" ? outerScope[visit.scope] : visit.scope
  }

  private func styled(_ element: Node.Element, _ visit: Visit) -> StyledElement {
    var attributes: [String: String] = [:]
    for (name, value) in element.attributes {
      attributes[name] = value.shown
      let written = ViewTree.kebabCase(name)
      if written != name { attributes[written] = value.shown }
    }
    for member in element.dataset.members {
      attributes["data-" + ViewTree.kebabCase(member.name)] = member.value.shown
    }
    return StyledElement(
      tag: element.tag, id: attributes["id"], classes: classes(of: element, in: visit.scope),
      attributes: attributes, inlineStyle: element.attributes["style"]?.shown ?? "",
      scope: visit.scope, component: element.component, parent: visit.parent,
      hasContent: tree.nodes[visit.node]?.first != nil)
  }

  /// Classes with their scopes: those that a component was given by its user belong to the user,
  /// `~name` to the page, and each `^` is one component further out (reference/wxss.md 7.6, 7.7).
  private func classes(
    of element: Node.Element, in scope: Int
  ) -> [StyledElement.ScopedClass] {
    let words = (element.attributes["class"]?.shown ?? "").split(whereSeparator: \.isWhitespace)
    return words.enumerated().map { index, word in
      var name = word
      var owner = scope
      if element.classLevels.indices.contains(index) {
        for _ in 0..<min(element.classLevels[index], ViewLimits.depth) { owner = outerScope[owner] }
      }
      if name.hasPrefix("~") {
        name = name.dropFirst()
        owner = 0
      }
      while name.hasPrefix("^") {
        name = name.dropFirst()
        owner = outerScope[owner]
      }
      return .init(name: String(name), scope: owner)
    }
  }
}
