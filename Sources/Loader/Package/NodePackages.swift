/// npm packages for mini-programs that were installed, but not copied to `miniprogram_npm`.
///
/// The platform's tools copy them when the author asks to build npm (reference/app-and-config.md
/// 1.11). Here the files are listed as if that had been done, with a warning: a package counts when
/// its package.json names a `miniprogram` folder, or when it has a folder `miniprogram_dist`.
struct NodePackages {
  let project: Project
  private var met: Set<String> = []

  init(project: Project) {
    self.project = project
  }

  /// Lists the packages that package.json depends on, and those that they depend on.
  /// False when the package has more files than allowed.
  mutating func mountDependencies(into scanner: inout PackageScanner) -> Bool {
    var waiting = dependencies(in: project.root)
    if project.folder != project.root { waiting += dependencies(in: project.folder) }
    while let name = waiting.popLast() {
      guard !met.contains(name), let folder = folder(of: name) else { continue }
      guard mount(name, allowsDist: false, into: &scanner) else { return false }
      waiting += dependencies(in: folder)
    }
    return true
  }

  /// Lists the packages that package.json depends on as they were installed, whole: what runs is a
  /// test, which may use any package. False when they have more files than allowed.
  mutating func mountInstalled(
    into scanner: inout PackageScanner, without absent: Set<String>
  ) -> Bool {
    let peers = packageDescription(in: project.root)?["peerDependencies"]?.members?.map(\.key)
    var waiting = dependencies(in: project.root) + (peers ?? [])
    while let name = waiting.popLast() {
      let path = "miniprogram_npm/\(name)"
      guard !met.contains(name), !absent.contains(name), let folder = folder(of: name),
        !scanner.files.hasFolder(path)
      else {
        continue
      }
      met.insert(name)
      waiting += dependencies(in: folder)
      guard scanner.scan(folder, as: path) else { return false }
    }
    return true
  }

  /// Lists the package that a component is in, taking its `dist` folder when it names no
  /// other. False when the package has more files than allowed.
  ///
  /// - Parameter places: the paths that the component was looked for at.
  mutating func mountPackage(
    at places: [String], into scanner: inout PackageScanner
  ) -> Bool {
    let prefix = "miniprogram_npm/"
    guard let place = places.first(where: { $0.utf8.starts(with: prefix.utf8) }) else {
      return true
    }
    let parts = place.dropFirst(prefix.count).split(separator: "/")
    let count = parts.first?.hasPrefix("@") == true ? 2 : 1
    guard parts.count >= count else { return true }
    return mount(parts.prefix(count).joined(separator: "/"), allowsDist: true, into: &scanner)
  }

  private mutating func mount(
    _ name: String, allowsDist: Bool, into scanner: inout PackageScanner
  ) -> Bool {
    let path = "miniprogram_npm/\(name)"
    guard !met.contains(name), let folder = folder(of: name), !scanner.files.hasFolder(path),
      let source = miniProgramFolder(of: folder, allowsDist: allowsDist)
    else { return true }
    met.insert(name)
    scanner.sink.warning(
      "package.json",
      "\(path) is not built; \(PackagePath.join("node_modules/\(name)", source)) is used "
        + "in its place. Build npm before the mini-program is published")
    var inner = PackageScanner(boundary: project.folder, files: scanner.files, sink: scanner.sink)
    defer { (scanner.files, scanner.sink) = (inner.files, inner.sink) }
    return inner.scan(PackagePath.join(folder, source), as: path)
  }

  /// The installed package on disk; nil when it is not installed or its name is no package name.
  private func folder(of name: String) -> String? {
    guard (try? PackagePath.resolve(name)) == name else { return nil }
    return [project.root, project.folder].lazy
      .compactMap { Disk.realPath("\($0)/node_modules/\(name)") }
      .first { Disk.isFolder($0) && PackagePath.isInside($0, project.folder) }
  }

  private func miniProgramFolder(of folder: String, allowsDist: Bool) -> String? {
    var candidates = ["miniprogram_dist"]
    if let named = packageDescription(in: folder)?["miniprogram"]?.string,
      let path = try? PackagePath.resolve(named)
    {
      candidates.insert(path, at: 0)
    }
    if allowsDist { candidates.append("dist") }
    return candidates.first { candidate in
      guard let real = Disk.realPath(PackagePath.join(folder, candidate)) else { return false }
      return Disk.isFolder(real) && PackagePath.isInside(real, project.folder)
    }
  }

  private func dependencies(in folder: String) -> [String] {
    packageDescription(in: folder)?["dependencies"]?.members?.map(\.key) ?? []
  }

  /// package.json of a folder. It is npm's file, not ours, so remarks about it are dropped.
  private func packageDescription(in folder: String) -> ConfigValue? {
    let limits = Limits.standard
    let path = PackagePath.join(folder, "package.json")
    guard let bytes = try? Disk.read(path, as: "package.json", limit: limits.textBytes) else {
      return nil
    }
    var ignored = DiagnosticSink()
    return ConfigSource.object(bytes, file: "package.json", limits: limits, sink: &ignored)
  }
}
