import Bridge
import Wire

/// Reads the requests of the prelude, which are arrays of strings, without undoing their escapes.
struct StorageRequest {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: Text) {
    bytes = text.encoding == .ascii ? text.bytes : Array(text.string.utf8)
  }

  /// `["key","tag","text"]`
  static func entry(_ text: Text) throws(CallError) -> StoredEntry {
    var request = StorageRequest(text)
    let entry = try request.entry()
    try request.end()
    return entry
  }

  /// `[["key","tag","text"], …]`
  static func entries(_ text: Text) throws(CallError) -> [StoredEntry] {
    var request = StorageRequest(text)
    var entries: [StoredEntry] = []
    try request.pass("[")
    if request.peek != UInt8(ascii: "]") {
      repeat {
        guard entries.count < StorageLimits.entriesAtOnce else {
          throw CallError("more than \(StorageLimits.entriesAtOnce) entries at once", errno: 1001)
        }
        entries.append(try request.entry())
      } while request.take(",")
    }
    try request.pass("]")
    try request.end()
    return entries
  }

  /// `["key"]`
  static func key(_ text: Text) throws(CallError) -> EscapedText {
    var request = StorageRequest(text)
    try request.pass("[")
    let key = try request.string()
    try request.pass("]")
    try request.end()
    return key
  }

  private mutating func entry() throws(CallError) -> StoredEntry {
    try pass("[")
    let key = try string()
    try pass(",")
    let tag = try string()
    try pass(",")
    let text = try string()
    try pass("]")
    guard key.units > 0 else { throw .emptyKey }
    guard key.units + text.units <= StorageLimits.entryUnits else { throw .entryTooLarge }
    guard (1...StorageLimits.tagBytes).contains(tag.bytes), tag.escaped.utf8.allSatisfy(isLetter)
    else { throw .malformedStorage("a tag of ASCII letters", at: position) }
    return StoredEntry(key: key, tag: tag, text: text)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next = peek, next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func pass(_ character: Unicode.Scalar) throws(CallError) {
    guard take(character) else { throw .malformedStorage("'\(character)'", at: position) }
  }

  private func end() throws(CallError) {
    guard position == bytes.count else { throw .malformedStorage("its end", at: position) }
  }

  private mutating func string() throws(CallError) -> EscapedText {
    try pass("\"")
    let start = position
    var units = 0
    var size = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        let escaped = String(decoding: bytes[start..<position], as: UTF8.self)
        position += 1
        return EscapedText(escaped: escaped, units: units, bytes: size)
      case UInt8(ascii: "\\"):
        units += 1
        size += try escape()
      case 0..<0x20:
        throw .malformedStorage("no raw control character", at: position)
      default:
        // Of a character's UTF-8 only the first byte counts units, and only one of four bytes two.
        if byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
        size += 1
        position += 1
      }
    }
    throw .malformedStorage("a closing quote", at: position)
  }

  /// Passes an escape and tells how many bytes its meaning has in UTF-8.
  private mutating func escape() throws(CallError) -> Int {
    position += 1
    guard let letter = peek, Self.escapes.contains(letter) else {
      throw .malformedStorage("an escape of JSON", at: position)
    }
    position += 1
    guard letter == UInt8(ascii: "u") else { return 1 }
    var value = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw .malformedStorage("four hexadecimal digits", at: position)
      }
      value = value << 4 | digit
      position += 1
    }
    return value < 0x80 ? 1 : value < 0x800 ? 2 : 3
  }

  private static let escapes: [UInt8] = Array("\"\\/bfnrtu".utf8)
}
