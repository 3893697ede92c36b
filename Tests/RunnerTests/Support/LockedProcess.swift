import CSpawn
import Glibc
import Testing

/// A program of this package that was started the way a host starts runners.
final class LockedProcess {
  let pid: pid_t
  let channel: Int32
  let hasPIDNamespace: Bool
  let pidfd: Int32
  private var isReaped = false

  /// - Parameter name: the executable's name, which lies beside the tests.
  init(_ name: String, arguments: [String] = []) throws {
    var ends: [Int32] = [-1, -1]
    try #require(
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    defer { close(ends[1]) }
    let path = Self.folder + "/" + name
    var spawned = sampan_spawned()
    let result = Self.withStrings([path] + arguments) { arguments in
      Self.withStrings(["Malloc=1", "JSC_useWasm=0"]) { environment in
        var request = sampan_spawn()
        request.path = UnsafePointer(arguments[0])
        request.arguments = arguments
        request.environment = environment
        request.channel = ends[1]
        request.diagnostics = STDERR_FILENO
        request.niceness = Int32(SAMPAN_RUNNER_NICENESS)
        return sampan_spawn_program(&request, &spawned)
      }
    }
    try #require(result == 0, "\(path): \(String(cString: strerror(errno)))")
    pid = spawned.pid
    pidfd = spawned.pidfd
    hasPIDNamespace = spawned.pid_namespace
    channel = ends[0]
  }

  /// Takes over a process that was started otherwise.
  init(adopting spawned: sampan_spawned, channel: Int32) {
    pid = spawned.pid
    pidfd = spawned.pidfd
    hasPIDNamespace = spawned.pid_namespace
    self.channel = channel
  }

  deinit {
    close(channel)
    if !isReaped {
      _ = sampan_signal(pidfd, SIGKILL)
      _ = ending()
    }
    close(pidfd)
  }

  /// Where the build put the tests and the executables.
  static let folder: String = {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let path = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }()

  enum Ending: Equatable {
    case code(Int32)
    case signal(Int32)
  }

  /// The most bytes that were seen resident while `receive` waited. What the system counts for a
  /// child that has ended would include its parent, from the moments before `exec`.
  private(set) var peakBytes = 0

  /// Waits until the process is gone.
  func ending() -> Ending {
    // One that does not end is a failure, not a reason to hang.
    var entry = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
    if poll(&entry, 1, Self.patienceMilliseconds) != 1 { _ = sampan_signal(pidfd, SIGKILL) }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    let signal = status & 0x7F
    return signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
  }

  /// Hangs up, as a host that is gone.
  func hangUp() { shutdown(channel, Int32(SHUT_RDWR)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }

  /// Ends a test that would hang.
  private static let patienceMilliseconds: Int32 = 30_000

  /// The next bytes; empty at the end, and when nothing comes for long.
  func receive() -> [UInt8] {
    var entry = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
    var patience = Self.patienceMilliseconds
    while poll(&entry, 1, 1) == 0 {
      let kilobytes = status("VmHWM").flatMap { Int($0.prefix { $0 != " " }) } ?? 0
      peakBytes = max(peakBytes, kilobytes << 10)
      patience -= 1
      if patience == 0 { return [] }
    }
    return [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, recv(channel, buffer.baseAddress, buffer.count, 0))
    }
  }

  /// A line of `/proc/<pid>/status`.
  func status(_ name: String) -> String? { status("status", name) }

  /// A line of a file of the same form below `/proc/<pid>`.
  func status(_ file: String, _ name: String) -> String? {
    guard let file = fopen("/proc/\(pid)/\(file)", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(name + ":") else { continue }
      return text.dropFirst(name.utf8.count + 1).split { $0.isWhitespace }.joined(separator: " ")
    }
    return nil
  }

  /// The files that are mapped into the process, by the last part of their names.
  var mappedFiles: Set<String> {
    guard let file = fopen("/proc/\(pid)/maps", "r") else { return [] }
    defer { fclose(file) }
    var names: Set<String> = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let name = text.split(separator: "/").last { names.insert(name.filter { $0 != "\n" }) }
    }
    return names
  }

  /// What stands in the process's environment.
  var environment: [String] {
    guard let file = fopen("/proc/\(pid)/environ", "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return bytes[..<count].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return body(&copies)
  }
}
