/// Where a mini-program lies on disk and how its project is set up.
struct Project {
  /// The folder that holds project.config.json or, without one, the given folder; without links.
  let folder: String
  /// The folder that holds app.json; without links, inside `folder`.
  let root: String
  let settings: ProjectSettings

  static let configName = "project.config.json"
  private static let privateName = "project.private.config.json"

  /// Finds the project of a folder: the folder itself, or the one around it when that names the
  /// folder as its `miniprogramRoot`. Nil, with an error, when there is no such folder.
  static func locate(_ given: String, limits: Limits, sink: inout DiagnosticSink) -> Project? {
    guard !given.utf8.contains(0), let folder = Disk.realPath(given), Disk.isFolder(folder) else {
      sink.error(".", "expected a folder with app.json, found no folder at \(quoted(given))")
      return nil
    }
    if let own = read(folder, limits: limits, sink: &sink) {
      let root = Self.root(in: folder, own, sink: &sink)
      return Project(folder: folder, root: root, settings: ProjectSettings(values: own))
    }
    var ignored = DiagnosticSink(limits: limits)
    let around = PackagePath.folder(of: folder)
    if let outer = read(around, limits: limits, sink: &ignored),
      outer["miniprogramRoot"] != nil,
      root(in: around, outer, sink: &ignored) == folder
    {
      return Project(folder: around, root: folder, settings: ProjectSettings(values: outer))
    }
    return Project(folder: folder, root: folder, settings: ProjectSettings())
  }

  /// Both project files of a folder as one object; nil when there is none.
  private static func read(
    _ folder: String, limits: Limits, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    let shared = read(configName, in: folder, limits: limits, sink: &sink)
    let own = read(privateName, in: folder, limits: limits, sink: &sink)
    guard shared != nil || own != nil else { return nil }
    return ProjectSettings.merge(shared ?? .emptyObject, own)
  }

  private static func read(
    _ name: String, in folder: String, limits: Limits, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    let path = PackagePath.join(folder, name)
    guard Disk.kind(of: path) != nil else { return nil }
    do throws(FileError) {
      let bytes = try Disk.read(path, as: name, limit: limits.textBytes)
      return ConfigSource.object(bytes, file: name, limits: limits, sink: &sink)
    } catch {
      sink.error(name, "\(error)")
      return nil
    }
  }

  /// The folder that `miniprogramRoot` names, or the project's own with a remark why not.
  private static func root(
    in folder: String, _ config: ConfigValue, sink: inout DiagnosticSink
  ) -> String {
    checkType(config, sink: &sink)
    guard let value = config["miniprogramRoot"] else { return folder }
    guard let written = value.string else {
      sink.warning(
        configName, value.position,
        "miniprogramRoot should be a string, found \(value.kindName); it is ignored")
      return folder
    }
    // "", "." and "./" all mean the project's own folder.
    if written.utf8.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }),
      !written.contains("..")
    {
      return folder
    }
    let relative = String(Substring(written.utf8.drop { $0 == UInt8(ascii: "/") }))
    let place: String
    do {
      place = PackagePath.join(folder, try PackagePath.resolve(relative))
    } catch {
      sink.error(
        configName, value.position,
        "miniprogramRoot \(quoted(written)) \(error.sentence); the project's folder is used")
      return folder
    }
    guard let root = Disk.realPath(place), Disk.isFolder(root) else {
      sink.warning(
        configName, value.position,
        "miniprogramRoot names \(quoted(written)), but there is no such folder; "
          + "the project's folder is used")
      return folder
    }
    guard PackagePath.isInside(root, folder) else {
      sink.error(
        configName, value.position,
        "miniprogramRoot \(quoted(written)) leads out of the project; "
          + "the project's folder is used")
      return folder
    }
    return root
  }

  private static func checkType(_ config: ConfigValue, sink: inout DiagnosticSink) {
    guard let type = config["compileType"], let name = type.string,
      name != "miniprogram", name != "weapp"
    else { return }
    sink.error(
      configName, type.position,
      "compileType is \(quoted(name)), but only 'miniprogram' can be run here")
  }
}
