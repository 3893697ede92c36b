extension ConfigReader {
  /// A string in double quotes. An escaped surrogate without its partner becomes U+FFFD, because a
  /// text cannot hold half a character.
  mutating func readString() throws(SyntaxError) -> String {
    let start = position
    advance()
    var text: [UInt8] = []
    while true {
      guard let byte = peek else {
        throw SyntaxError(position: start, message: "the string has no \" to end it")
      }
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return try decode(text, startedAt: start)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try readEscape()).utf8)
      case 0x0A, 0x0D:
        throw SyntaxError(
          position: start,
          message: "the string has no \" to end it on its line; write a line break as \\n")
      default:
        text.append(byte)
        advance()
      }
    }
  }

  private func decode(
    _ text: [UInt8], startedAt start: ConfigPosition
  ) throws(SyntaxError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw SyntaxError(
        position: start, message: "the string is not UTF-8; save the file in that encoding")
    }
    return string
  }

  private mutating func readEscape() throws(SyntaxError) -> UnicodeScalar {
    let start = position
    advance()
    let byte = peek
    if byte == UInt8(ascii: "u") { return try readUnicodeEscape(startedAt: start) }
    guard let byte, let scalar = Self.escapes[byte] else {
      throw SyntaxError(
        position: start,
        message: "\\\(found) is no escape that JSON knows; write a backslash as \\\\")
    }
    advance()
    return scalar
  }

  private static let escapes: [UInt8: UnicodeScalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
    UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func readUnicodeEscape(
    startedAt start: ConfigPosition
  ) throws(SyntaxError) -> UnicodeScalar {
    let unit = try readHexUnit(startedAt: start)
    guard (0xD800...0xDBFF).contains(unit), bytes[offset...].starts(with: Array("\\u".utf8)) else {
      return UnicodeScalar(UInt32(unit)) ?? "\u{FFFD}"
    }
    let saved = (offset, position)
    let second = position
    advance()
    let low = try readHexUnit(startedAt: second)
    guard (0xDC00...0xDFFF).contains(low) else {
      (offset, position) = saved
      return "\u{FFFD}"
    }
    let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    return UnicodeScalar(value) ?? "\u{FFFD}"
  }

  /// Reads the `u` and the four digits after it.
  private mutating func readHexUnit(startedAt start: ConfigPosition) throws(SyntaxError) -> UInt16 {
    advance()
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80
      else {
        throw SyntaxError(
          position: start, message: "expected four hexadecimal digits after \\u, found \(found)")
      }
      unit = unit << 4 | UInt16(digit)
      advance()
    }
    return unit
  }
}
