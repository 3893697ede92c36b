/// Resolves what stands for other characters in literal text (reference/wxml.md 2.1).
struct LiteralText {
  /// Where the text stands, which decides what is special in it.
  enum Place {
    /// Between tags; `insideText` tells of the nearest `<text>`.
    case content(insideText: TextTag)
    case attribute
  }

  /// What is known of the `<text>` around some content.
  enum TextTag {
    case none
    /// The two characters `\n` break the line.
    case plain
    /// As `plain`; `&nbsp;`, `&ensp;` and `&emsp;` are spaces as well.
    case decoding
  }

  static func resolve(_ bytes: ArraySlice<UInt8>, in place: Place) -> String {
    let isSpecial = { (byte: UInt8) in byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\\") }
    guard bytes.contains(where: isSpecial) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), let (text, length) = entity(rest, in: place) {
        result += text.utf8
        rest = rest.dropFirst(length)
      } else if byte == UInt8(ascii: "\\"), let plain = escaped(rest.dropFirst().first, in: place) {
        result.append(plain)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escaped(_ byte: UInt8?, in place: Place) -> UInt8? {
    switch place {
    case .attribute: byte?.isQuote == true ? byte : nil
    case .content(insideText: .none): nil
    case .content: byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : nil
    }
  }

  /// The character of an entity at the start of the bytes, and the entity's length.
  private static func entity(
    _ bytes: ArraySlice<UInt8>, in place: Place
  ) -> (text: String, length: Int)? {
    let window = bytes.dropFirst().prefix(longestEntity)
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: window[..<end], as: UTF8.self)
    var text = always[name] ?? numeric(name)
    if text == nil, case .content(insideText: .decoding) = place { text = decodedOnly[name] }
    return text.map { ($0, name.utf8.count + 2) }
  }

  private static func numeric(_ name: String) -> String? {
    guard name.utf8.first == UInt8(ascii: "#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.utf8.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  private static let longestEntity = 10
  private static let always = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
  private static let decodedOnly = ["nbsp": "\u{A0}", "ensp": "\u{2002}", "emsp": "\u{2003}"]
}
