/// app.json: read, and held against what the platform documents.
struct AppConfig {
  static let file = "app.json"

  /// The object without values of a wrong type.
  var value: ConfigValue
  let theme: Theme

  /// Nil, with an error, when the file is missing or is no object.
  init?(source: ConfigSource, appearance: Appearance, sink: inout DiagnosticSink) {
    guard source.files.exists(Self.file) else {
      sink.error(Self.file, Self.missing(in: source.files))
      return nil
    }
    guard let written = source.object(at: Self.file, sink: &sink) else { return nil }
    value = ConfigSchema.app.check(written, file: Self.file, sink: &sink)
    theme = Theme(app: value, appearance: appearance, source: source, sink: &sink)
    if let window = value["window"] {
      let themed = theme.apply(
        to: window, keys: Theme.windowKeys, file: Self.file, sink: &sink)
      value["window"] = ConfigSchema.window.check(themed, file: Self.file, sink: &sink)
    }
  }

  /// What every page takes over from `window`: the documented keys with a plain value.
  func inheritedWindow(limits: Limits) -> ConfigValue {
    let window = value["window"] ?? .emptyObject
    let members = (window.members ?? []).filter { member in
      guard ConfigSchema.window.shapes[member.key] != nil else { return false }
      return switch member.value.kind {
      case .bool, .number: true
      case .string(let text): text.utf8.count <= limits.inheritedBytes
      case .null, .array, .object: false
      }
    }
    return ConfigValue(.object(members), at: window.position)
  }

  /// `resolveAlias` without entries that do not end in `/*` on both sides.
  func aliases(sink: inout DiagnosticSink) -> [String: String] {
    var aliases: [String: String] = [:]
    for member in value["resolveAlias"]?.members ?? [] {
      guard let target = member.value.string, member.key.hasSuffix("/*"), target.hasSuffix("/*")
      else {
        sink.warning(
          Self.file, member.position,
          "the alias \(quoted(member.key)) is ignored: its name and its target both have to end "
            + "in /*, as in \"utils/*\": \"/common/utils/*\"")
        continue
      }
      do {
        _ = try PackagePath.resolve(String(target.dropLast(2)) + "/x")
        aliases[member.key] = target
      } catch {
        sink.warning(
          Self.file, member.value.position,
          "the target of the alias \(quoted(member.key)) \(error.sentence)")
      }
    }
    return aliases
  }

  private static func missing(in files: PackageFiles) -> String {
    if let other = files.otherCase(of: file) {
      return "expected app.json, found \(quoted(other)); upper and lower case differ"
    }
    let found = files.byPath.keys.filter { $0.hasSuffix("/app.json") }
      .min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    if let found {
      let folder = PackagePath.folder(of: found)
      return "expected app.json in the package's root, found \(quoted(found)); "
        + "start from that folder, or write \"miniprogramRoot\": \"\(folder)/\" in "
        + Project.configName
    }
    if files.exists("game.json") {
      return "expected app.json, found game.json; games cannot be run here"
    }
    return "expected app.json in the package's root; "
      + "write at least {\"pages\": [\"pages/index/index\"]}"
  }
}
