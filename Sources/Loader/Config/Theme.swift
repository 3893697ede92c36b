/// The variables of theme.json for one appearance (reference/app-and-config.md 1.5).
struct Theme {
  /// Values by variable name; nil when `darkmode` is off, and nothing is looked up.
  private let variables: ConfigValue?

  /// No dark mode: texts that start with `@` are what they are.
  static let off = Theme(variables: nil)

  private init(variables: ConfigValue?) {
    self.variables = variables
  }

  /// Reads the theme that app.json names. A missing file is a warning: every variable is unknown.
  init(
    app: ConfigValue, appearance: Appearance, source: ConfigSource, sink: inout DiagnosticSink
  ) {
    guard app["darkmode"]?.bool == true else {
      self = .off
      return
    }
    let location = app["themeLocation"]
    let path = try? PackagePath.resolve(location?.string ?? "theme.json")
    let theme = path.flatMap { source.object(at: $0, sink: &sink) }
    if theme == nil, let location {
      sink.warning(
        AppConfig.file, location.position,
        "themeLocation names \(quoted(location.string ?? "")), which cannot be read; "
          + "write {\"light\": {}, \"dark\": {}} there")
    }
    self.init(variables: theme?[appearance.rawValue] ?? .emptyObject)
  }

  /// The keys of `window` and of a page's json that may name a variable.
  static let windowKeys = [
    "navigationBarBackgroundColor", "navigationBarTextStyle", "backgroundColor",
    "backgroundTextStyle", "backgroundColorTop", "backgroundColorBottom",
  ]
  /// The keys of `tabBar` that may.
  static let tabBarKeys = ["color", "selectedColor", "backgroundColor", "borderStyle"]
  /// The keys of a tab that may.
  static let tabKeys = ["iconPath", "selectedIconPath"]

  /// The object with variables replaced; a key whose variable is unknown is left out.
  func apply(
    to value: ConfigValue, keys: [String], file: String, sink: inout DiagnosticSink
  ) -> ConfigValue {
    guard let variables else { return value }
    var result = value
    for key in keys {
      guard let written = value[key], let name = written.string, name.hasPrefix("@") else {
        continue
      }
      if let found = variables[String(name.dropFirst())] {
        result[key] = ConfigValue(found.kind, at: written.position)
      } else {
        sink.warning(
          file, written.position,
          "the theme has no variable \(quoted(String(name.dropFirst()))); the default is used")
        result[key] = nil
      }
    }
    return result
  }
}

/// How the system looks, which decides about theme variables.
public enum Appearance: String, Sendable {
  case light
  case dark
}
