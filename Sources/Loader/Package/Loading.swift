/// One load in progress: the files so far, the remarks so far, and the components met.
struct Loading {
  let project: Project
  var scanner: PackageScanner
  var nodePackages: NodePackages
  /// Components by path.
  var components: [String: MiniProgram.Component] = [:]
  /// Components that were met, but not read yet.
  var waiting: [String] = []
  var subpackages: [MiniProgram.Subpackage] = []
  /// Whether app.json asks for `useExtendedLib.weui`.
  var wantsExtendedLibrary = false

  var files: PackageFiles { scanner.files }
  var source: ConfigSource { ConfigSource(files: files) }

  init(project: Project, limits: Limits, sink: DiagnosticSink) {
    self.project = project
    scanner = PackageScanner(
      boundary: project.root, files: PackageFiles(limits: limits), sink: sink)
    nodePackages = NodePackages(project: project)
  }

  /// Nil after an error that leaves nothing to run.
  mutating func load(appearance: Appearance) -> MiniProgram? {
    guard scanner.scan(project.root, as: ""),
      nodePackages.mountDependencies(into: &scanner),
      let app = AppConfig(source: source, appearance: appearance, sink: &scanner.sink)
    else { return nil }
    let list = PageList(app: app.value, files: files, sink: &scanner.sink)
    guard let entryPage = entryPage(of: app.value, in: list) else { return nil }
    subpackages = list.subpackages
    wantsExtendedLibrary = app.value["useExtendedLib"]?["weui"]?.bool == true
    checkApp(app.value, list: list)
    let tabBar = TabBarConfig.read(app: app, pages: list, files: files, sink: &scanner.sink)
    if tabBar?["custom"]?.bool == true { meetCustomTabBar(app.value) }
    let globals = usedComponents(in: app.value, file: AppConfig.file, user: "app")
    let globalPlaceholders = placeholders(in: app.value, file: AppConfig.file)
    let tabs = Set((tabBar?["list"]?.array ?? []).compactMap { $0["pagePath"]?.string })
    let pages = list.entries.map { page($0, app: app, isTab: tabs.contains($0.path)) }
    readWaitingComponents()
    var appConfig = app.value
    appConfig["pages"] = ConfigValue(pages.filter(\.packageRoot.isEmpty).map(\.path))
    appConfig["tabBar"] = tabBar
    let paths = files.sortedPaths
    return MiniProgram(
      root: project.root, appID: project.settings.appID,
      name: project.settings.name ?? PackagePath.name(of: project.folder), pages: pages,
      components: components.values.sorted { $0.path < $1.path }, globalComponents: globals,
      globalPlaceholders: globalPlaceholders, subpackages: subpackages, tabBar: tabBar,
      entryPage: entryPage,
      scripts: paths.filter { path in [".js", ".ts", ".json"].contains { path.hasSuffix($0) } },
      files: paths, aliases: app.aliases(sink: &scanner.sink),
      isLazy: app.value["lazyCodeLoading"] != nil, appConfig: appConfig, ext: readExtension(),
      projectSettings: project.settings, cloudFunctionRoot: project.cloudFunctionRoot,
      listing: files)
  }

  /// The page that opens first; nil, with an error, when there is none.
  private mutating func entryPage(of app: ConfigValue, in list: PageList) -> String? {
    guard let first = list.entries.first else {
      scanner.sink.error(
        AppConfig.file, app["pages"]?.position ?? app.position,
        "app.json lists no page; write for example \"pages\": [\"pages/index/index\"]")
      return nil
    }
    guard let value = app["entryPagePath"], let written = value.string, !written.isEmpty else {
      return first.path
    }
    guard let path = try? PackagePath.resolve(written), list.contains(path) else {
      scanner.sink.error(
        AppConfig.file, value.position,
        "entryPagePath \(quoted(written)) is not one of the pages; "
          + "add it to pages, or name another page")
      return nil
    }
    return path
  }

  private mutating func readExtension() -> ConfigValue {
    let file = source.object(at: "ext.json", sink: &scanner.sink)
    guard let file, file["extEnable"]?.bool != false else { return .emptyObject }
    guard let ext = file["ext"], ext.members != nil else { return .emptyObject }
    return ext
  }
}
