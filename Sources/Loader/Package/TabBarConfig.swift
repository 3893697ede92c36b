/// `tabBar` of app.json, held against the rules of reference/app-and-config.md 1.4.
enum TabBarConfig {
  /// The component that draws the tab bar when `custom` is set.
  static let customComponent = "custom-tab-bar/index"

  private static let tabCounts = 2...5
  private static let iconBytes = 40 * 1024
  private static let defaults: [ConfigValue.Member] = [
    .init("color", "#999999"), .init("selectedColor", "#3cc51f"),
    .init("backgroundColor", "#ffffff"), .init("borderStyle", "black"),
    .init("position", "bottom"), .init("custom", false),
  ]

  /// The tab bar with defaults; nil when there is none, or when an error means it is left out.
  static func read(
    app: AppConfig, pages: PageList, files: PackageFiles, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    guard let written = app.value["tabBar"] else { return nil }
    let themed = app.theme.apply(
      to: written, keys: Theme.tabBarKeys, file: AppConfig.file, sink: &sink)
    var bar = ConfigSchema.tabBar.check(themed, file: AppConfig.file, sink: &sink)
    for member in defaults where bar[member.key] == nil { bar[member.key] = member.value }
    let list = bar["list"]?.array ?? []
    guard tabCounts.contains(list.count) else {
      sink.error(
        AppConfig.file, bar["list"]?.position ?? written.position,
        "a tab bar has \(tabCounts.lowerBound) to \(tabCounts.upperBound) tabs, "
          + "found \(list.count); the tab bar is left out")
      return nil
    }
    var tabs: [ConfigValue] = []
    for item in list {
      guard let tab = tab(item, app: app, pages: pages, sink: &sink) else { return nil }
      checkIcons(of: tab, files: files, sink: &sink)
      tabs.append(tab)
    }
    bar["list"] = ConfigValue(.array(tabs), at: bar["list"]?.position ?? .start)
    return bar
  }

  /// One tab with its normal page path; nil after an error.
  private static func tab(
    _ item: ConfigValue, app: AppConfig, pages: PageList, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    let themed = app.theme.apply(
      to: item, keys: Theme.tabKeys, file: AppConfig.file, sink: &sink)
    var tab = ConfigSchema.tab.check(themed, file: AppConfig.file, sink: &sink)
    guard let value = tab["pagePath"], let written = value.string else {
      sink.error(
        AppConfig.file, item.position,
        "a tab needs a pagePath, one of the pages; the tab bar is left out")
      return nil
    }
    let path = try? PackagePath.resolve(written)
    guard let path, let page = pages.entries.first(where: { $0.path == path }) else {
      sink.error(
        AppConfig.file, value.position,
        "tab page \(quoted(written)) is not in pages; add it there. The tab bar is left out")
      return nil
    }
    guard page.packageRoot.isEmpty else {
      sink.error(
        AppConfig.file, value.position,
        "tab page \(quoted(path)) lies in subpackage \(quoted(page.packageRoot)), but tab pages "
          + "belong to the main package; move it there. The tab bar is left out")
      return nil
    }
    tab["pagePath"] = ConfigValue(.string(path), at: value.position)
    if tab["text"] == nil { tab["text"] = "" }
    return tab
  }

  private static func checkIcons(
    of tab: ConfigValue, files: PackageFiles, sink: inout DiagnosticSink
  ) {
    for key in Theme.tabKeys {
      guard let value = tab[key], let written = value.string, !written.isEmpty else { continue }
      guard let path = try? PackagePath.resolve(written), let file = files.byPath[path] else {
        sink.warning(
          AppConfig.file, value.position,
          "the icon \(quoted(written)) is not in the package; the tab shows its text only")
        continue
      }
      if file.bytes > iconBytes {
        sink.warning(
          AppConfig.file, value.position,
          "the icon \(quoted(written)) is \(file.bytes) bytes; "
            + "the platform allows at most \(iconBytes)")
      }
    }
  }
}
