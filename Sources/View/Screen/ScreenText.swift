import Wire

/// The screen as text: title bar, content, tab bar, and whatever lies over them.
public struct ScreenText {
  private let tree: ViewTree
  private let columns: Int
  private let styles: NodeStyles?

  /// - Parameters:
  ///   - columns: the width of the screen, frame included; at least 20.
  ///   - styles: those of the page on top; without them only `hidden` and the nodes' own `style`
  ///     hide nodes.
  public init(_ tree: ViewTree, columns: Int = 60, styles: NodeStyles? = nil) {
    self.tree = tree
    self.styles = styles
    self.columns = max(columns, 20)
  }

  /// Lines joined by newlines, each at most `columns` wide.
  public var text: String {
    guard let page = tree.currentPage else { return "(no page is open)" }
    var lines: [String] = []
    if let title = title(of: page) {
      lines.append(rule("┌", "┐"))
      lines.append(framed(TextColumns.centred(title, columns - 4)))
      lines.append(rule("├", "┤"))
    } else {
      lines.append(rule("┌", "┐"))
    }
    var content = ContentText(tree, columns: columns - 4, styles: styles)
    lines += content.lines(of: page.id).map(framed)
    lines += overlays.flatMap { Overlay($0.kind, $0.state, columns: columns - 4).lines }.map(framed)
    if let tabs = tabBar(of: page) {
      lines.append(rule("├", "┤"))
      lines.append(framed(TextColumns.centred(tabs, columns - 4)))
    }
    lines.append(rule("└", "┘"))
    return lines.joined(separator: "\n")
  }

  private func rule(_ left: String, _ right: String) -> String {
    left + String(repeating: "─", count: columns - 2) + right
  }

  private func framed(_ line: String) -> String {
    "│ \(TextColumns.padded(PrintableText.make(line), columns - 4)) │"
  }

  /// Nil when the page draws its own navigation bar.
  private func title(of page: ViewTree.Page) -> String? {
    guard page.config["navigationStyle"]?.string != "custom" else { return nil }
    let bar = tree.states["nav:\(page.id)"]
    let title =
      (bar?["title"] ?? page.config["navigationBarTitleText"])?.string ?? ""
    let back = tree.stack.count > 1 ? "‹ " : ""
    let loading = bar?["loading"]?.isTruthy == true ? " …" : ""
    return back + title + loading
  }

  private func tabBar(of page: ViewTree.Page) -> String? {
    guard let bar = tree.states["tabBar"], bar["custom"]?.isTruthy != true,
      bar["visible"]?.isTruthy ?? true, let items = bar["list"]?.array
    else { return nil }
    let isTab = items.contains { $0["pagePath"]?.string == page.path }
    guard isTab else { return nil }
    return items.map { item in
      let text = item["text"]?.string ?? ""
      let badge =
        item["badge"]?.string.flatMap { $0.isEmpty ? nil : "(\($0))" }
        ?? (item["redDot"]?.isTruthy == true ? "•" : "")
      return item["pagePath"]?.string == page.path ? "[\(text)\(badge)]" : " \(text)\(badge) "
    }.joined(separator: "   ")
  }

  private var overlays: [(kind: Overlay.Kind, state: JSON)] {
    // Signs first, then dialogs, then what else is asked.
    let known = ["toast", "loading", "modal", "actionSheet"]
    let others = tree.overlays.keys.filter { !known.contains($0) }.sorted()
    return (known + others).compactMap { key in
      tree.overlays[key].map { (Overlay.Kind(key: key), $0) }
    }
  }
}
