/// Why a text is not JSON; `offset` counts code units from the start.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: Hashable, Sendable {
    case unexpectedEnd
    case unexpected(UInt32)
    case tooDeep(limit: Int)
    case badNumber
    case badEscape
    case controlCharacter
    case trailing
  }

  public let reason: Reason
  public let offset: Int

  public var description: String {
    let what =
      switch reason {
      case .unexpectedEnd: "the text ends inside a value"
      case .unexpected(let unit): "unexpected \(Self.show(unit))"
      case .tooDeep(let limit): "nested deeper than \(limit)"
      case .badNumber: "not a number"
      case .badEscape: "unknown escape"
      case .controlCharacter: "a raw control character in a string"
      case .trailing: "text after the value"
      }
    return "\(what) at \(offset)"
  }

  private static func show(_ unit: UInt32) -> String {
    guard let scalar = Unicode.Scalar(unit), unit >= 0x20 else { return "unit \(unit)" }
    return "'\(Character(scalar))'"
  }
}

extension JSON {
  /// Reads a text strictly by RFC 8259. Nesting costs no stack, so depth is only a limit.
  public init(_ text: Text, depth: Int = WireLimits.jsonDepth) throws(JSONError) {
    var reader = JSONReader(text, depth: depth)
    do { self = try reader.document() } catch { throw reader.located(error) }
  }

  /// Reads UTF-8.
  public init(parsing string: String, depth: Int = WireLimits.jsonDepth) throws(JSONError) {
    var reader = JSONReader(bytes: Array(string.utf8), depth: depth)
    self = try reader.document()
  }
}

/// Reads a JSON text from its start to its end: as one value, or part by part where a value of its
/// own would only be made to be taken apart again.
public struct JSONReader {
  /// UTF-8.
  let units: [UInt8]
  let depthLimit: Int
  /// Whether the text came as UTF-16, in whose units errors tell their places.
  private let isWide: Bool
  var position = 0

  public init(_ text: Text, depth: Int = WireLimits.jsonDepth) {
    isWide = text.encoding == .utf16
    units = isWide ? Array(text.string.utf8) : text.bytes
    depthLimit = depth
  }

  init(bytes: [UInt8], depth: Int) {
    units = bytes
    depthLimit = depth
    isWide = false
  }

  /// An error with its place in the units of the text that was given.
  public func located(_ error: JSONError) -> JSONError {
    guard isWide else { return error }
    let before = String(decoding: units[..<error.offset], as: UTF8.self)
    return JSONError(reason: error.reason, offset: before.utf16.count)
  }

  // MARK: Part by part

  /// Whether an array begins here; then it is entered.
  public mutating func beginsArray() throws(JSONError) -> Bool {
    skipSpace()
    guard try peek() == UInt8(ascii: "[") else { return false }
    position += 1
    return true
  }

  /// Goes to the next element of the array that was entered, or past its end.
  ///
  /// - Parameter isFirst: true right after `beginsArray`; becomes false.
  public mutating func nextElement(_ isFirst: inout Bool) throws(JSONError) -> Bool {
    skipSpace()
    let unit = try peek()
    if unit == UInt8(ascii: "]") {
      position += 1
      return false
    }
    if isFirst {
      isFirst = false
      return true
    }
    position += 1
    guard unit == UInt8(ascii: ",") else { throw unexpected() }
    skipSpace()
    return true
  }

  /// The string that begins here; nil when something else does.
  public mutating func stringIfAny() throws(JSONError) -> String? {
    skipSpace()
    return try peek() == UInt8(ascii: "\"") ? try string() : nil
  }

  /// The value that begins here.
  public mutating func value() throws(JSONError) -> JSON { try wholeValue() }

  /// Holds when nothing but space is left.
  public mutating func finish() throws(JSONError) {
    skipSpace()
    guard position == units.count else { throw fail(.trailing) }
  }

  // MARK: Values

  /// An array or object that is still open. Kept in place on the stack, so that adding to it
  /// never copies it.
  private struct Container {
    /// The name of the member being read; nil for an array.
    var name: String?
    var elements: [JSON] = []
    var members: [JSONObject.Member] = []

    mutating func take(_ value: JSON) {
      if let name {
        members.append(.init(name: name, value: value))
      } else {
        elements.append(value)
      }
    }

    var closer: UInt8 { name == nil ? UInt8(ascii: "]") : UInt8(ascii: "}") }
    var value: JSON { name == nil ? .array(elements) : .object(JSONObject(members: members)) }
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try wholeValue()
    try finish()
    return value
  }

  /// Reads one value with an explicit stack of the containers that are open.
  private mutating func wholeValue() throws(JSONError) -> JSON {
    var open: [Container] = []
    while true {
      skipSpace()
      var value: JSON
      switch try peek() {
      case UInt8(ascii: "["):
        guard try opens(empty: UInt8(ascii: "]"), at: open.count) else {
          open.append(Container(name: nil))
          continue
        }
        value = .array([])
      case UInt8(ascii: "{"):
        guard try opens(empty: UInt8(ascii: "}"), at: open.count) else {
          open.append(Container(name: try memberName()))
          continue
        }
        value = .object(JSONObject())
      case UInt8(ascii: "\""): value = .string(try string())
      default: value = try scalar()
      }

      while let last = open.indices.last {
        open[last].take(value)
        skipSpace()
        let unit = try peek()
        position += 1
        if unit == UInt8(ascii: ",") {
          skipSpace()
          if open[last].name != nil { open[last].name = try memberName() }
          break
        }
        guard unit == open[last].closer else { throw unexpected() }
        value = open.removeLast().value
      }
      if open.isEmpty { return value }
    }
  }

  /// Passes an opening bracket; true when the container closes at once.
  private mutating func opens(empty closer: UInt8, at depth: Int) throws(JSONError) -> Bool {
    guard depth < depthLimit else { throw fail(.tooDeep(limit: depthLimit)) }
    position += 1
    skipSpace()
    guard try peek() == closer else { return false }
    position += 1
    return true
  }

  private func fail(_ reason: JSONError.Reason) -> JSONError {
    JSONError(reason: reason, offset: position)
  }

  /// An error about the unit just passed.
  private func unexpected() -> JSONError {
    let letter = isWide ? decode(units[(position - 1)...].prefix(4)).unicodeScalars.first : nil
    return JSONError(
      reason: .unexpected(letter?.value ?? UInt32(units[position - 1])), offset: position - 1)
  }

  @inline(__always)
  private mutating func skipSpace() {
    while position < units.count {
      switch units[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  @inline(__always)
  private func peek() throws(JSONError) -> UInt8 {
    guard position < units.count else { throw fail(.unexpectedEnd) }
    return units[position]
  }

  private mutating func memberName() throws(JSONError) -> String {
    guard try peek() == UInt8(ascii: "\"") else {
      position += 1
      throw unexpected()
    }
    let name = try string()
    skipSpace()
    let colon = try peek()
    position += 1
    guard colon == UInt8(ascii: ":") else { throw unexpected() }
    return name
  }

  private mutating func scalar() throws(JSONError) -> JSON {
    switch units[position] {
    case UInt8(ascii: "t"): try expect("true", .bool(true))
    case UInt8(ascii: "f"): try expect("false", .bool(false))
    case UInt8(ascii: "n"): try expect("null", .null)
    default: .number(try number())
    }
  }

  private mutating func expect(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let end = position + word.utf8CodeUnitCount
    guard end <= units.count else {
      position = units.count
      throw fail(.unexpectedEnd)
    }
    for index in 0..<word.utf8CodeUnitCount {
      guard units[position] == word.utf8Start[index] else {
        position += 1
        throw unexpected()
      }
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSONError) -> Double {
    let start = position
    var negative = false
    if try peek() == UInt8(ascii: "-") {
      negative = true
      position += 1
    }
    var integer: Int64 = 0
    let digits = position
    while position < units.count, let digit = digit(units[position]) {
      if position - digits < 18 { integer = integer * 10 + Int64(digit) }
      position += 1
    }
    let count = position - digits
    guard count > 0 else {
      guard position < units.count else { throw fail(.unexpectedEnd) }
      position += 1
      throw unexpected()
    }
    if count > 1, units[digits] == UInt8(ascii: "0") { throw fail(.badNumber) }
    guard count > 15 || isFraction(position) else {
      return negative ? -Double(integer) : Double(integer)
    }
    return try slowNumber(from: start)
  }

  private func isFraction(_ index: Int) -> Bool {
    guard index < units.count else { return false }
    let unit = units[index]
    return unit == UInt8(ascii: ".") || unit | 0x20 == UInt8(ascii: "e")
  }

  private mutating func slowNumber(from start: Int) throws(JSONError) -> Double {
    if position < units.count, units[position] == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if position < units.count, units[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < units.count,
        units[position] == UInt8(ascii: "+") || units[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      try digits()
    }
    let text = decode(units[start..<position])
    guard let value = Double(text) else { throw fail(.badNumber) }
    return value
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while position < units.count, digit(units[position]) != nil { position += 1 }
    guard position > start else { throw fail(.badNumber) }
  }

  @inline(__always)
  private func digit(_ unit: UInt8) -> UInt8? {
    unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : nil
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while position < units.count {
      let unit = units[position]
      if unit == UInt8(ascii: "\"") {
        let text = decode(units[start..<position])
        position += 1
        return text
      }
      if unit == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard unit >= 0x20 else { throw fail(.controlCharacter) }
      position += 1
    }
    throw fail(.unexpectedEnd)
  }

  private func decode(_ slice: ArraySlice<UInt8>) -> String {
    String(decoding: slice, as: UTF8.self)
  }

  /// A string with escapes, gathered as UTF-16 so that escaped surrogate pairs join.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var gathered: [UInt16] = []
    var plain = start
    func flush(_ end: Int, into gathered: inout [UInt16]) {
      gathered.append(contentsOf: decode(units[plain..<end]).utf16)
    }
    while position < units.count {
      let unit = units[position]
      if unit == UInt8(ascii: "\"") {
        flush(position, into: &gathered)
        position += 1
        return String(decoding: gathered, as: UTF16.self)
      }
      guard unit >= 0x20 else { throw fail(.controlCharacter) }
      guard unit == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      flush(position, into: &gathered)
      position += 1
      gathered.append(try escape())
      plain = position
    }
    throw fail(.unexpectedEnd)
  }

  private mutating func escape() throws(JSONError) -> UInt16 {
    let letter = try peek()
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(letter)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      var value: UInt16 = 0
      for _ in 0..<4 {
        let unit = try peek()
        guard let digit = hexDigit(unit) else { throw fail(.badEscape) }
        value = value << 4 | UInt16(digit)
        position += 1
      }
      return value
    default: throw fail(.badEscape)
    }
  }

  private func hexDigit(_ unit: UInt8) -> UInt8? {
    switch unit {
    case 0x30...0x39: unit - 0x30
    case 0x41...0x46: unit - 0x41 + 10
    case 0x61...0x66: unit - 0x61 + 10
    default: nil
    }
  }
}
