/// What builds and runs leave behind is not part of the repository.
enum TrackedFiles {
  static func findings(tracked: [String]) -> [Finding] {
    tracked.compactMap { path in
      reason(against: path).map { Finding(path: path, line: 1, message: $0) }
    }
  }

  private static func reason(against path: String) -> String? {
    let parts = path.split(separator: "/")
    if parts.last == "Package.resolved" {
      return "is tracked; versions are pinned in Package.swift instead"
    }
    if parts.contains(where: { $0.hasPrefix(".build") }) {
      return "is tracked; it is a product of a build"
    }
    if [".sqlite", ".sqlite-wal", ".sqlite-shm"].contains(where: path.hasSuffix) {
      return "is tracked; it is the state of a run"
    }
    return nil
  }
}
