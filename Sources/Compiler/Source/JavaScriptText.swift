/// Spells values as JavaScript source that means exactly them.
///
/// Nothing of a mini-program reaches generated code unless it passes through here.
enum JavaScriptText {
  /// A string literal in double quotes.
  static func quoted(_ text: String) -> String {
    text.utf8.contains(where: needsCare) ? quoted(utf16: Array(text.utf16)) : "\"\(text)\""
  }

  /// A string literal for UTF-16 units, which need not be well-formed.
  static func quoted(utf16 units: [UInt16]) -> String {
    var literal = "\""
    var index = 0
    while index < units.count {
      let unit = units[index]
      if UTF16.isLeadSurrogate(unit), index + 1 < units.count,
        UTF16.isTrailSurrogate(units[index + 1])
      {
        literal.unicodeScalars.append(
          UTF16.decode(UTF16.EncodedScalar([unit, units[index + 1]])))
        index += 2
        continue
      }
      append(unit, to: &literal)
      index += 1
    }
    return literal + "\""
  }

  /// A key of an object literal. It always makes an own property, `__proto__` included.
  static func key(_ name: String) -> String {
    if name == "__proto__" { return "[\"__proto__\"]" }
    return name.isASCIIIdentifier ? name : quoted(name)
  }

  /// A property of an object whose own properties are all there is to read.
  static func member(_ name: String, of object: String) -> String {
    name.isASCIIIdentifier ? "\(object).\(name)" : "\(object)[\(quoted(name))]"
  }

  private static func append(_ unit: UInt16, to literal: inout String) {
    switch unit {
    case 0x22: literal += "\\\""
    case 0x5C: literal += "\\\\"
    case 0x0A: literal += "\\n"
    case 0x0D: literal += "\\r"
    case 0x09: literal += "\\t"
    // `</script>`, `<!--` and `-->` mean something where code is embedded in a page.
    case 0x00..<0x20, 0x3C, 0x3E, 0x7F, 0x2028, 0x2029, 0xD800...0xDFFF, 0xFEFF:
      literal += escape(unit)
    default:
      literal.unicodeScalars.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Bytes that occur only in texts the slow path must look at; E2 starts U+2028, EF U+FEFF.
  private static func needsCare(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0x3E || byte == 0x7F
      || byte == 0xE2 || byte == 0xEF
  }
}
