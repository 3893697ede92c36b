extension PackageLoader {
  /// Lists a folder whose scripts are run by themselves, such as a folder of tests. It needs no
  /// app.json, and has no pages.
  ///
  /// - Parameter absent: packages that are not looked for, since the host has others in their place.
  /// - Returns: nil, with an error, when there is no such folder or it holds too many files.
  public static func loadScripts(
    folder given: String, without absent: Set<String> = []
  ) -> (program: MiniProgram?, diagnostics: [Diagnostic]) {
    let limits = Limits.standard
    var sink = DiagnosticSink(limits: limits)
    guard !given.utf8.contains(0), let folder = Disk.realPath(given), Disk.isFolder(folder) else {
      sink.error(".", "expected a folder of scripts, found no folder at \(quoted(given))")
      return (nil, sink.diagnostics)
    }
    let project = Project(folder: folder, root: folder, settings: ProjectSettings())
    var scanner = PackageScanner(
      boundary: folder, files: PackageFiles(limits: limits), sink: sink)
    var packages = NodePackages(project: project)
    guard scanner.scan(folder, as: ""), packages.mountInstalled(into: &scanner, without: absent)
    else {
      return (nil, scanner.sink.diagnostics)
    }
    let paths = scanner.files.sortedPaths
    let program = MiniProgram(
      root: folder, appID: project.settings.appID, name: PackagePath.name(of: folder), pages: [],
      components: [], globalComponents: [:], globalPlaceholders: [:], subpackages: [], tabBar: nil,
      entryPage: "",
      scripts: paths.filter { path in [".js", ".ts", ".json"].contains { path.hasSuffix($0) } },
      files: paths, aliases: [:], isLazy: false, appConfig: .emptyObject, ext: .emptyObject,
      projectSettings: project.settings, listing: scanner.files)
    return (program, scanner.sink.diagnostics)
  }
}
