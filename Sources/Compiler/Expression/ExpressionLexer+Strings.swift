extension ExpressionLexer {
  /// Reads a string literal with JavaScript's escapes.
  ///
  /// - Parameter escaped: the literal was opened by a backslash and a quote, and may close so.
  mutating func string(
    openedBy quote: UInt8, escaped: Bool = false
  ) throws(ExpressionError) -> ExpressionToken {
    let start = offset
    offset += 1
    var units: [UInt16] = []
    var plain = offset
    while let byte = peek(), byte != UInt8(ascii: "\n") {
      if byte == quote {
        units += source.text(plain..<offset).utf16
        offset += 1
        return ExpressionToken(kind: .string(units), range: start..<offset)
      }
      guard byte == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      units += source.text(plain..<offset).utf16
      offset += 1
      if escaped, peek() == quote {
        offset += 1
        return ExpressionToken(kind: .string(units), range: start..<offset)
      }
      units += escape()
      plain = offset
    }
    throw ExpressionError(
      kind: .malformedExpression, range: start..<offset,
      message: "the string is not closed before the end of the line or the expression",
      fix: "add \(quote == UInt8(ascii: "'") ? "'" : "\"")")
  }

  /// Reads what follows a backslash. An escape that JavaScript refuses stands for its characters.
  private mutating func escape() -> [UInt16] {
    guard let byte = peek() else { return [] }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "0"): return [0]
    case UInt8(ascii: "\n"): return []
    case UInt8(ascii: "x"): return hex(digits: 2) ?? [UInt16(byte)]
    case UInt8(ascii: "u"): return hex(digits: 4) ?? bracedHex() ?? [UInt16(byte)]
    default:
      offset -= 1
      let start = offset
      offset += 1
      while let next = peek(), next & 0b1100_0000 == 0b1000_0000 { offset += 1 }
      return Array(source.text(start..<offset).utf16)
    }
  }

  private mutating func hex(digits count: Int) -> [UInt16]? {
    var value: UInt32 = 0
    for distance in 0..<count {
      guard let digit = peek(distance)?.hexValue else { return nil }
      value = value << 4 | digit
    }
    offset += count
    return [UInt16(truncatingIfNeeded: value)]
  }

  /// Reads `{1F600}` of `\u{1F600}`.
  private mutating func bracedHex() -> [UInt16]? {
    guard peek() == UInt8(ascii: "{") else { return nil }
    var value: UInt32 = 0
    var distance = 1
    while let digit = peek(distance)?.hexValue, distance <= 6 {
      value = value << 4 | digit
      distance += 1
    }
    guard distance > 1, peek(distance) == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value)
    else { return nil }
    offset += distance + 1
    return Array(String(Character(scalar)).utf16)
  }
}
