/// Walks over the bytes of a style sheet: comments, strings, addresses and brackets as wholes.
///
/// Every byte is passed once, so a walk costs the length of what it passes.
struct StyleScanner {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

  init(_ bytes: [UInt8], from start: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    offset = start
    self.end = end ?? bytes.count
  }

  var current: UInt8? { offset < end ? bytes[offset] : nil }

  func peek(_ distance: Int) -> UInt8? {
    offset + distance < end ? bytes[offset + distance] : nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Passes white space, comments, and the marks `<!--` and `-->`.
  ///
  /// - Returns: whether there were any.
  @discardableResult
  mutating func skipBlank() -> Bool {
    let start = offset
    while let byte = current {
      if byte.isStyleSpace {
        offset += 1
      } else if !skipComment(), !take("<!--"), !take("-->") {
        break
      }
    }
    return offset > start
  }

  mutating func skipComment() -> Bool {
    guard take("/*") else { return false }
    while offset < end, !take("*/") { offset += 1 }
    return true
  }

  /// Passes one string, comment, address, name, escaped character, or byte.
  mutating func skipToken() {
    guard let byte = current else { return }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      skipString(byte)
    } else if byte == UInt8(ascii: "\\") {
      offset = min(offset + 2, end)
    } else if byte.isStyleName {
      let start = offset
      skipName()
      if isAddress(start..<offset) { skipAddress() }
    } else if !skipComment() {
      offset += 1
    }
  }

  /// Passes tokens up to one of `stops` outside brackets.
  ///
  /// - Returns: the byte found, not passed; nil at the end.
  mutating func skip(until stops: StaticString) -> UInt8? {
    var closers: [UInt8] = []
    while let byte = current {
      if closers.isEmpty, stops.has(byte) { return byte }
      if let closer = Self.closer(of: byte) {
        closers.append(closer)
        offset += 1
      } else if byte == closers.last {
        closers.removeLast()
        offset += 1
      } else {
        skipToken()
      }
    }
    return nil
  }

  /// Reads a name with its escapes resolved; nil when none stands here.
  mutating func name() -> String? {
    let start = offset
    var characters: [UInt8] = []
    while let byte = current {
      if byte.isStyleName {
        characters.append(byte)
        offset += 1
      } else if byte == UInt8(ascii: "\\"), let next = peek(1), next != UInt8(ascii: "\n") {
        offset += 1
        characters += escaped()
      } else {
        break
      }
    }
    return offset > start ? String(decoding: characters, as: UTF8.self) : nil
  }

  /// Reads what follows a backslash: up to six hexadecimal digits and a space, or one byte.
  private mutating func escaped() -> [UInt8] {
    var value: UInt32 = 0
    var digits = 0
    while digits < 6, let byte = current, let digit = byte.styleHexValue {
      value = value * 16 + digit
      digits += 1
      offset += 1
    }
    guard digits > 0 else {
      defer { offset += 1 }
      return [bytes[offset]]
    }
    if let byte = current, byte.isStyleSpace { offset += 1 }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    return Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
  }

  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + count <= end,
      text.withUTF8Buffer({ bytes[offset..<offset + count].elementsEqual($0) })
    else { return false }
    offset += count
    return true
  }

  private mutating func skipName() {
    while let byte = current, byte.isStyleName { offset += 1 }
  }

  /// A string ends at its quote or, unfinished, at the end of its line.
  private mutating func skipString(_ quote: UInt8) {
    offset += 1
    while let byte = current, byte != UInt8(ascii: "\n") {
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == quote { break }
    }
    offset = min(offset, end)
  }

  private func isAddress(_ name: Range<Int>) -> Bool {
    name.count == 3 && current == UInt8(ascii: "(")
      && bytes[name].elementsEqual("url".utf8, by: { $0 | 0x20 == $1 })
  }

  private mutating func skipAddress() {
    offset += 1
    while let byte = current, byte.isStyleSpace { offset += 1 }
    if let byte = current, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      skipString(byte)
    }
    while let byte = current {
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: ")") { break }
    }
    offset = min(offset, end)
  }

  private static func closer(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
  }
}

extension StaticString {
  fileprivate func has(_ byte: UInt8) -> Bool { withUTF8Buffer { $0.contains(byte) } }
}

extension UInt8 {
  var isStyleSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isStyleDigit: Bool { (0x30...0x39).contains(self) }
  /// Part of a name: letters, digits, `-`, `_` and everything outside ASCII.
  var isStyleName: Bool {
    isStyleDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self >= 0x80
  }
  var styleHexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x41 + 10
    case 0x61...0x66: UInt32(self) - 0x61 + 10
    default: nil
    }
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmedStyle: String {
    var rest = Array(utf8)[...]
    while rest.first?.isStyleSpace == true { rest.removeFirst() }
    while rest.last?.isStyleSpace == true { rest.removeLast() }
    return String(decoding: rest, as: UTF8.self)
  }
}
