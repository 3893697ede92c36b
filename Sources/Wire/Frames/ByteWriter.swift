/// Builds one frame: the length is filled in when the frame is finished.
struct ByteWriter {
  private(set) var bytes: [UInt8]

  init(kind: UInt8, reserving capacity: Int = 64) {
    bytes = []
    bytes.reserveCapacity(capacity + 5)
    bytes.append(contentsOf: [0, 0, 0, 0, kind])
  }

  mutating func write(_ value: UInt8) { bytes.append(value) }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: UInt32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
    }
  }

  mutating func write(_ value: Double) {
    let pattern = value.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt64(shift)))
    }
  }

  mutating func write(_ text: Text) {
    bytes.append(text.encoding.rawValue)
    write(blob: text.bytes)
  }

  mutating func write(blob: [UInt8]) {
    write(UInt32(clamping: blob.count))
    bytes.append(contentsOf: blob)
  }

  mutating func write(attachments: [[UInt8]]) {
    write(UInt8(clamping: attachments.count))
    for attachment in attachments { write(blob: attachment) }
  }

  /// The finished frame.
  consuming func frame() -> [UInt8] {
    let length = UInt32(clamping: bytes.count - 4)
    for index in 0..<4 {
      bytes[index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
    }
    return bytes
  }
}
