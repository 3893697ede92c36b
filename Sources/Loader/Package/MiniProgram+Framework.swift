extension MiniProgram {
  /// The component framework that a template is written for: what its own json says in
  /// `componentFramework`, else its subpackage's entry, else app.json
  /// (reference/app-and-config.md 1.2).
  public func componentFramework(ofTemplate path: String) -> String {
    let stem = path.hasSuffix(".wxml") ? String(path.dropLast(5)) : path
    let own =
      components.first { $0.path == stem }?.componentFramework
      ?? pages.first { $0.path == stem }?.config["componentFramework"]?.string
    return own ?? subpackageFramework(of: path) ?? appConfig["componentFramework"]?.string
      ?? "exparser"
  }

  private func subpackageFramework(of path: String) -> String? {
    let entries = ["subpackages", "subPackages"].flatMap { appConfig[$0]?.array ?? [] }
    return entries.first { entry in
      guard let root = entry["root"]?.string else { return false }
      return path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }?["componentFramework"]?.string
  }
}
