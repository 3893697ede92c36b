/// The XML of payment version 2: one element with texts inside, nothing deeper.
///
/// It is read by rules of its own and not by an XML library: no document type, no entities but the
/// five of XML and numbers, so that nothing can grow or reach outside.
enum FlatXML {
  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  /// The fields of an `<xml>` element; the last of a name counts.
  static func read(_ bytes: [UInt8]) throws(Malformed) -> [String: String] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Malformed(description: "the body is not UTF-8")
    }
    var reader = Reader(text: Substring(text))
    return try reader.document()
  }

  /// Writes fields in the order of their names, numbers bare and texts in CDATA.
  static func write(_ fields: [String: String], root: String = "xml") -> String {
    let lines = fields.sorted { $0.key < $1.key }.map { name, value in
      let isNumber = !value.isEmpty && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
      let text = isNumber ? value : "<![CDATA[\(value.replacing("]]>", with: "]]]]><![CDATA[>"))]]>"
      return "<\(name)>\(text)</\(name)>"
    }
    return "<\(root)>\n\(lines.joined(separator: "\n"))\n</\(root)>"
  }

  private struct Reader {
    var text: Substring

    mutating func document() throws(Malformed) -> [String: String] {
      skipSpace()
      if text.hasPrefix("<?xml") {
        try skip(past: "?>")
        skipSpace()
      }
      guard take("<xml>") else {
        throw Malformed(description: "expected <xml>, found '\(text.prefix(20))'")
      }
      var fields: [String: String] = [:]
      var count = 0
      while true {
        skipSpace()
        if take("</xml>") { break }
        count += 1
        guard count <= PlatformServerLimits.xmlFields else {
          throw Malformed(description: "at most \(PlatformServerLimits.xmlFields) fields fit")
        }
        let (name, value) = try field()
        fields[name] = value
      }
      skipSpace()
      guard text.isEmpty else { throw Malformed(description: "text after </xml>") }
      return fields
    }

    private mutating func field() throws(Malformed) -> (String, String) {
      guard take("<") else {
        throw Malformed(description: "expected an element, found '\(text.prefix(20))'")
      }
      let name = text.prefix { Self.isOfName($0) }
      guard (1...PlatformServerLimits.xmlNameBytes).contains(name.utf8.count) else {
        throw Malformed(description: "an element's name is letters, digits and _")
      }
      text = text.dropFirst(name.count)
      if take("/>") { return (String(name), "") }
      guard take(">") else {
        throw Malformed(description: "<\(name)> has attributes; none are allowed")
      }
      var value = ""
      while !take("</\(name)>") {
        if take("<![CDATA[") {
          guard let end = text.firstRange(of: "]]>") else {
            throw Malformed(description: "<\(name)> has a CDATA section without an end")
          }
          value += text[..<end.lowerBound]
          text = text[end.upperBound...]
        } else if let first = text.first, first != "<" {
          let plain = text.prefix { $0 != "<" && $0 != "&" }
          value += plain
          text = text.dropFirst(plain.count)
          if text.first == "&" { value.append(try reference()) }
        } else {
          throw Malformed(description: "<\(name)> is not closed by </\(name)>")
        }
      }
      return (String(name), value)
    }

    private mutating func reference() throws(Malformed) -> Character {
      let name = text.dropFirst().prefix(12).prefix { $0 != ";" }
      guard text.dropFirst(1 + name.count).first == ";" else {
        throw Malformed(description: "& stands alone; write &amp;")
      }
      text = text.dropFirst(2 + name.count)
      if let known = Self.entities[name] { return known }
      let code =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16)
        : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      guard let scalar = code.flatMap(Unicode.Scalar.init) else {
        throw Malformed(description: "the entity &\(name); is not known")
      }
      return Character(scalar)
    }

    private static let entities: [Substring: Character] = [
      "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
    ]

    private mutating func take(_ word: String) -> Bool {
      guard text.hasPrefix(word) else { return false }
      text = text.dropFirst(word.count)
      return true
    }

    private mutating func skip(past word: String) throws(Malformed) {
      guard let end = text.firstRange(of: word) else {
        throw Malformed(description: "'\(word)' is missing")
      }
      text = text[end.upperBound...]
    }

    private mutating func skipSpace() { text = text.drop { $0.isWhitespace } }

    private static func isOfName(_ character: Character) -> Bool {
      character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
  }
}
