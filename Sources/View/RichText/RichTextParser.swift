/// Reads the HTML of a `<rich-text>`, forgiving as browsers are: an end tag closes what is open
/// down to its start, what is left open ends with the text. Time is linear in the text.
struct RichTextParser {
  private struct Open {
    let name: String
    let attributes: [(String, String)]
    var children: [RichTextNode] = []
  }

  private var rest: Substring
  private var open: [Open] = [Open(name: "", attributes: [])]
  private var budget = ViewLimits.richTextNodes

  init(_ html: String) { rest = html[...] }

  mutating func parse() -> [RichTextNode] {
    while !rest.isEmpty, budget > 0 {
      if rest.hasPrefix("<!--") {
        rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
      } else if rest.hasPrefix("</") {
        close(named: String(tagName(after: 2)))
        skipTag()
      } else if rest.first == "<", rest.dropFirst().first?.isLetter == true {
        startTag()
      } else {
        text()
      }
    }
    while open.count > 1 { closeLast() }
    return open[0].children
  }

  private static let empty: Set<String> = ["br", "hr", "img", "col"]

  private func tagName(after count: Int) -> Substring {
    rest.dropFirst(count).prefix { $0.isLetter || $0.isNumber || $0 == "-" }
  }

  private mutating func skipTag() {
    rest = rest.firstIndex(of: ">").map { rest[rest.index(after: $0)...] } ?? ""
  }

  private mutating func text() {
    let first = rest.prefix(1)
    let more = rest.dropFirst().prefix { $0 != "<" }
    rest = rest[more.endIndex...]
    add(.text(RichTextEntities.decoded(first + more)))
  }

  private mutating func add(_ node: RichTextNode) {
    budget -= 1
    open[open.count - 1].children.append(node)
  }

  private mutating func startTag() {
    let name = tagName(after: 1)
    rest = rest[name.endIndex...]
    let lower = name.lowercased()
    let (attributes, isClosed) = readAttributes()
    if Self.empty.contains(lower) || isClosed || open.count >= ViewLimits.richTextDepth {
      if RichTextNode.isTrusted(lower) {
        let trusted = RichTextNode.trusted(attributes, of: lower)
        add(.element(name: lower, attributes: trusted, children: []))
      }
    } else {
      open.append(Open(name: lower, attributes: attributes))
    }
  }

  private mutating func readAttributes() -> (attributes: [(String, String)], isClosed: Bool) {
    var attributes: [(String, String)] = []
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.isEmpty { return (attributes, false) }
      if rest.first == ">" {
        rest = rest.dropFirst()
        return (attributes, false)
      }
      if rest.hasPrefix("/>") {
        rest = rest.dropFirst(2)
        return (attributes, true)
      }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" }
      guard !name.isEmpty else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest[name.endIndex...].drop(while: \.isWhitespace)
      attributes.append((name.lowercased(), readValue()))
    }
  }

  private mutating func readValue() -> String {
    guard rest.first == "=" else { return "" }
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let value = rest.prefix { !$0.isWhitespace && $0 != ">" }
      rest = rest[value.endIndex...]
      return RichTextEntities.decoded(value)
    }
    let value = rest.dropFirst().prefix { $0 != quote }
    rest = rest[value.endIndex...].dropFirst()
    return RichTextEntities.decoded(value)
  }

  private mutating func close(named name: String) {
    let name = name.lowercased()
    guard open.dropFirst().contains(where: { $0.name == name }) else { return }
    while open.count > 1 {
      let isLast = open[open.count - 1].name == name
      closeLast()
      if isLast { return }
    }
  }

  private mutating func closeLast() {
    let element = open.removeLast()
    guard RichTextNode.isTrusted(element.name) else { return }
    add(
      .element(
        name: element.name,
        attributes: RichTextNode.trusted(element.attributes, of: element.name),
        children: element.children))
  }
}
