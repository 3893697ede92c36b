import Wire

/// The layers of a runner's sandbox, as its `ready` tells them (`SandboxReport` in `Sandbox`).
enum Sandbox {
  /// Layers that should hold and do not, in plain words. What a report does not name is missing.
  static func missing(in report: JSON) -> [String] {
    var missing: [String] = []
    func require(_ holds: Bool, _ name: String) {
      if !holds { missing.append(name) }
    }
    require(report["seccomp"]?.bool == true, "seccomp")
    require((report["landlock"]?.int ?? 0) >= 1, "Landlock")
    require(report["root"]?.string == "empty", "an empty file system")
    let namespaces = Set((report["namespaces"]?.array ?? []).compactMap(\.string))
    for name in ["user", "mount", "net", "pid", "ipc"] {
      require(namespaces.contains(name), "\(name == "ipc" ? "an" : "a") \(name) namespace")
    }
    require(report["taskLimit"]?.int != nil, "a limit of threads")
    // The filter refuses new code as well; this is the kernel's own word, since Linux 6.3.
    require(report["newCode"]?.bool == false, "memory that cannot become code")
    return missing
  }
}
