import Foundation
import Glibc

/// A process that a test starts, to see what becomes of its own children.
final class Child {
  private let process = Process()
  /// Kept open, so that the child goes on waiting for a person.
  private let input = Pipe()

  init(_ path: String, _ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { kill() }

  var isAlive: Bool { process.isRunning }

  func kill() {
    guard process.isRunning else { return }
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The process numbers of its children.
  func children() throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
      .filter { Self.state(of: $0)?.parent == process.processIdentifier }
  }

  /// Whether a process is there and has not ended.
  static func isRunning(_ process: pid_t) -> Bool {
    guard let state = state(of: process) else { return false }
    return !["Z", "X"].contains(state.letter)
  }

  private static func state(of process: pid_t) -> (letter: String, parent: pid_t)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 1, let parent = pid_t(fields[1]) else { return nil }
    return (String(fields[0]), parent)
  }
}
