import Wire

/// The content of a page as lines: blocks break lines, everything else flows.
struct ContentText {
  private let tree: ViewTree
  private let columns: Int
  private var styles: NodeStyles?
  private var lines: [String] = []
  private var line = ""

  init(_ tree: ViewTree, columns: Int, styles: NodeStyles? = nil) {
    self.tree = tree
    self.styles = styles
    self.columns = columns
  }

  mutating func lines(of page: Int) -> [String] {
    for child in tree.children(of: page) { write(child, keepsLines: false) }
    breakLine()
    return lines
  }

  // Depth is bounded by `ViewLimits.depth`, so the recursion is.
  private mutating func write(_ id: Int, keepsLines: Bool) {
    if let text = tree.text(of: id) {
      write(text: text, keepsLines: keepsLines)
      return
    }
    guard let tag = tree.tag(of: id), !tree.isHidden(id), styles?.hides(id) != true else { return }
    let control = ControlText(tree, id, tag)
    let isBlock = Self.blocks.contains(tag)
    if isBlock { breakLine() }
    switch control.form {
    case .whole(let text): flow(text)
    case .lead(let text):
      flow(text)
      writeChildren(of: id, keepsLines: keepsLines)
    case .enclosed(let before, let after):
      flow(before)
      writeChildren(of: id, keepsLines: keepsLines)
      line = line.hasSuffix(" ") ? String(line.dropLast()) : line
      write(collapsing: after)
    case .plain: writeChildren(of: id, keepsLines: keepsLines || tag == "text")
    }
    if isBlock { breakLine() }
  }

  private mutating func writeChildren(of id: Int, keepsLines: Bool) {
    for child in tree.children(of: id) { write(child, keepsLines: keepsLines) }
  }

  /// White space collapses, but `<text>` keeps its line ends (`reference/wxml.md 2.3`).
  private mutating func write(text: String, keepsLines: Bool) {
    guard keepsLines else { return write(collapsing: text) }
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { breakLine(keepingEmpty: true) }
      write(collapsing: String(part))
    }
  }

  private mutating func write(collapsing text: String) {
    for character in text {
      if character.isWhitespace, character != "\u{A0}" {
        if !line.isEmpty, !line.hasSuffix(" ") { line.append(" ") }
      } else if PrintableText.isHarmless(character) {
        line.append(character)
      }
    }
  }

  /// Writes a control, apart from what stands before it.
  private mutating func flow(_ text: String) {
    if !line.isEmpty, !line.hasSuffix(" ") { line.append(" ") }
    write(collapsing: text)
  }

  private mutating func breakLine(keepingEmpty: Bool = false) {
    let text = line.hasSuffix(" ") ? String(line.dropLast()) : line
    line = ""
    guard !text.isEmpty || keepingEmpty else { return }
    lines += TextColumns.wrap(text, columns)
  }

  private static let blocks: Set<String> = [
    "view", "scroll-view", "swiper", "swiper-item", "form", "button", "textarea", "picker",
    "picker-view", "picker-view-column", "navigator", "video", "map", "canvas", "web-view",
    "rich-text", "movable-area", "movable-view", "cover-view", "progress", "slider", "radio-group",
    "checkbox-group", "editor", "camera", "ad", "page-container", "root-portal", "input",
  ]
}
