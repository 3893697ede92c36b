/// Tells which place of the original sources a place of generated code stands for.
///
/// Reads version 3 source maps without sections.
public struct SourceMap: Sendable {
  /// A place in one of the original sources.
  public struct Origin: Hashable, Sendable {
    public let source: String
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in UTF-16 units.
    public let column: Int
  }

  private struct Segment {
    let column: Int
    let source: Int
    let line: Int
    let originalColumn: Int
  }

  private let sources: [String]
  private var segments: [Segment] = []
  /// Index of each generated line's first segment, and one more for the end.
  private var lineStarts: [Int] = []

  /// - Parameter json: the text of a source map, at most `Limits.sourceBytes` long.
  /// - Returns: nil if the text is no source map of version 3.
  public init?(json: String) {
    guard case .object(let fields)? = JSONReader.read(json),
      case .number(3)? = fields["version"], case .string(let mappings)? = fields["mappings"],
      case .array(let sources)? = fields["sources"]
    else { return nil }
    var root = ""
    if case .string(let text)? = fields["sourceRoot"] { root = text }
    if !root.isEmpty, !root.hasSuffix("/") { root += "/" }
    self.init(
      mappings: mappings,
      sources: sources.map { if case .string(let name) = $0 { root + name } else { "" } })
  }

  /// - Parameter mappings: lists of base 64 numbers; malformed ones are passed over.
  public init(mappings: String, sources: [String]) {
    self.sources = sources
    var reader = VLQReader(mappings.utf8[...])
    var source = 0
    var line = 0
    var originalColumn = 0
    while true {
      lineStarts.append(segments.count)
      var column = 0
      for fields in reader.line() {
        column &+= fields.first ?? 0
        guard fields.count >= 4 else { continue }
        source &+= fields[1]
        line &+= fields[2]
        originalColumn &+= fields[3]
        segments.append(
          Segment(column: column, source: source, line: line, originalColumn: originalColumn))
      }
      sortLastLine()
      if !reader.startNextLine() { break }
    }
    lineStarts.append(segments.count)
  }

  /// Segments come sorted from every tool, but nothing makes a file keep to that.
  private mutating func sortLastLine() {
    guard let start = lineStarts.last else { return }
    let line = segments[start...]
    if zip(line, line.dropFirst()).contains(where: { $0.column > $1.column }) {
      segments[start...].sort { $0.column < $1.column }
    }
  }

  /// The original place of a character of the generated code, both counted from 1.
  public func origin(line: Int, column: Int) -> Origin? {
    guard line >= 1, line < lineStarts.count else { return nil }
    var low = lineStarts[line - 1]
    let start = low
    var high = lineStarts[line]
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].column < column { low = middle + 1 } else { high = middle }
    }
    guard low > start else { return nil }
    let segment = segments[low - 1]
    guard sources.indices.contains(segment.source) else { return nil }
    return Origin(
      source: sources[segment.source], line: segment.line &+ 1,
      column: segment.originalColumn &+ 1)
  }
}

/// Reads the base 64 variable-length numbers of a source map.
private struct VLQReader {
  private var bytes: Substring.UTF8View

  init(_ bytes: Substring.UTF8View) {
    self.bytes = bytes
  }

  /// The numbers of each segment up to the end of the line.
  mutating func line() -> [[Int]] {
    var segments: [[Int]] = []
    var fields: [Int] = []
    while let byte = bytes.first, byte != UInt8(ascii: ";") {
      if byte == UInt8(ascii: ",") {
        bytes.removeFirst()
        segments.append(fields)
        fields = []
      } else {
        fields.append(number())
      }
    }
    if !fields.isEmpty { segments.append(fields) }
    return segments
  }

  mutating func startNextLine() -> Bool { bytes.popFirst() != nil }

  private mutating func number() -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst() {
      guard let digit = Self.value(of: byte) else { break }
      if shift < 60 { value |= UInt64(digit & 31) << shift }
      shift += 5
      if digit & 32 == 0 { break }
    }
    let magnitude = Int(truncatingIfNeeded: value >> 1)
    return value & 1 == 1 ? -magnitude : magnitude
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
