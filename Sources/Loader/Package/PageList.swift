/// The pages and subpackages that app.json lists (reference/app-and-config.md 1.2 and 1.6).
struct PageList {
  /// A page with the place it is listed at.
  struct Entry {
    let path: String
    let packageRoot: String
    let position: ConfigPosition
  }

  private(set) var entries: [Entry] = []
  private(set) var subpackages: [MiniProgram.Subpackage] = []
  private var known: [String: ConfigPosition] = [:]
  private let files: PackageFiles

  init(app: ConfigValue, files: PackageFiles, sink: inout DiagnosticSink) {
    self.files = files
    for value in app["pages"]?.array ?? [] { addPage(value, root: "", sink: &sink) }
    for key in ["subpackages", "subPackages"] {
      for value in app[key]?.array ?? [] { addSubpackage(value, sink: &sink) }
    }
  }

  func contains(_ path: String) -> Bool { known[path] != nil }

  private mutating func addPage(_ value: ConfigValue, root: String, sink: inout DiagnosticSink) {
    guard let written = value.string else {
      sink.warning(
        AppConfig.file, value.position,
        "a page should be a string like \"pages/index/index\", found \(value.kindName)")
      return
    }
    guard let path = path(of: written, root: root, at: value.position, sink: &sink) else { return }
    guard entries.count < files.limits.pages else {
      sink.error(
        AppConfig.file, value.position,
        "a mini-program has at most \(files.limits.pages) pages; this and later ones are left out")
      return
    }
    if let first = known[path] {
      sink.warning(
        AppConfig.file, value.position,
        "page \(quoted(path)) is listed again; it is on line \(first.line) already")
      return
    }
    known[path] = value.position
    entries.append(Entry(path: path, packageRoot: root, position: value.position))
  }

  /// The page path that a text means; nil after an error.
  private func path(
    of written: String, root: String, at position: ConfigPosition, sink: inout DiagnosticSink
  ) -> String? {
    var written = written
    if written.hasPrefix("/") {
      sink.warning(
        AppConfig.file, position,
        "page \(quoted(written)) should be written without the slash before it")
      written = String(written.drop { $0 == "/" })
    }
    do throws(PackagePath.Problem) {
      let path = try PackagePath.resolve(written, from: root, limits: files.limits)
      guard PackagePath.isInside(path, root) else { throw .leavesPackage }
      return withoutExtension(path, at: position, sink: &sink)
    } catch {
      sink.error(AppConfig.file, position, "page \(quoted(written)) \(error.sentence)")
      return nil
    }
  }

  private func withoutExtension(
    _ path: String, at position: ConfigPosition, sink: inout DiagnosticSink
  ) -> String {
    for ending in [".js", ".wxml", ".ts"] where path.hasSuffix(ending) && files.exists(path) {
      sink.warning(
        AppConfig.file, position,
        "page \(quoted(path)) should be written without \(ending)")
      return String(path.dropLast(ending.utf8.count))
    }
    return path
  }

  private mutating func addSubpackage(_ value: ConfigValue, sink: inout DiagnosticSink) {
    guard value.members != nil else {
      sink.warning(
        AppConfig.file, value.position,
        "a subpackage should be an object with root and pages, found \(value.kindName)")
      return
    }
    guard subpackages.count < files.limits.subpackages else {
      sink.error(
        AppConfig.file, value.position,
        "a mini-program has at most \(files.limits.subpackages) subpackages; "
          + "this and later ones are left out")
      return
    }
    let config = ConfigSchema.subpackage.check(value, file: AppConfig.file, sink: &sink)
    guard let root = root(of: config, sink: &sink) else { return }
    subpackages.append(
      .init(
        root: root, name: config["name"]?.string,
        isIndependent: config["independent"]?.bool ?? false,
        entry: entry(of: config, root: root, sink: &sink)))
    for page in config["pages"]?.array ?? [] { addPage(page, root: root, sink: &sink) }
  }

  /// The root of a subpackage; nil after an error.
  private func root(of config: ConfigValue, sink: inout DiagnosticSink) -> String? {
    let position = config["root"]?.position ?? config.position
    let written = config["root"]?.string ?? ""
    let root: String
    do {
      root = try PackagePath.resolve(written, limits: files.limits)
    } catch {
      sink.error(
        AppConfig.file, position,
        "the root of a subpackage \(error.sentence); its pages are left out")
      return nil
    }
    for other in subpackages
    where PackagePath.isInside(root, other.root) || PackagePath.isInside(other.root, root) {
      sink.error(
        AppConfig.file, position,
        "subpackage \(quoted(root)) overlaps subpackage \(quoted(other.root)); "
          + "give each a folder of its own. Its pages are left out")
      return nil
    }
    return root
  }

  private func entry(
    of config: ConfigValue, root: String, sink: inout DiagnosticSink
  ) -> String? {
    guard let value = config["entry"], let written = value.string else { return nil }
    let named = try? PackagePath.resolve(written, from: root, limits: files.limits)
    let found = named.flatMap { path in
      [path, path + ".js"].first { name in
        name.hasSuffix(".js")
          && (files.exists(name) || files.exists(String(name.dropLast(3)) + ".ts"))
      }
    }
    guard let found, PackagePath.isInside(found, root) else {
      sink.error(
        AppConfig.file, value.position,
        "the entry \(quoted(written)) of subpackage \(quoted(root)) is no script in its folder")
      return nil
    }
    return found
  }
}
