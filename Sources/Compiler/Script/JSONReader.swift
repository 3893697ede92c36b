/// Reads JSON, as much as a source map needs: numbers are integers, of repeated keys the last
/// counts, and nesting is bounded.
enum JSONValue {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

struct JSONReader {
  private let source: SourceText
  private var offset = 0
  private static let depthLimit = 32

  /// - Returns: nil if the text is not JSON.
  static func read(_ text: String) -> JSONValue? {
    var reader = JSONReader(source: SourceText(path: "", text: text))
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.offset == reader.source.bytes.count ? value : nil
  }

  private init(source: SourceText) {
    self.source = source
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard depth < Self.depthLimit, let byte = source[offset] else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    var fields: [String: JSONValue] = [:]
    offset += 1
    if takeMark("}") { return .object(fields) }
    while true {
      skipSpace()
      guard source[offset] == UInt8(ascii: "\""), let key = string(), takeMark(":"),
        let value = value(depth: depth + 1)
      else { return nil }
      fields[key] = value
      if takeMark("}") { return .object(fields) }
      guard takeMark(",") else { return nil }
    }
  }

  private mutating func array(depth: Int) -> JSONValue? {
    var items: [JSONValue] = []
    offset += 1
    if takeMark("]") { return .array(items) }
    while true {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      if takeMark("]") { return .array(items) }
      guard takeMark(",") else { return nil }
    }
  }

  private mutating func string() -> String? {
    let start = offset
    offset += 1
    var hasEscapes = false
    while let byte = source[offset], byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { hasEscapes = true }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard source[offset] != nil else { return nil }
    offset += 1
    if !hasEscapes { return source.text(start + 1..<offset - 1) }
    // JSON's escapes are among those of the expression language.
    var lexer = ExpressionLexer(source, start..<offset)
    guard case .string(let units)? = try? lexer.string(openedBy: UInt8(ascii: "\"")).kind else {
      return nil
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func number() -> JSONValue? {
    let start = offset
    while let byte = source[offset], byte.isDigit || byte == UInt8(ascii: "-") { offset += 1 }
    return Int(source.text(start..<offset)).map(JSONValue.number)
  }

  private mutating func takeMark(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard source[offset] == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    guard source.has(word, at: offset) else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  private mutating func skipSpace() {
    while source[offset]?.isSpace == true { offset += 1 }
  }
}
