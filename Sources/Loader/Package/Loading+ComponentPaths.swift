extension Loading {
  /// What `useExtendedLib.weui` lets a program use without shipping it.
  private static let extendedLibrary = "weui-miniprogram/"

  /// The component that a path written in a file means; nil, with a remark, when it is none.
  mutating func component(
    _ written: String, at position: ConfigPosition, file: String
  ) -> String? {
    let folder = PackagePath.folder(of: file)
    var outcome = ComponentPath.find(written, from: folder, in: files)
    if case .missing(let places) = outcome {
      _ = nodePackages.mountPackage(at: places, into: &scanner)
      outcome = ComponentPath.find(written, from: folder, in: files)
    }
    switch outcome {
    case .found(let path):
      if meet(path) { return path }
      scanner.sink.error(
        file, position,
        "a mini-program has at most \(files.limits.components) components; "
          + "this and later ones are left out")
      return nil
    case .plugin:
      scanner.sink.warning(
        file, position,
        "component \(quoted(written)) belongs to a plugin, and plugins cannot be run here; "
          + "its tag stays empty")
      return nil
    case .refused(let problem):
      scanner.sink.error(file, position, "component \(quoted(written)) \(problem.sentence)")
      return nil
    case .missing where wantsExtendedLibrary && written.hasPrefix(Self.extendedLibrary):
      scanner.sink.warning(
        file, position,
        "component \(quoted(written)) comes from useExtendedLib, which is not offered here, so its "
          + "tag shows only what is put into it; install weui-miniprogram and build npm to have it")
      return nil
    case .missing(let places):
      scanner.sink.error(
        file, position, "component \(quoted(written)) is not found; \(advice(written, places))")
      return places.first
    }
  }

  /// How to mend a path that leads nowhere.
  private func advice(_ written: String, _ places: [String]) -> String {
    for place in places {
      if let other = files.otherCase(of: place + ".json") ?? files.otherCase(of: place + ".js") {
        return "the package holds \(quoted(other)); upper and lower case differ"
      }
    }
    let first = places.first ?? written
    let create = "create \(first).json and \(first).js, or mend the path"
    guard ComponentPath.isBare(written) else { return create }
    return "if it is an npm package, build npm so that it lies in miniprogram_npm; else \(create)"
  }

  /// Holds a use to the rules between packages (reference/app-and-config.md 1.6). A placeholder
  /// makes a use across packages legal, because the component may come later.
  mutating func checkPackage(
    of path: String, user: String, isLater: Bool, at position: ConfigPosition, file: String
  ) {
    let owner = subpackage(of: path)
    let home = subpackage(of: user)
    guard owner?.root != home?.root, !isLater else { return }
    if let owner {
      scanner.sink.error(
        file, position,
        "component \(quoted(path)) lies in subpackage \(quoted(owner.root)), which may not be "
          + "loaded yet; add a componentPlaceholder for its tag, or move it to the main package")
    } else if let home, home.isIndependent {
      scanner.sink.error(
        file, position,
        "component \(quoted(path)) lies in the main package, which the independent subpackage "
          + "\(quoted(home.root)) runs without; move it into \(quoted(home.root))")
    }
  }

  private func subpackage(of path: String) -> MiniProgram.Subpackage? {
    subpackages.first { PackagePath.isInside(path, $0.root) }
  }
}
