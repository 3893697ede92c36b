import Foundation

/// A `sampan` that is talked to while it runs.
final class LiveProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let state: ProgramFolder
  private let ended = DispatchSemaphore(value: 0)

  init(_ words: [String]) throws {
    state = try ProgramFolder([:])
    process.executableURL = URL(filePath: SampanProcess.path)
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": state.path, "PATH": "/usr/bin:/bin"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  /// Interrupts whatever it waits for.
  func stopAndContinue() {
    kill(process.processIdentifier, SIGSTOP)
    kill(process.processIdentifier, SIGCONT)
  }

  func endInput() { try? input.fileHandleForWriting.close() }

  /// Whether it comes to its end by itself.
  func ends(within seconds: Int) -> Bool {
    ended.wait(timeout: .now() + .seconds(seconds)) == .success
  }

  func type(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

  /// Reads what is printed until a text has come; false when the output ends without it.
  func readUntil(_ text: String) -> Bool {
    var seen = Data()
    let wanted = Data(text.utf8)
    while seen.range(of: wanted) == nil {
      let some = output.fileHandleForReading.availableData
      if some.isEmpty { return false }
      seen += some
    }
    return true
  }

  var exitCode: Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  func end() { if process.isRunning { process.terminate() } }
}

/// A folder with files, removed when the test ends.
final class ProgramFolder {
  let path = NSTemporaryDirectory() + "sampan-program-\(UUID().uuidString)"

  init(_ files: [String: String]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
