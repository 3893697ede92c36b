import Foundation

/// A `sampan` that is talked to while it runs.
final class LiveProcess {
  private let process = Process()
  /// The end that is written to.
  private let input: FileHandle
  private let output = Pipe()
  private let state: ProgramFolder
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter isInterruptible: whether what stops and continues it interrupts its reading, as Linux
  ///   does for sockets with a limit of time (signal(7)).
  init(_ words: [String], isInterruptible: Bool = false) throws {
    let (end, other) = try Self.ends(isInterruptible)
    input = other
    state = try ProgramFolder([:])
    process.executableURL = URL(filePath: SampanProcess.path)
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": state.path, "PATH": "/usr/bin:/bin"]
    process.standardInput = end
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  private static func ends(_ isInterruptible: Bool) throws -> (FileHandle, FileHandle) {
    guard isInterruptible else {
      let pipe = Pipe()
      return (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    }
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw CocoaError(.fileReadUnknown) }
    var limit = timeval(tv_sec: 1_000, tv_usec: 0)
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return (
      FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
      FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    )
  }

  /// Interrupts whatever it waits for.
  func stopAndContinue() {
    let id = process.processIdentifier
    kill(id, SIGSTOP)
    // One that was continued before it stopped would not have stopped.
    while process.isRunning, !Self.isStopped(id) { sched_yield() }
    kill(id, SIGCONT)
  }

  private static func isStopped(_ id: Int32) -> Bool {
    let line = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
    return line.split(separator: ")").last?.hasPrefix(" T") ?? false
  }

  func endInput() { try? input.close() }

  /// Whether it comes to its end by itself.
  func ends(within seconds: Int) -> Bool {
    ended.wait(timeout: .now() + .seconds(seconds)) == .success
  }

  func type(_ line: String) { input.write(Data((line + "\n").utf8)) }

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
