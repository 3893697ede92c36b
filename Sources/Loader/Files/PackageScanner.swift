/// Lists the files of a package folder.
///
/// Hidden files and `node_modules` are no part of a package and are passed over. Links are followed
/// as long as they stay inside `boundary`; pipes, devices and sockets are refused.
struct PackageScanner {
  /// Absolute folder, without links, that nothing may lead out of.
  let boundary: String
  var files: PackageFiles
  var sink: DiagnosticSink

  /// Adds what a folder holds below a package path (`""` is the root). False when the package has
  /// more files than allowed; what was listed by then is of no use.
  mutating func scan(_ folder: String, as path: String) -> Bool {
    guard let real = Disk.realPath(folder), Disk.isFolder(real) else { return true }
    return scan(real, as: path, above: [])
  }

  /// `above` holds the real folders that this one lies in, to notice a link back to one of them.
  private mutating func scan(_ folder: String, as path: String, above: [String]) -> Bool {
    guard above.count < files.limits.folderDepth else {
      sink.error(
        path,
        "folders are more than \(files.limits.folderDepth) deep here; its files are not used")
      return true
    }
    guard let names = Disk.names(in: folder) else {
      sink.error(path.isEmpty ? "." : path, "the folder cannot be listed; check its permissions")
      return true
    }
    for name in names where !name.hasPrefix(".") && name != "node_modules" {
      files.entryCount += 1
      guard files.entryCount <= files.limits.files else {
        sink.error(
          ".",
          "the package holds more than \(files.limits.files) files and folders; "
            + "move what the mini-program does not need out of its folder")
        return false
      }
      let child = PackagePath.join(path, name)
      guard add("\(folder)/\(name)", as: child, above: above + [folder]) else { return false }
    }
    return true
  }

  private mutating func add(_ diskPath: String, as path: String, above: [String]) -> Bool {
    do {
      _ = try PackagePath.resolve(path, limits: files.limits)
    } catch {
      sink.error(path, "the path \(quoted(path)) \(error.sentence)")
      return true
    }
    switch Disk.kind(of: diskPath) {
    case .file(let bytes): files.add(path, .init(diskPath: diskPath, bytes: bytes))
    case .folder: return scan(diskPath, as: path, above: above)
    case .link: return follow(diskPath, as: path, above: above)
    case .other, nil:
      sink.error(path, "expected a file or a folder, found neither; it is not used")
    }
    return true
  }

  private mutating func follow(_ diskPath: String, as path: String, above: [String]) -> Bool {
    guard let target = Disk.realPath(diskPath) else {
      sink.warning(path, "the link leads nowhere; remove it or mend its target")
      return true
    }
    guard PackagePath.isInside(target, boundary) else {
      sink.error(
        path, "the link leads out of the package; copy what it names into the package")
      return true
    }
    switch Disk.kind(of: target) {
    case .file(let bytes): files.add(path, .init(diskPath: target, bytes: bytes))
    case .folder where above.contains(target):
      sink.warning(path, "the link leads to a folder around it; it is not followed")
    case .folder: return scan(target, as: path, above: above)
    case .link, .other, nil:
      sink.error(path, "expected a link to a file or a folder, found neither; it is not used")
    }
    return true
  }
}
