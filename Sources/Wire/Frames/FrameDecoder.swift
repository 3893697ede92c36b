/// Cuts a byte stream into frames: a little-endian 32-bit length, then a kind and its payload.
///
/// Holds at most one unfinished frame plus what the last read brought, so a peer cannot make it
/// grow past `limit`.
public struct FrameDecoder: Sendable {
  public struct Frame: Hashable, Sendable {
    public let kind: UInt8
    public let payload: ArraySlice<UInt8>
  }

  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0

  /// - Parameter limit: the most bytes that may follow a length.
  public init(limit: Int) { self.limit = limit }

  /// Bytes that wait for the rest of their frame.
  public var pendingBytes: Int { buffer.count - start }

  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
      start = 0
    } else if start > 1 << 16 {
      buffer.removeSubrange(0..<start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole frame, or nil until more bytes arrive.
  ///
  /// - Throws: `frameTooLong` and `emptyFrame`; the stream is then unusable.
  public mutating func next() throws(WireError) -> Frame? {
    guard pendingBytes >= 4 else { return nil }
    var length = 0
    for index in 0..<4 { length |= Int(buffer[start + index]) << (8 * index) }
    guard length > 0 else { throw .emptyFrame }
    guard length <= limit else { throw .frameTooLong(bytes: length, limit: limit) }
    guard pendingBytes >= 4 + length else { return nil }
    let body = start + 4
    start = body + length
    return Frame(kind: buffer[body], payload: buffer[body + 1..<start])
  }
}
