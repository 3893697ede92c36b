/// Shows a tree as text, one node a line, for tests and for people.
///
///     view 1:1 class="a {{b}}" hidden
///       "hi {{name}}"
enum MarkupPrinter {
  static func print(_ markup: Markup) -> String {
    lines(markup.nodes, of: markup.source, indent: "").joined(separator: "\n")
  }

  /// Recursion is as deep as the tree, which the parser limits.
  private static func lines(
    _ nodes: [Markup.Node], of source: SourceText, indent: String
  ) -> [String] {
    nodes.flatMap { node -> [String] in
      switch node {
      case .text(let text): [indent + quoted(source.text(text.range))]
      case .element(let element):
        [indent + head(element, of: source)]
          + lines(element.children, of: source, indent: indent + "  ")
      }
    }
  }

  private static func head(_ element: Markup.Element, of source: SourceText) -> String {
    let place = source.position(at: element.range.lowerBound)
    var words = ["\(element.name) \(place.line):\(place.column)"]
    words += element.attributes.map { attribute in
      guard let value = attribute.value else { return attribute.name }
      return attribute.name + "=" + quoted(source.text(value.range))
    }
    if let script = element.script { words.append("script " + quoted(source.text(script))) }
    return words.joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
      + "\""
  }
}
