/// How far the classes of a page or a component reach (reference/wxss.md 7.6).
public enum StyleIsolation: String, Sendable {
  case isolated
  case applyShared = "apply-shared"
  case shared
  case pageIsolated = "page-isolated"
  case pageApplyShared = "page-apply-shared"
  case pageShared = "page-shared"
}

/// The nodes that one template wrote for one page or one component instance.
public struct StyleScope: Sendable, Hashable {
  /// The path of the page or component, without extension.
  public var path: String
  public var isPage: Bool
  /// Nil when nothing was said.
  public var isolation: StyleIsolation?

  public init(path: String, isPage: Bool, isolation: StyleIsolation?) {
    self.path = path
    self.isPage = isPage
    self.isolation = isolation
  }

  /// Whether app.wxss counts on this page.
  var takesApp: Bool {
    switch isolation {
    case .pageIsolated, .pageApplyShared, .pageShared: false
    default: true
    }
  }

  /// Whether the page's own style sheet reaches components that share.
  var reachesComponents: Bool {
    switch isolation {
    case .isolated, .applyShared, .pageIsolated, .pageApplyShared: false
    default: true
    }
  }

  /// Whether style sheets of others reach the nodes.
  var takesOthers: Bool {
    switch isolation {
    case .isolated, .pageIsolated: false
    case nil: isPage
    default: true
    }
  }
}

/// A style sheet and whose it is.
public struct ScopedSheet: Sendable {
  public enum Owner: Sendable, Hashable {
    case app
    /// The page that is shown.
    case page
    /// All instances of the component at a path; `isShared` when it styles others as well.
    case component(String, isShared: Bool)
  }

  public var owner: Owner
  public var sheet: StyleSheet

  public init(owner: Owner, sheet: StyleSheet) {
    self.owner = owner
    self.sheet = sheet
  }

  /// Whether the sheet's classes count for classes that a scope wrote.
  static func reaches(_ owner: Owner, _ scope: StyleScope, page: StyleScope) -> Bool {
    switch owner {
    case .app: page.takesApp && (scope.isPage || scope.takesOthers)
    case .page: scope.isPage || (scope.takesOthers && page.reachesComponents)
    case .component(let path, let isShared):
      (!scope.isPage && scope.path == path) || (isShared && scope.takesOthers)
    }
  }
}
