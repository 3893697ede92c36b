extension ConfigReader {
  /// The next byte, or nil at the end of the file.
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// Steps over one byte, keeping count of lines and of UTF-16 columns.
  mutating func advance() {
    guard offset < bytes.count else { return }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\n"): position = ConfigPosition(line: position.line + 1, column: 1)
    case 0x80...0xBF: break  // continues a character that was counted at its first byte
    case 0xF0...0xFF: position.column += 2
    default: position.column += 1
    }
  }

  /// Steps over white space and, with a warning, comments.
  mutating func skipSpace() throws(SyntaxError) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
        advance()
      case UInt8(ascii: "/"):
        try skipComment()
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(SyntaxError) {
    let start = position
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    switch next {
    case UInt8(ascii: "/"):
      while let byte = peek, byte != UInt8(ascii: "\n") { advance() }
    case UInt8(ascii: "*"):
      advance()
      advance()
      while peek != UInt8(ascii: "*") || !bytes[(offset + 1)...].starts(with: [UInt8(ascii: "/")]) {
        guard peek != nil else {
          throw SyntaxError(position: start, message: "the comment has no */ to end it")
        }
        advance()
      }
      advance()
      advance()
    default:
      throw failure("expected a value, a comma or a bracket, found /")
    }
    remark(.comment, "comments are not JSON; the platform's tools refuse the file", at: start)
  }

  /// `true`, `false` or `null`.
  mutating func readWord() throws(SyntaxError) -> ConfigValue.Kind {
    let start = position
    var word = ""
    while let byte = peek, isWord(byte), word.utf8.count < 64 {
      word.unicodeScalars.append(UnicodeScalar(byte))
      advance()
    }
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      throw SyntaxError(
        position: start,
        message: "expected a value, found \(word); text is written in double quotes")
    }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  mutating func readNumber() throws(SyntaxError) -> Double {
    let start = position
    let first = offset
    if peek == UInt8(ascii: "-") { advance() }
    let startsWithZero = peek == UInt8(ascii: "0")
    let whole = skipDigits()
    var isValid = whole > 0 && !(startsWithZero && whole > 1)
    if peek == UInt8(ascii: ".") {
      advance()
      isValid = skipDigits() > 0 && isValid
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      advance()
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { advance() }
      isValid = skipDigits() > 0 && isValid
    }
    let text = String(decoding: bytes[first..<min(offset, first + 64)], as: UTF8.self)
    let digits = String(decoding: bytes[first..<offset], as: UTF8.self)
    guard isValid, peek.map(isWord) != true, let number = Double(digits) else {
      throw SyntaxError(
        position: start,
        message: "\(text) is not a number as JSON writes it; write it like 10 or 0.5")
    }
    return number
  }

  private mutating func skipDigits() -> Int {
    let first = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { advance() }
    return offset - first
  }

  func failure(_ message: String) -> SyntaxError {
    SyntaxError(position: position, message: message)
  }

  /// What stands at the current place, for a sentence.
  var found: String {
    guard let byte = peek else { return "the end of the file" }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
    if byte < 0x20 || byte == 0x7F { return "a control character" }
    let character = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
      .first
    return character.map(String.init) ?? "the end of the file"
  }
}

/// A name from a package inside quotes, cut short when it is too long for a sentence.
func quoted(_ name: String) -> String {
  let shown = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
  let isWhole = shown.unicodeScalars.count == name.unicodeScalars.count
  let printable = shown.unicodeScalars.map { scalar in
    scalar.value < 0x20 || scalar.value == 0x7F
      ? "\\u{\(String(scalar.value, radix: 16))}" : "\(scalar)"
  }
  return "'" + printable.joined() + (isWhole ? "'" : "…'")
}
