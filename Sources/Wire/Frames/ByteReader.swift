/// Reads the fields of one payload in order. Every length is checked against what is left before
/// anything is allocated.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private var remaining: Int { bytes.endIndex - position }

  private mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
    guard count <= remaining else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func byte() throws(WireError) -> UInt8 {
    let taken = try take(1)
    return taken[taken.startIndex]
  }

  mutating func bool() throws(WireError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .malformed("truth value")
    }
  }

  mutating func uint32() throws(WireError) -> UInt32 {
    let taken = try take(4)
    return UInt32(littleEndian: taken.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
  }

  mutating func double() throws(WireError) -> Double {
    let taken = try take(8)
    let pattern = taken.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    return Double(bitPattern: UInt64(littleEndian: pattern))
  }

  mutating func blob() throws(WireError) -> [UInt8] { Array(try take(Int(try uint32()))) }

  mutating func text() throws(WireError) -> Text {
    guard let encoding = Text.Encoding(rawValue: try byte()) else {
      throw .malformed("text encoding")
    }
    let bytes = try blob()
    switch encoding {
    case .ascii:
      guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .malformed("ASCII text") }
    case .utf16:
      guard bytes.count.isMultiple(of: 2) else { throw .malformed("UTF-16 text") }
    }
    return Text(encoding: encoding, bytes: bytes)
  }

  /// A short text that names a call, an event or a path.
  mutating func name() throws(WireError) -> String {
    var ahead = self
    let isASCII = try ahead.byte() == Text.Encoding.ascii.rawValue
    let count = Int(try ahead.uint32())
    guard count <= WireLimits.nameBytes else {
      throw .tooLarge("name bytes", found: count, limit: WireLimits.nameBytes)
    }
    guard isASCII else { return try text().string }
    let bytes = try ahead.take(count)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .malformed("ASCII text") }
    self = ahead
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func attachments() throws(WireError) -> [[UInt8]] {
    let count = Int(try byte())
    guard count <= WireLimits.attachments else {
      throw .tooLarge("attachments", found: count, limit: WireLimits.attachments)
    }
    var attachments: [[UInt8]] = []
    for _ in 0..<count { attachments.append(try blob()) }
    return attachments
  }

  /// Checks that nothing follows the last field.
  func finish() throws(WireError) {
    guard remaining == 0 else { throw .trailingBytes(remaining) }
  }
}
