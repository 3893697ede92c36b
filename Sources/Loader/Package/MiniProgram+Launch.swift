extension MiniProgram {
  /// What the runner needs to know before the first script runs: everything about the package, but
  /// neither launch options nor storage.
  ///
  /// Scripts carry the names that `require` looks for, so `a.ts` is listed as `a.js`.
  public func launchConfiguration(startPage: String) -> ConfigValue {
    [
      "appId": ConfigValue(appID),
      "appName": ConfigValue(name),
      "envVersion": "develop",
      "version": "",
      "scripts": ConfigValue(moduleNames),
      "aliases": ConfigValue(aliases),
      "lazy": ConfigValue(isLazy),
      "appScript": script(of: "app") == nil ? .null : "app.js",
      "appConfig": appConfig,
      "globalComponents": ConfigValue(globalComponents),
      "globalPlaceholders": ConfigValue(globalPlaceholders),
      "pages": ConfigValue(.array(pages.map(\.launchEntry))),
      "components": ConfigValue(
        .object(components.map { .init($0.path, $0.launchEntry) })),
      "subpackages": ConfigValue(.array(subpackages.map(\.launchEntry))),
      "tabBar": tabBar ?? .null,
      "order": ConfigValue(launchOrder(startPage: startPage)),
      "ext": ext,
    ]
  }

  /// The file that holds the script of a page, a component or the app: `.js`, else `.ts`.
  ///
  /// - Parameter path: without extension.
  public func script(of path: String) -> String? {
    [".js", ".ts"].map { path + $0 }.first(where: exists)
  }

  /// The file behind a module name of the launch configuration; nil when there is none.
  public func scriptFile(forModule name: String) -> String? {
    if exists(name) { return name }
    guard name.hasSuffix(".js") else { return nil }
    return script(of: String(name.dropLast(3)))
  }

  private var moduleNames: [String] {
    let names = scripts.filter { !$0.hasSuffix(".d.ts") }.map { path in
      path.hasSuffix(".ts") ? path.dropLast(3) + ".js" : path
    }
    return Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

extension MiniProgram.Page {
  fileprivate var launchEntry: ConfigValue {
    [
      "path": ConfigValue(path), "root": ConfigValue(packageRoot), "tab": ConfigValue(isTab),
      "config": config, "components": ConfigValue(components),
      "placeholders": ConfigValue(placeholders), "component": ConfigValue(isComponent),
    ]
  }
}

extension MiniProgram.Component {
  fileprivate var launchEntry: ConfigValue {
    [
      "components": ConfigValue(components), "generics": genericsEntry,
      "placeholders": ConfigValue(placeholders),
      "styleIsolation": styleIsolation.map { ConfigValue($0) } ?? .null,
      "pure": pureDataPattern.map { ConfigValue($0) } ?? .null,
    ]
  }

  private var genericsEntry: ConfigValue {
    let members = generics.sorted { $0.key < $1.key }.map { name, generic in
      switch generic {
      case .required: ConfigValue.Member(name, true)
      case .optional(let path): ConfigValue.Member(name, ["default": ConfigValue(path)])
      }
    }
    return ConfigValue(.object(members))
  }
}

extension MiniProgram.Subpackage {
  fileprivate var launchEntry: ConfigValue {
    [
      "root": ConfigValue(root), "independent": ConfigValue(isIndependent),
      "entry": entry.map { ConfigValue($0) } ?? .null,
    ]
  }
}
