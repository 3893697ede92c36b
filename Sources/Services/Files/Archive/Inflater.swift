import CZlib

/// Unpacks a deflated stream, piece by piece, and stops past a limit.
final class Inflater {
  enum Failure: Error {
    case broken
    case tooLarge
  }

  private var stream = z_stream()
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private(set) var produced = 0
  private(set) var isFinished = false
  private let limit: Int

  /// - Parameter limit: bytes that may come out.
  init(limit: Int) throws(Failure) {
    self.limit = limit
    // Negative: a bare stream, without a header, as archives hold it.
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .broken }
  }

  deinit { inflateEnd(&stream) }

  /// Takes in some bytes and hands out what they become.
  func take(_ input: [UInt8], _ out: ([UInt8]) throws -> Void) throws {
    var input = input
    let count = input.count
    var consumed = 0
    while !isFinished {
      let piece = try input.withUnsafeMutableBufferPointer { input -> [UInt8] in
        stream.next_in = input.baseAddress.map { $0 + consumed }
        stream.avail_in = UInt32(count - consumed)
        return try step()
      }
      consumed = count - Int(stream.avail_in)
      if !piece.isEmpty { try out(piece) }
      if piece.count < buffer.count, consumed == count { return }
    }
  }

  private func step() throws(Failure) -> [UInt8] {
    let size = buffer.count
    let status = buffer.withUnsafeMutableBufferPointer { output in
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(size)
      return inflate(&stream, Z_NO_FLUSH)
    }
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      throw .broken
    }
    isFinished = status == Z_STREAM_END
    let count = size - Int(stream.avail_out)
    produced += count
    guard produced <= limit else { throw .tooLarge }
    return Array(buffer.prefix(count))
  }
}

/// The checksum of archives.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: [UInt8]) {
    value = UInt32(truncatingIfNeeded: crc32(UInt(value), bytes, UInt32(bytes.count)))
  }
}
