import Foundation
import Testing

/// A `sampan` with a pseudo-terminal for its input, its output and its remarks.
final class TerminalProcess {
  private let process = Process()
  private let terminal: Int32
  private let state: ProgramFolder

  init(_ words: [String], columns: UInt16) throws {
    state = try ProgramFolder([:])
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(terminal >= 0)
    var size = winsize(ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
    // `unlockpt` and `ptsname`, which the module of the C library leaves out.
    var (locked, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(terminal, 0x4004_5431, &locked) == 0)
    try #require(ioctl(terminal, 0x8004_5430, &number) == 0)
    let other = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
    process.executableURL = URL(filePath: SampanProcess.path)
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": state.path, "PATH": "/usr/bin:/bin"]
    process.standardInput = other
    process.standardOutput = other
    process.standardError = other
    try process.run()
    try other.close()
  }

  deinit { close(terminal) }

  func type(_ line: String, newline: Bool = true) {
    let bytes = Array((line + (newline ? "\n" : "")).utf8)
    _ = write(terminal, bytes, bytes.count)
  }

  /// What is printed until a text has come, or until nobody prints any more.
  func readUntil(_ text: String) -> String {
    var seen: [UInt8] = []
    while !String(decoding: seen, as: UTF8.self).contains(text) {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(terminal, &bytes, bytes.count)
      if count <= 0 { break }
      seen += bytes[..<count]
    }
    return String(decoding: seen, as: UTF8.self)
  }

  var exitCode: Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  func end() { if process.isRunning { process.terminate() } }
}
