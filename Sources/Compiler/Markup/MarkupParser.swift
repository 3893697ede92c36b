/// Reads WXML into a tree, and goes on after mistakes (grammar: reference/wxml.md 2.1).
///
/// It keeps its own stack, so nesting costs no stack of the thread.
struct MarkupParser {
  let source: SourceText
  var offset = 0
  var sink: DiagnosticSink
  var braces: BraceScanner
  private var top: [Markup.Node] = []
  private var open: [Markup.Element] = []
  /// End tags that a mismatched end tag made superfluous; they are passed over in silence.
  private var owed: [String: Int] = [:]
  private var nodeCount = 0

  static func parse(_ source: SourceText, into sink: inout DiagnosticSink) -> Markup {
    var parser = MarkupParser(source: source, sink: sink, braces: BraceScanner(source))
    parser.document()
    sink = parser.sink
    return Markup(source: source, nodes: parser.top)
  }

  private init(source: SourceText, sink: DiagnosticSink, braces: BraceScanner) {
    self.source = source
    self.sink = sink
    self.braces = braces
  }

  private mutating func document() {
    guard !source.isTooLarge else {
      return report(
        .error, .sourceTooLarge, at: 0..<0,
        "the file has \(source.givenBytes) bytes; at most \(Limits.sourceBytes) fit",
        fix: "split it with <include> or <import>")
    }
    if source.has("\u{FEFF}", at: 0) { offset = 3 }
    while offset < source.bytes.count { node() }
    for element in open {
      report(
        .error, .unclosedTag, at: element.nameRange,
        "expected </\(element.name)>, found the end of the file",
        fix: "add </\(element.name)> or close the tag with />")
    }
    while !open.isEmpty { closeInnermost() }
  }

  private mutating func node() {
    if source.has("<!--", at: offset) {
      comment()
    } else if source.has("</", at: offset) {
      endTag()
    } else if source.has("<!", at: offset) || source.has("<?", at: offset) {
      declaration()
    } else if startsTag(at: offset) {
      startTag()
    } else {
      text()
    }
  }

  func startsTag(at offset: Int) -> Bool {
    guard source[offset] == UInt8(ascii: "<"), let next = source[offset + 1] else { return false }
    return next.isLetter || next == UInt8(ascii: "_")
  }

  func startsMarkup(at offset: Int) -> Bool {
    startsTag(at: offset) || source.has("</", at: offset) || source.has("<!", at: offset)
      || source.has("<?", at: offset)
  }

  // MARK: Everything that is no element

  private mutating func comment() {
    let start = offset
    if let end = find("-->", from: start + 4) {
      offset = end + 3
      return
    }
    offset = source.bytes.count
    report(
      .warning, .unclosedComment, at: start..<start + 4,
      "the comment is not closed, so the rest of the file is ignored", fix: "add -->")
  }

  private mutating func declaration() {
    let start = offset
    offset = find(">", from: start).map { $0 + 1 } ?? source.bytes.count
    report(
      .warning, .ignoredMarkup, at: start..<offset, "<! and <? tags mean nothing here",
      fix: "remove the tag")
  }

  private mutating func text() {
    let text = mixedText(until: .markup)
    guard text.hasExpression || !source.bytes[text.range].allSatisfy(\.isSpace) else { return }
    append(.text(text))
  }

  func find(_ text: StaticString, from start: Int) -> Int? {
    var offset = start
    while offset < source.bytes.count {
      if source.has(text, at: offset) { return offset }
      offset += 1
    }
    return nil
  }

  // MARK: Elements

  private mutating func startTag() {
    let start = offset
    offset += 1
    let name = tagName()
    let (attributes, isClosed) = attributes(of: name, from: start)
    var element = Markup.Element(name: name, range: start..<offset, attributes: attributes)
    if isClosed { return append(.element(element)) }
    if name == "wxs" {
      element.script = script()
      return append(.element(element))
    }
    guard open.count < Limits.elementDepth else {
      return stop(
        .tooDeep, at: element.range,
        "elements are nested more than \(Limits.elementDepth) deep",
        fix: "close tags earlier, or move parts into a component")
    }
    open.append(element)
  }

  private mutating func tagName() -> String {
    let start = offset
    while let byte = source[offset],
      byte.isIdentifierPart || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
    {
      offset += 1
    }
    let name = source.text(start..<offset)
    if let colon = source.bytes[start..<offset].firstIndex(of: UInt8(ascii: ":")) {
      report(
        .warning, .malformedTag, at: start..<colon,
        "a tag name has no prefix, found '\(source.text(start..<colon))'",
        fix: "name the tag without a colon")
    }
    return folded(name, at: start..<offset)
  }

  private mutating func folded(_ name: String, at range: Range<Int>) -> String {
    guard name.utf8.contains(where: \.isUpper) else { return name }
    let folded = name.asciiLowercased
    report(
      .warning, .upperCaseTag, at: range,
      "tag names are lower case, found <\(name)>, read as <\(folded)>", fix: "write \(folded)")
    return folded
  }

  /// Reads the text of a `<wxs>` up to its end tag, whatever it contains.
  private mutating func script() -> Range<Int> {
    let start = offset
    var end = start
    while end < source.bytes.count {
      if source.has("</", at: end), end + 5 <= source.bytes.count,
        source.text(end + 2..<end + 5).asciiLowercased == "wxs"
      {
        offset = (find(">", from: end) ?? source.bytes.count - 1) + 1
        return start..<end
      }
      end += 1
    }
    offset = end
    report(
      .error, .unclosedTag, at: start..<start, "expected </wxs>, found the end of the file",
      fix: "add </wxs>")
    return start..<end
  }

  private mutating func endTag() {
    let start = offset
    offset += 2
    while source[offset]?.isSpace == true { offset += 1 }
    let nameStart = offset
    while let byte = source[offset], byte != UInt8(ascii: ">"), byte != UInt8(ascii: "<"),
      !byte.isSpace
    {
      offset += 1
    }
    let name = folded(source.text(nameStart..<offset), at: nameStart..<offset)
    while let byte = source[offset], byte != UInt8(ascii: ">"), byte != UInt8(ascii: "<") {
      offset += 1
    }
    if source[offset] == UInt8(ascii: ">") { offset += 1 }
    close(name, at: start..<offset)
  }

  private mutating func close(_ name: String, at range: Range<Int>) {
    if let innermost = open.last, innermost.name == name { return closeInnermost() }
    if let count = owed[name], count > 0 {
      owed[name] = count - 1
      return
    }
    guard let depth = open.lastIndex(where: { $0.name == name }), let innermost = open.last else {
      return report(
        .error, .strayEndTag, at: range,
        open.last.map { "expected </\($0.name)>, found </\(name)>" }
          ?? "found </\(name)> with no tag to close",
        fix: "remove it or add <\(name)> before")
    }
    let place = source.position(at: innermost.range.lowerBound)
    report(
      .error, .mismatchedEndTag, at: range,
      "expected </\(innermost.name)> for the tag at \(place.line):\(place.column), "
        + "found </\(name)>",
      fix: "add </\(innermost.name)> before it")
    while open.count > depth + 1 {
      owed[open[open.count - 1].name, default: 0] += 1
      closeInnermost()
    }
    closeInnermost()
  }

  private mutating func closeInnermost() {
    guard let element = open.popLast() else { return }
    append(.element(element))
  }

  private mutating func append(_ node: Markup.Node) {
    if open.isEmpty { top.append(node) } else { open[open.count - 1].children.append(node) }
    nodeCount += 1
    if nodeCount == Limits.nodes + 1 {
      stop(
        .tooManyNodes, at: offset..<offset,
        "the file has more than \(Limits.nodes) elements and texts",
        fix: "render repeated parts with wx:for")
    }
  }

  /// Gives up on the rest of the file. What is open then is closed without further remarks.
  private mutating func stop(
    _ kind: DiagnosticKind, at range: Range<Int>, _ message: String, fix: String
  ) {
    report(.error, kind, at: range, message, fix: fix)
    offset = source.bytes.count
    while !open.isEmpty {
      let element = open.removeLast()
      if open.isEmpty {
        top.append(.element(element))
      } else {
        open[open.count - 1].children.append(.element(element))
      }
    }
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ kind: DiagnosticKind, at range: Range<Int>,
    _ message: String, fix: String? = nil
  ) {
    sink.report(severity, kind, in: source, at: range, message, fix: fix)
  }
}
