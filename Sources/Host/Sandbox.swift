import Wire

/// The layers of a runner's sandbox, as its `ready` tells them.
enum Sandbox {
  /// Layers that should hold and do not, in plain words.
  static func missing(in report: JSON) -> [String] {
    var missing: [String] = []
    if report["seccomp"]?.bool != true { missing.append("seccomp") }
    if (report["landlock"]?.int ?? 0) < 1 { missing.append("Landlock") }
    if report["root"]?.string != "empty" { missing.append("an empty file system") }
    let namespaces = Set((report["namespaces"]?.array ?? []).compactMap(\.string))
    for name in ["mount", "net", "pid", "ipc"] where !namespaces.contains(name) {
      missing.append("a \(name) namespace")
    }
    return missing
  }
}
