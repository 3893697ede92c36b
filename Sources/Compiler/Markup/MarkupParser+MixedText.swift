extension MarkupParser {
  /// What ends a run of text and bindings.
  enum MixedTextEnd {
    /// A tag or a comment.
    case markup
    /// The quote that opened an attribute value.
    case quote(UInt8)
    /// The end of an attribute value without quotes.
    case unquoted
  }

  /// Reads text and bindings until the end outside `{{ }}`, or to the end of the file.
  mutating func mixedText(until textEnd: MixedTextEnd) -> MixedText {
    let start = offset
    var quote: UInt8?
    if case .quote(let mark) = textEnd { quote = mark }
    var text = MixedText(range: start..<start)
    var literalStart = start
    var readsBindings = true
    while offset < source.bytes.count, !isAt(textEnd) {
      if quote != nil, source[offset] == UInt8(ascii: "\\") {
        offset = min(offset + 2, source.bytes.count)
      } else if readsBindings, source.has("{{", at: offset) {
        guard let end = braces.end(from: offset + 2, insideQuote: quote) else {
          reportUnclosedBraces()
          readsBindings = false
          continue
        }
        text.append(literal: literalStart..<offset)
        text.parts.append(.expression(offset + 2..<end))
        offset = end + 2
        literalStart = offset
      } else {
        offset += 1
      }
    }
    text.append(literal: literalStart..<offset)
    text.range = start..<offset
    return text
  }

  private func isAt(_ textEnd: MixedTextEnd) -> Bool {
    let byte = source.bytes[offset]
    switch textEnd {
    case .markup: return byte == UInt8(ascii: "<") && startsMarkup(at: offset)
    case .quote(let quote): return byte == quote
    case .unquoted:
      return byte.isSpace || byte == UInt8(ascii: ">") || source.has("/>", at: offset)
    }
  }

  private mutating func reportUnclosedBraces() {
    report(
      .error, .unclosedExpression, at: offset..<offset + 2,
      "expected }} for the {{ opened here, found none", fix: "add }}")
  }
}

extension MixedText {
  fileprivate mutating func append(literal range: Range<Int>) {
    if !range.isEmpty { parts.append(.literal(range)) }
  }
}
