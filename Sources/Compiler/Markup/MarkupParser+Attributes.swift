extension MarkupParser {
  /// Reads what follows a tag's name.
  ///
  /// - Returns: the attributes in order, and whether the tag closes itself.
  mutating func attributes(
    of tag: String, from start: Int
  ) -> (attributes: [Markup.Attribute], isClosed: Bool) {
    var attributes: [Markup.Attribute] = []
    while true {
      skipSpace()
      if source.has("/>", at: offset) {
        offset += 2
        return (attributes, true)
      }
      switch source[offset] {
      case UInt8(ascii: ">"):
        offset += 1
        return (attributes, false)
      case nil, UInt8(ascii: "<"):
        reportUnfinished(tag, from: start)
        return (attributes, source[offset] == nil)
      default:
        if let attribute = attribute() { attributes.append(attribute) }
      }
    }
  }

  private mutating func reportUnfinished(_ tag: String, from start: Int) {
    let found = source[offset] == nil ? "the end of the file" : "'<'"
    report(
      .error, .malformedTag, at: start..<start + 1,
      "expected '>' at the end of <\(tag), found \(found)",
      fix: "add >")
  }

  private mutating func attribute() -> Markup.Attribute? {
    let start = offset
    while let byte = source[offset], !byte.isSpace, !endsAttributeName(byte) { offset += 1 }
    guard offset > start else {
      let found = source.text(start..<start + 1)
      offset += 1
      report(
        .warning, .malformedAttribute, at: start..<offset,
        "expected an attribute, found '\(found)', which is ignored", fix: "remove it")
      return nil
    }
    let name = source.text(start..<offset)
    warn(ofName: name, at: start..<offset)
    let nameEnd = offset
    skipSpace()
    guard source[offset] == UInt8(ascii: "=") else {
      offset = nameEnd
      return Markup.Attribute(name: name, value: nil, range: start..<offset)
    }
    let sign = offset
    offset += 1
    skipSpace()
    let afterSpace = offset
    let value = attributeValue(of: name, sign: sign)
    if value != nil {
      for space in [nameEnd..<sign, sign + 1..<afterSpace] where !space.isEmpty {
        report(
          .warning, .malformedAttribute, at: space, "space around the '=' of \(name)",
          fix: "remove it")
      }
    }
    return Markup.Attribute(name: name, value: value, range: start..<offset)
  }

  private mutating func warn(ofName name: String, at range: Range<Int>) {
    if let first = name.utf8.first, first < 0x80, !first.isLetter, first != UInt8(ascii: "_") {
      report(
        .warning, .malformedAttribute, at: range,
        "an attribute name starts with a letter, found '\(name)'", fix: "rename or remove it")
    } else if name.hasPrefix("data-"), name.utf8.contains(where: \.isUpper) {
      report(
        .warning, .malformedAttribute, at: range,
        "\(name) is read as \(name.asciiLowercased)",
        fix: "put a hyphen before each part, as in data-item-id for dataset.itemId")
    }
  }

  private func endsAttributeName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "/"): true
    default: byte.isQuote
    }
  }

  private mutating func attributeValue(of name: String, sign: Int) -> MixedText? {
    if let byte = source[offset], byte.isQuote { return quotedValue(byte) }
    let start = offset
    let value = mixedText(until: .unquoted)
    guard offset > start else {
      report(
        .warning, .malformedAttribute, at: sign..<sign + 1, "expected a value after \(name)=",
        fix: "add one in quotes, or remove the '='")
      return nil
    }
    if value.parts.count == 1, value.hasExpression { return value }
    report(
      .warning, .unquotedValue, at: start..<offset, "the value of \(name) has no quotes",
      fix: "write \(name)=\"\(source.text(start..<min(offset, start + 40)))\"")
    return value
  }

  private mutating func quotedValue(_ quote: UInt8) -> MixedText {
    let open = offset
    offset += 1
    let value = mixedText(until: .quote(quote))
    warnOfMissingQuote(in: value, openedAt: open)
    if offset < source.bytes.count {
      offset += 1
    } else {
      report(
        .error, .unclosedAttribute, at: open..<open + 1,
        "the attribute value opened here is not closed",
        fix: "add \(quote == UInt8(ascii: "'") ? "'" : "\"")")
    }
    return value
  }

  /// A quote forgotten at the end of one value is found at the start of another one, lines later.
  private mutating func warnOfMissingQuote(in value: MixedText, openedAt open: Int) {
    for case .literal(let range) in value.parts {
      guard let line = source.bytes[range].firstIndex(of: UInt8(ascii: "\n")),
        source.bytes[line..<range.upperBound].contains(UInt8(ascii: "<"))
      else { continue }
      let end = source.position(at: value.range.upperBound).line
      return report(
        .warning, .malformedAttribute, at: open..<open + 1,
        "the attribute value opened here contains tags and ends on line \(end)",
        fix: "check for a missing quote")
    }
  }

  private mutating func skipSpace() {
    while source[offset]?.isSpace == true { offset += 1 }
  }
}
