import Bridge
import Style
import View
import Wire

/// Computed styles of what a session shows.
extension Session {
  /// A property of a node of the page on top as a browser would compute it, where no layout is
  /// needed: `rgb(255, 0, 0)`, `12px`, `none`. Nil when the page has no such element.
  public func style(of node: Int, _ property: String) -> String? {
    guard var styles = currentStyles() else { return nil }
    let value = styles.value(property, of: node)
    keep(styles)
    return value
  }

  /// Several properties of one node, which may be on any page of the stack; nil for each where
  /// there is no such element.
  public func styles(of node: Int, _ properties: [String]) -> [String?] {
    guard let page = view.page(around: node), var styles = styles(ofPage: page) else {
      return properties.map { _ in nil }
    }
    let values = properties.map { styles.value($0, of: node) }
    if page == view.currentPage?.id { keep(styles) }
    return values
  }

  /// The rules that select something on the page on top, by the path of their sheet (`app` for the
  /// app's) and their place in it.
  public func matchedRules() -> [String: Set<Int>] {
    guard let page = view.currentPage else { return [:] }
    return view.matchedRules(
      of: page.id, app: program.styleSheet("app"), environment: device.profile.styleEnvironment,
      sheet: program.styleSheet)
  }

  private func styles(ofPage page: Int) -> NodeStyles? {
    if page == view.currentPage?.id { return currentStyles() }
    return view.styles(
      of: page, app: program.styleSheet("app"), environment: device.profile.styleEnvironment,
      sheet: program.styleSheet)
  }

  /// The name of the call by which the prelude asks for styles: `{styles}`, each a node and a
  /// property, answered by `{values}`, empty for a node that the page on top does not have.
  static let styleCall = "view.styles"

  /// So many styles may be asked for at once.
  static let stylesAtOnce = 4_096

  func styles(_ text: Text) -> JSON {
    let asked = (try? JSON(text))?["styles"]?.array ?? []
    let values = asked.prefix(Self.stylesAtOnce).map { one in
      JSON.string(
        style(of: one[0]?.int ?? 0, (one[1]?.string ?? "").hyphenated) ?? "")
    }
    return ["values": .array(values)]
  }

  /// The styles of the page on top, kept until the view changes.
  func currentStyles() -> NodeStyles? {
    if let kept = keptStyles, kept.generation == view.generation { return kept.styles }
    guard let page = view.currentPage else { return nil }
    let styles = view.styles(
      of: page.id, app: program.styleSheet("app"), environment: device.profile.styleEnvironment,
      sheet: program.styleSheet)
    keep(styles)
    return styles
  }

  private func keep(_ styles: NodeStyles) {
    keptStyles = KeptStyles(generation: view.generation, styles: styles)
  }
}

/// Styles and the state of the view that they belong to.
struct KeptStyles {
  var generation: Int
  var styles: NodeStyles
}

extension DeviceProfile {
  var styleEnvironment: StyleEnvironment {
    var environment = StyleEnvironment()
    environment.screenWidth = screenWidth
    environment.screenHeight = screenHeight
    environment.pixelRatio = pixelRatio
    environment.isPhoneWithHalfPixels = platform == "ios"
    return environment
  }
}

extension String {
  /// `marginTop` as `margin-top`; names of variables stay as they are.
  fileprivate var hyphenated: String {
    if hasPrefix("--") { return self }
    return reduce(into: "") { name, letter in
      if letter.isUppercase { name += "-" }
      name += letter.lowercased()
    }
  }
}
