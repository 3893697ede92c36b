extension Loading {
  /// Remarks about app.json and the app's files that no page depends on.
  mutating func checkApp(_ app: ConfigValue, list: PageList) {
    if !["app.js", "app.ts"].contains(where: files.exists) {
      scanner.sink.warning(
        "app.js", "the package has no app.js; the app runs as if it said App({})")
    }
    if let plugins = app["plugins"], let first = plugins.members?.first {
      scanner.sink.warning(
        AppConfig.file, first.position,
        "plugins cannot be run here; \(quoted(first.key)) and its components are missing")
    }
    checkPreloadRules(app, list: list)
  }

  private mutating func checkPreloadRules(_ app: ConfigValue, list: PageList) {
    let packages = Set(subpackages.flatMap { [$0.root, $0.name ?? $0.root] } + ["__APP__"])
    for rule in app["preloadRule"]?.members ?? [] {
      if !list.contains(PackagePath.normal(rule.key)) {
        scanner.sink.warning(
          AppConfig.file, rule.position, "preloadRule names \(quoted(rule.key)), which is no page")
      }
      for package in rule.value["packages"]?.array ?? [] {
        let name = package.string ?? ""
        guard !packages.contains(name), !packages.contains(PackagePath.normal(name)) else {
          continue
        }
        scanner.sink.warning(
          AppConfig.file, package.position,
          "preloadRule names \(quoted(name)), which is neither the root nor the name of a "
            + "subpackage")
      }
    }
  }

  /// The component behind `tabBar.custom` is used although no file names it.
  mutating func meetCustomTabBar(_ app: ConfigValue) {
    let path = TabBarConfig.customComponent
    if ComponentPath.isComponent(path, in: files) {
      _ = meet(path)  // the first component of all, so there is room
    } else {
      let position = app["tabBar"]?["custom"]?.position ?? .start
      scanner.sink.error(
        AppConfig.file, position,
        "a custom tab bar needs the component \(quoted(path)); create \(path).json with "
          + "{\"component\": true}, \(path).js and \(path).wxml")
    }
  }
}

extension PackagePath {
  /// A written path as it would be resolved from the root, or unchanged when it cannot be.
  static func normal(_ written: String) -> String {
    (try? resolve(written)) ?? written
  }
}
