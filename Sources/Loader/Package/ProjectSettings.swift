/// What project.config.json and project.private.config.json say about building and running
/// (reference/app-and-config.md 1.10).
public struct ProjectSettings: Sendable, Equatable {
  /// What stands for an appid where there is none; the platform's tools write it too.
  public static let noAppID = "touristappid"

  /// `noAppID` when the project names none.
  public var appID = noAppID
  /// Nil when the project names none.
  public var name: String?
  /// The base library version that the author develops with.
  public var libraryVersion: String?
  /// Whether requests are held to the allowed domains and to TLS.
  public var checksURLs = true
  /// Whether modern syntax is rewritten for old engines.
  public var rewritesModernSyntax = false
  /// Languages compiled on the fly: `typescript`, `less`, `sass`.
  public var compilerPlugins: [String] = []
  /// Both files as one object, for settings that have no property here.
  public var values = ConfigValue.emptyObject

  init() {}

  /// Reads the merged object of both files.
  init(values: ConfigValue) {
    let setting = values["setting"]
    appID = values["appid"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? appID
    name = values["projectname"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    libraryVersion = values["libVersion"]?.string
    checksURLs = setting?["urlCheck"]?.bool ?? checksURLs
    rewritesModernSyntax =
      ["es6", "enhance", "swc"].contains { setting?[$0]?.bool == true }
    compilerPlugins = (setting?["useCompilerPlugins"]?.array ?? []).compactMap(\.string)
    self.values = values
  }

  /// Settings that change what is built; the private file may not override them.
  private static let buildSettings: Set<String> = [
    "es6", "enhance", "swc", "postcss", "minified", "minifyWXSS", "minifyWXML", "packNpmManually",
    "packNpmRelationList", "useCompilerPlugins", "babelSetting", "disableSWC", "uglifyFileName",
    "ignoreUploadUnusedFiles",
  ]

  /// The shared file with what the private one says instead, key by key.
  static func merge(_ shared: ConfigValue, _ own: ConfigValue?) -> ConfigValue {
    var merged = shared.overlaid(with: own?.members?.filter { $0.key != "setting" } ?? [])
    let settings = own?["setting"]?.members?.filter { !buildSettings.contains($0.key) } ?? []
    guard !settings.isEmpty else { return merged }
    merged["setting"] = (merged["setting"] ?? .emptyObject).overlaid(with: settings)
    return merged
  }
}
