import Wire

/// The layers of a runner's sandbox, as its `ready` tells them.
enum Sandbox {
  /// Layers that should hold and do not, in plain words.
  static func missing(in report: JSON) -> [String] {
    var missing: [String] = []
    for (key, name) in [
      ("noNewPrivileges", "no_new_privs"), ("seccomp", "seccomp"), ("landlock", "Landlock"),
      ("emptyRoot", "an empty file system"),
    ] {
      let value = report[key]
      let holds = value?.bool ?? value?.number.map { $0 > 0 } ?? false
      if !holds { missing.append(name) }
    }
    let namespaces = Set((report["namespaces"]?.array ?? []).compactMap(\.string))
    for name in ["mount", "net", "pid", "ipc"] where !namespaces.contains(name) {
      missing.append("a \(name) namespace")
    }
    return missing
  }
}
