import View
import Wire

/// Finding nodes and reading what they show, for tests.
extension Session {
  /// What a locator finds on the page on top, each as `ViewTree.located` describes it.
  public func located(_ locator: Locator) -> [JSON] {
    var styles = currentStyles()
    return view.locate(locator).map { view.located($0, styles: &styles) }
  }

  /// The texts of the page on top that are seen.
  public var seenWords: String { view.seenWords(styles: currentStyles()) }

  /// The page on top: its path, title, query and data, and the paths of the pages that are open.
  public func pageReport() async -> JSON {
    guard let page = view.currentPage else { return ["path": "", "stack": []] }
    let data = (try? await ask("data", ["page": .number(Double(page.id))])) ?? .null
    let title = view.states["nav:\(page.id)"]?["title"] ?? page.config["navigationBarTitleText"]
    return [
      "path": .string(page.path), "query": page.query, "title": title ?? "", "data": data,
      "stack": .array(view.stack.map { .string($0.path) }),
    ]
  }
}
