/// Writes the fields of one frame.
struct ByteWriter {
  fileprivate var bytes: [UInt8] = []

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
}

extension [UInt8] {
  /// Puts a whole frame behind what is there; its length is filled in when its fields are written.
  mutating func appendFrame(kind: UInt8, _ fields: (inout ByteWriter) -> Void) {
    // The bytes change places and are never shared, so that none is copied.
    var writer = ByteWriter()
    swap(&writer.bytes, &self)
    let start = writer.bytes.count
    for byte in [0, 0, 0, 0, kind] { writer.write(byte) }
    fields(&writer)
    let length = UInt32(clamping: writer.bytes.count - start - 4)
    for index in 0..<4 {
      writer.bytes[start + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
    }
    swap(&writer.bytes, &self)
  }
}
