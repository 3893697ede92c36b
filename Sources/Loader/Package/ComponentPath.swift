/// How a path in `usingComponents` is looked up (reference/app-and-config.md 1.7).
enum ComponentPath {
  /// What a written path came to.
  enum Outcome: Equatable {
    case found(String)
    /// It belongs to a plugin, or to the platform.
    case plugin
    case refused(PackagePath.Problem)
    /// Nothing is there; the places that were looked at, the most likely first.
    case missing([String])
  }

  /// - Parameter folder: the folder of the file that the path is written in.
  static func find(_ written: String, from folder: String, in files: PackageFiles) -> Outcome {
    if written.hasPrefix("plugin://") || written.hasPrefix("plugin-private://") { return .plugin }
    let nearby: String
    do {
      nearby = try PackagePath.resolve(written, from: folder, limits: files.limits)
    } catch {
      return .refused(error)
    }
    var places = [nearby, "\(nearby)/index"]
    if isBare(written) {
      places += packageFolders(above: folder).flatMap {
        ["\($0)/\(written)", "\($0)/\(written)/index"]
      }
    }
    for place in places {
      // A bare path may hold `..` as well, and has to stay inside from each folder.
      guard let path = try? PackagePath.resolve(place, limits: files.limits) else { continue }
      if isComponent(path, in: files) { return .found(path) }
    }
    return .missing(places)
  }

  /// Neither from the root nor from the current folder: an npm package, if nothing is nearby.
  static func isBare(_ written: String) -> Bool {
    ![".", "/"].contains { written.hasPrefix($0) }
  }

  /// The script or json that makes a path a component.
  static func isComponent(_ path: String, in files: PackageFiles) -> Bool {
    [".json", ".js", ".ts"].contains { files.exists(path + $0) }
  }

  /// The `miniprogram_npm` folders from a folder up to the root.
  private static func packageFolders(above folder: String) -> [String] {
    var folders: [String] = []
    var place = folder
    while !place.isEmpty {
      folders.append("\(place)/miniprogram_npm")
      place = PackagePath.folder(of: place)
    }
    return folders + ["miniprogram_npm"]
  }
}
