/// Questions about single bytes of UTF-8 source text.
extension UInt8 {
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isUpper: Bool { (0x41...0x5A).contains(self) }
  var isLower: Bool { (0x61...0x7A).contains(self) }
  var isLetter: Bool { isUpper || isLower }
  /// Part of a character outside ASCII.
  var isBeyondASCII: Bool { self >= 0x80 }
  var isIdentifierStart: Bool {
    isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "$") || isBeyondASCII
  }
  var isIdentifierPart: Bool { isIdentifierStart || isDigit }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x41 + 10
    case 0x61...0x66: UInt32(self) - 0x61 + 10
    default: nil
    }
  }
}

extension String {
  /// ASCII letters in lower case, everything else as it is.
  var asciiLowercased: String {
    String(decoding: utf8.map { $0.isUpper ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  /// Whether JavaScript would read the text as one ASCII identifier name.
  var isASCIIIdentifier: Bool {
    guard let first = utf8.first, first.isIdentifierStart else { return false }
    return utf8.allSatisfy { $0.isIdentifierPart && !$0.isBeyondASCII }
  }

  var trimmingSpace: String {
    var bytes = utf8[...]
    while let first = bytes.first, first.isSpace { bytes.removeFirst() }
    while let last = bytes.last, last.isSpace { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
