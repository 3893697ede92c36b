extension Loading {
  /// Reads one page's json over the app's `window`; missing files are errors, but the page stays.
  mutating func page(_ entry: PageList.Entry, app: AppConfig, isTab: Bool) -> MiniProgram.Page {
    let file = entry.path + ".json"
    checkFiles(of: entry)
    let written = source.object(at: file, sink: &scanner.sink) ?? .emptyObject
    let themed = app.theme.apply(
      to: written, keys: Theme.windowKeys, file: file, sink: &scanner.sink)
    let own = ConfigSchema.page.check(themed, file: file, sink: &scanner.sink)
    return MiniProgram.Page(
      path: entry.path, packageRoot: entry.packageRoot, isTab: isTab,
      config: app.inheritedWindow(limits: files.limits).overlaid(
        with: (own.members ?? []).filter { !Self.useKeys.contains($0.key) }),
      components: usedComponents(in: own, file: file, user: entry.path),
      placeholders: placeholders(in: own, file: file),
      isComponent: own["component"]?.bool ?? false)
  }

  /// Keys that say what a page uses; the rest says how it looks.
  private static let useKeys: Set<String> = [
    "component", "usingComponents", "componentPlaceholder", "componentGenerics",
  ]

  private mutating func checkFiles(of entry: PageList.Entry) {
    let path = entry.path
    let hasScript = [".js", ".ts"].contains { files.exists(path + $0) }
    let hasTemplate = files.exists(path + ".wxml")
    if !hasScript && !hasTemplate {
      let other = files.otherCase(of: path + ".js") ?? files.otherCase(of: path + ".wxml")
      let advice =
        other.map { "the package holds \(quoted($0)); upper and lower case differ" }
        ?? "create \(path).js and \(path).wxml, or remove the page from app.json"
      scanner.sink.error(
        AppConfig.file, entry.position, "page \(quoted(path)) has no files; \(advice)")
      return
    }
    if !hasScript {
      scanner.sink.error(
        AppConfig.file, entry.position,
        "page \(quoted(path)) has no script; create \(path).js and call Page({}) in it")
    }
    if !hasTemplate {
      scanner.sink.error(
        AppConfig.file, entry.position,
        "page \(quoted(path)) has no template; create \(path).wxml")
    }
  }
}
