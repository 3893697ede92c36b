/// Finds the `@import`s of a style sheet outside comments and strings.
struct StyleImportScanner {
  struct Import {
    let path: String
    /// From the `@` to the semicolon, if there is one.
    let range: Range<Int>
  }

  private let source: SourceText
  private var offset: Int

  init(_ source: SourceText) {
    self.source = source
    offset = source.has("\u{FEFF}", at: 0) ? 3 : 0
  }

  mutating func next() -> Import? {
    while let byte = source[offset] {
      if source.has("/*", at: offset) {
        skipComment()
      } else if byte.isQuote {
        _ = string()
      } else if source.has("@import", at: offset), let found = rule() {
        return found
      } else {
        offset += 1
      }
    }
    return nil
  }

  private mutating func rule() -> Import? {
    let start = offset
    offset += 7
    skipSpaceAndComments()
    let isURL = source.has("url(", at: offset)
    if isURL {
      offset += 4
      skipSpaceAndComments()
    }
    guard let path = string() ?? (isURL ? bareURL() : nil) else {
      offset = start
      return nil
    }
    if isURL {
      skipSpaceAndComments()
      if source[offset] == UInt8(ascii: ")") { offset += 1 }
    }
    let end = offset
    skipSpaceAndComments()
    // A missing semicolon is forgiven; what follows then belongs to the next rule.
    if source[offset] == UInt8(ascii: ";") { offset += 1 } else { offset = end }
    return Import(path: path, range: start..<offset)
  }

  /// Reads a string up to its quote or the end of its line.
  private mutating func string() -> String? {
    guard let quote = source[offset], quote.isQuote else { return nil }
    let start = offset + 1
    offset = start
    while let byte = source[offset], byte != quote, byte != UInt8(ascii: "\n") {
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    offset = min(offset, source.bytes.count)
    let text = source.text(start..<offset)
    if source[offset] == quote { offset += 1 }
    return text
  }

  private mutating func bareURL() -> String? {
    let start = offset
    while let byte = source[offset], byte != UInt8(ascii: ")"), !byte.isSpace { offset += 1 }
    return offset > start ? source.text(start..<offset) : nil
  }

  private mutating func skipSpaceAndComments() {
    while let byte = source[offset] {
      if byte.isSpace {
        offset += 1
      } else if source.has("/*", at: offset) {
        skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() {
    offset += 2
    while offset < source.bytes.count, !source.has("*/", at: offset) { offset += 1 }
    offset = min(offset + 2, source.bytes.count)
  }
}
