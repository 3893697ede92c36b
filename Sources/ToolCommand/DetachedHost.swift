import Foundation

/// Hosts that serve a project in the background, and the notes by which they are found again.
enum DetachedHost {
  /// How long a host may take until it listens.
  private static let startSeconds = 60.0

  /// Starts `sampan auto` beside this command and returns when it listens.
  static func start(_ launch: ToolRequest.Launch) throws(ToolRefusal) {
    let folder = URL(filePath: launch.project).standardizedFileURL.path
    guard
      FileManager.default.fileExists(atPath: folder + "/app.json")
        || FileManager.default.fileExists(atPath: folder + "/project.config.json")
    else {
      throw ToolRefusal(
        "'\(launch.project)' is no mini-program: it has neither app.json nor project.config.json",
        code: 2)
    }
    guard !isListening(launch.port) else {
      // The words that minium looks for, to connect to what is there.
      throw ToolRefusal("Port \(launch.port) is in use", code: 1, isForClient: true)
    }
    let log = notes + "/\(launch.port).log"
    let process = Process()
    process.executableURL = URL(filePath: sampan)
    process.arguments =
      ["auto", folder, "--port", String(launch.port)]
      + (launch.account.map { ["--user", $0] } ?? [])
    do {
      try FileManager.default.createDirectory(atPath: notes, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(atPath: log, contents: nil)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle(forWritingAtPath: log) ?? FileHandle.nullDevice
      try process.run()
      try "\(process.processIdentifier)\n\(folder)\n".write(
        toFile: notes + "/\(launch.port).host", atomically: true, encoding: .utf8)
    } catch {
      throw ToolRefusal("\(sampan) cannot be started: \(error)", code: 2)
    }
    let deadline = Date(timeIntervalSinceNow: startSeconds)
    while !isListening(launch.port) {
      guard process.isRunning, Date() < deadline else {
        let reason = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        throw ToolRefusal("the mini-program could not be opened\n\(reason)", code: 1)
      }
      // Another process is waited for, which says nothing but by listening.
      usleep(20_000)
    }
  }

  /// Ends what serves a project, or all; nil ends all. What does not run any more is forgotten.
  static func stop(project: String?) {
    let wanted = project.map { URL(filePath: $0).standardizedFileURL.path }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: notes)) ?? []
    for name in names where name.hasSuffix(".host") {
      let path = notes + "/" + name
      let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
        .split(separator: "\n").map(String.init)
      guard lines.count == 2, let process = Int32(lines[0]) else { continue }
      guard wanted == nil || wanted == lines[1] else { continue }
      // The number may belong to somebody else by now.
      if command(of: process).contains(lines[1]) { kill(process, SIGTERM) }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private static func command(of process: Int32) -> [String] {
    let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where the notes are: beside the lasting state of mini-programs.
  private static var notes: String {
    let environment = ProcessInfo.processInfo.environment
    let base =
      environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? NSHomeDirectory() + "/.local/share"
    return base + "/sampan/ports"
  }

  private static var sampan: String {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return (own as NSString).deletingLastPathComponent + "/sampan"
  }

  private static func isListening(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
