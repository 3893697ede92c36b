import Foundation

/// The lines of the standard input, read as they come. One thread reads them.
///
/// `readLine` would try again for ever at the end of the input when a read was interrupted before,
/// since it takes the old error for a new one.
struct InputLines {
  /// What was read and not handed out.
  private var pending: [UInt8] = []
  private var isOver = false
  /// A longer line comes in pieces.
  private static let lineBytes = 64 << 10

  /// The next line without its end; waits for it. Nil at the end of the input.
  mutating func next() -> String? {
    while true {
      if let end = pending.prefix(Self.lineBytes + 1).firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeFirst(end + 1) }
        return text(pending[..<end])
      }
      if isOver || pending.count > Self.lineBytes {
        let piece = pending.prefix(Self.lineBytes)
        pending.removeFirst(piece.count)
        return piece.isEmpty ? nil : text(piece)
      }
      readMore()
    }
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }

  private mutating func readMore() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 {
      pending += bytes[..<count]
    } else if count == 0 || errno != EINTR {
      isOver = true
    }
  }
}
