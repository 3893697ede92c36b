/// Reads JSON as leniently as its meaning stays clear, and says where it did.
///
/// Comments, trailing commas, a byte order mark and repeated keys (the last one counts) are read
/// with a warning, because the platform's own tools refuse them (reference/app-and-config.md 1.1).
/// Anything else that is not JSON is an error with its line and column, and no value.
struct ConfigReader {
  let file: String
  let bytes: [UInt8]
  let limits: Limits
  var offset = 0
  var position = ConfigPosition.start
  private var valueCount = 0
  private(set) var remarks: [Remark] = []
  private var remarked: Set<Leniency> = []

  /// Something read although strict JSON has no such thing.
  enum Leniency {
    case comment, trailingComma, byteOrderMark
  }

  /// A warning about a place in the file.
  struct Remark {
    let position: ConfigPosition
    let message: String
  }

  /// Why the file cannot be read.
  struct SyntaxError: Error {
    let position: ConfigPosition
    let message: String
  }

  private init(_ bytes: [UInt8], file: String, limits: Limits) {
    self.file = file
    self.bytes = bytes
    self.limits = limits
  }

  /// The value that a file holds, or nil after an error was reported to `sink`.
  static func read(
    _ bytes: [UInt8], file: String, limits: Limits = .standard, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    var reader = ConfigReader(bytes, file: file, limits: limits)
    let result = Result { () throws(SyntaxError) in try reader.readFile() }
    for remark in reader.remarks { sink.warning(file, remark.position, remark.message) }
    switch result {
    case .success(let value): return value
    case .failure(let error):
      sink.error(file, error.position, error.message)
      return nil
    }
  }

  private mutating func readFile() throws(SyntaxError) -> ConfigValue {
    guard bytes.count <= limits.textBytes else {
      throw SyntaxError(
        position: .start,
        message: "the file is \(bytes.count) bytes; at most \(limits.textBytes) are read")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      offset = 3
      remark(.byteOrderMark, "the file starts with a byte order mark; save it as plain UTF-8")
    }
    try skipSpace()
    if offset >= bytes.count {
      throw SyntaxError(position: .start, message: "the file is empty; write {} at least")
    }
    let value = try readValue(depth: 0)
    try skipSpace()
    guard offset >= bytes.count else {
      throw failure("expected the end of the file, found \(found); remove what follows the value")
    }
    return value
  }

  private mutating func readValue(depth: Int) throws(SyntaxError) -> ConfigValue {
    valueCount += 1
    guard valueCount <= limits.configValues else {
      throw failure("the file holds more than \(limits.configValues) values")
    }
    let start = position
    // NUL stands for the end here: it starts no value either.
    switch peek ?? 0 {
    case UInt8(ascii: "{"): return ConfigValue(try readObject(depth: depth + 1), at: start)
    case UInt8(ascii: "["): return ConfigValue(try readArray(depth: depth + 1), at: start)
    case UInt8(ascii: "\""): return ConfigValue(.string(try readString()), at: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return ConfigValue(.number(try readNumber()), at: start)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return ConfigValue(try readWord(), at: start)
    case UInt8(ascii: "'"):
      throw failure("expected a value, found a single quote; strings are in double quotes")
    default:
      throw failure("expected a value, found \(found)")
    }
  }

  private mutating func readObject(depth: Int) throws(SyntaxError) -> ConfigValue.Kind {
    try checkDepth(depth)
    let opening = position
    advance()
    var members: [ConfigValue.Member] = []
    var indexes: [String: Int] = [:]
    while try !closes(UInt8(ascii: "}"), after: members.count, opening: opening) {
      let start = position
      let key = try readKey()
      try expectColon(after: key)
      let member = ConfigValue.Member(key, try readValue(depth: depth), at: start)
      if let index = indexes[key] {
        let line = members[index].position.line
        add(start, "key \(quoted(key)) is given again; the one on line \(line) is ignored")
        members[index] = member
      } else {
        indexes[key] = members.count
        members.append(member)
      }
    }
    return .object(members)
  }

  private mutating func readArray(depth: Int) throws(SyntaxError) -> ConfigValue.Kind {
    try checkDepth(depth)
    let opening = position
    advance()
    var values: [ConfigValue] = []
    while try !closes(UInt8(ascii: "]"), after: values.count, opening: opening) {
      values.append(try readValue(depth: depth))
    }
    return .array(values)
  }

  private func checkDepth(_ depth: Int) throws(SyntaxError) {
    guard depth <= limits.configDepth else {
      throw failure("arrays and objects are more than \(limits.configDepth) deep here")
    }
  }

  /// Reads up to the next element of an array or object; true when it ended instead.
  private mutating func closes(
    _ closing: UInt8, after count: Int, opening: ConfigPosition
  ) throws(SyntaxError) -> Bool {
    try skipSpace()
    if peek == closing {
      advance()
      return true
    }
    let name = String(UnicodeScalar(closing))
    let opened = "the one opened at line \(opening.line)"
    if peek == nil {
      throw failure("expected \(name) to close \(opened), found the end of the file")
    }
    guard count > 0 else { return false }
    guard peek == UInt8(ascii: ",") else {
      throw failure("expected a comma or \(name) to close \(opened), found \(found)")
    }
    let comma = position
    advance()
    try skipSpace()
    guard peek == closing else { return false }
    remark(
      .trailingComma, "the comma before \(name) is not JSON; remove it", at: comma)
    advance()
    return true
  }

  private mutating func readKey() throws(SyntaxError) -> String {
    guard peek == UInt8(ascii: "\"") else {
      throw failure("expected a key in double quotes, found \(found)")
    }
    return try readString()
  }

  private mutating func expectColon(after key: String) throws(SyntaxError) {
    try skipSpace()
    guard peek == UInt8(ascii: ":") else {
      throw failure("expected : after the key \(quoted(key)), found \(found)")
    }
    advance()
    try skipSpace()
  }

  mutating func remark(_ leniency: Leniency, _ message: String, at place: ConfigPosition? = nil) {
    guard remarked.insert(leniency).inserted else { return }
    add(place ?? position, message)
  }

  private mutating func add(_ position: ConfigPosition, _ message: String) {
    guard remarks.count < limits.diagnostics else { return }
    remarks.append(Remark(position: position, message: message))
  }
}
