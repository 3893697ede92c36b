import Foundation

/// Files that need not outlive a power cut.
enum NewFile {
  /// Writes a file that does not exist yet. Foundation's own way waits for the disk at each of
  /// hundreds of files.
  static func write(_ text: some StringProtocol, to path: String) throws(ToolError) {
    // x: fail when there is one; e: not for programs that are started meanwhile.
    guard let stream = fopen(path, "wxe") else { throw notWritten(path) }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, count == bytes.count else { throw notWritten(path) }
  }

  private static func notWritten(_ path: String) -> ToolError {
    .notWritten(path, reason: String(cString: strerror(errno)))
  }
}
