import Foundation

/// Finds programs of the system and runs each for a moment, in a folder of its own.
struct Toolbox: Sendable {
  struct Result {
    var status: Int32
    /// What the tool wrote to its standard error.
    var report: String
  }

  /// Where programs are looked for.
  var folders = ["/usr/bin", "/usr/local/bin", "/bin"]
  /// Nil for the strongest that this kernel lets us have.
  var isolation: Isolation?
  /// A tool that takes longer is stopped.
  var deadlineSeconds = 120

  static let system = Toolbox()

  /// The absolute path of a program; nil when it is not installed.
  func path(of name: String) -> String? {
    folders.lazy.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
  }

  /// Runs a program in `work` of the folder and waits for its end.
  ///
  /// - Parameter words: the program's name and what it is told.
  func run(_ words: [String], in staging: Staging) throws(ToolError) -> Result {
    let name = words.first ?? ""
    let isolation = isolation ?? .strongest
    guard let path = path(of: name) else { throw .missing(name) }
    let command = isolation.command(in: staging) + [path] + words.dropFirst()
    guard let first = Toolbox.system.path(of: command[0]) else { throw .missing(command[0]) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: first)
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: staging.work)
    process.environment = Self.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      process.standardError = try FileHandle(
        forWritingTo: URL(fileURLWithPath: staging.report))
      try process.run()
    } catch {
      throw .notStarted(name, reason: error.localizedDescription)
    }
    guard ended.wait(timeout: .now() + .seconds(deadlineSeconds)) == .success else {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw .tooSlow(name, seconds: deadlineSeconds)
    }
    return Result(status: process.terminationStatus, report: staging.complaints())
  }

  /// Tools written for node find Debian's modules with any node.
  private static let environment = [
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/", "LC_ALL": "C.UTF-8",
    "NODE_PATH": "/usr/share/nodejs",
  ]

  /// A line that a tool wrote, cut where it is too long for a message.
  static func shortened(_ line: Substring) -> String {
    let limit = TransformLimits.messageBytes
    return line.utf8.count <= limit ? String(line) : line.utf8.prefix(limit).asString + "…"
  }
}
