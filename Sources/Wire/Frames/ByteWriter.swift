/// Builds frames one behind the other; the length of a frame is filled in when it is finished.
struct ByteWriter {
  private(set) var bytes: [UInt8]
  private let start: Int

  /// Begins a frame behind the bytes that are there.
  init(kind: UInt8, after bytes: consuming [UInt8] = [], reserving capacity: Int = 64) {
    self.bytes = bytes
    start = self.bytes.count
    // Asking for exactly what is needed would make the next frame move all of them again.
    if start == 0 { self.bytes.reserveCapacity(capacity + 5) }
    for _ in 0..<4 { self.bytes.append(0) }
    self.bytes.append(kind)
  }

  mutating func write(_ value: UInt8) { bytes.append(value) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ text: Text) {
    bytes.append(text.encoding.rawValue)
    write(blob: text.bytes)
  }

  /// A text that is mostly a short ASCII one, without a `Text` made of it.
  mutating func write(name: String) {
    var name = name
    let isWritten = name.withUTF8 { utf8 in
      guard utf8.allSatisfy({ $0 < 0x80 }) else { return false }
      bytes.append(Text.Encoding.ascii.rawValue)
      write(UInt32(clamping: utf8.count))
      bytes.append(contentsOf: utf8)
      return true
    }
    if !isWritten { write(Text(name)) }
  }

  mutating func write(blob: [UInt8]) {
    write(UInt32(clamping: blob.count))
    bytes.append(contentsOf: blob)
  }

  mutating func write(attachments: [[UInt8]]) {
    write(UInt8(clamping: attachments.count))
    for attachment in attachments { write(blob: attachment) }
  }

  /// All bytes, with the frame finished.
  consuming func finished() -> [UInt8] {
    let length = UInt32(clamping: bytes.count - start - 4)
    for index in 0..<4 {
      bytes[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
    }
    return bytes
  }
}
