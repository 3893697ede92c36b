import CSpawn
import Glibc
import Wire

/// One runner as a process: its socket, its life and its memory.
///
/// Signals go through the descriptor of the process, so a recycled process number is never hit.
public final class RunnerProcess: Sendable {
  let socket: Int32
  let identifier: pid_t
  /// Becomes readable when the process has ended.
  let processDescriptor: Int32
  private let memoryFile: Int32

  init(socket: Int32, identifier: pid_t, descriptor: Int32) {
    self.socket = socket
    self.identifier = identifier
    processDescriptor = descriptor
    memoryFile = open("/proc/\(identifier)/statm", O_RDONLY | O_CLOEXEC)
  }

  /// Sends the first frame, which always fits an empty socket's buffer or is sent in pieces.
  func greet(_ message: HostMessage) {
    var rest = message.frame[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  var isAlive: Bool {
    var descriptor = pollfd(fd: processDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 0
  }

  /// Resident bytes that belong to this process alone: the heap of the guest, mostly.
  var privateMemoryBytes: Int {
    var text = [UInt8](repeating: 0, count: 128)
    let count = pread(memoryFile, &text, text.count, 0)
    guard count > 0 else { return 0 }
    let fields = text[..<count].split(separator: UInt8(ascii: " "))
    guard fields.count > 2,
      let resident = Int(String(decoding: fields[1], as: UTF8.self)),
      let shared = Int(String(decoding: fields[2], as: UTF8.self))
    else { return 0 }
    return (resident - shared) * Int(getpagesize())
  }

  func kill() { _ = sampan_signal(processDescriptor, SIGKILL) }

  /// Takes the status of a process that has ended. Call once.
  func reap() -> Exit {
    var status: Int32 = 0
    guard waitpid(identifier, &status, 0) == identifier else { return .unknown }
    let signal = status & 0x7F
    return signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
  }

  func close() {
    Glibc.close(socket)
    Glibc.close(processDescriptor)
    if memoryFile >= 0 { Glibc.close(memoryFile) }
  }

  /// Ends a runner that nobody uses.
  func discard() {
    kill()
    _ = reap()
    close()
  }

  /// How a process ended, before anyone gave it a meaning.
  enum Exit {
    case code(Int32)
    case signal(Int32)
    case unknown

    /// - Parameter peakBytes: the most memory that the host saw it use.
    func ending(peakBytes: Int, limits: HostLimits) -> Ending {
      switch self {
      case .code(0): .normal
      case .code(let code): .crash("it exited with status \(code)")
      case .signal(SIGSYS): .systemCall
      case .signal where peakBytes > limits.memoryBytes / 10 * 8:
        // The engine aborts in several ways when the system gives it no more memory.
        .memory(bytes: peakBytes, limit: limits.memoryBytes)
      case .signal(let signal): .crash("signal \(signal) (\(String(cString: strsignal(signal))))")
      case .unknown: .crash("its end was not seen")
      }
    }
  }
}
