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

  /// Whether the runner's memory can be watched; one whose memory cannot be must not be used.
  var isWatched: Bool { memoryFile >= 0 }

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

  var isAlive: Bool { !Self.isReadable(processDescriptor) }

  /// Whether it has said something that nobody has read yet; the first is that it is locked down.
  var isReady: Bool { Self.isReadable(socket) }

  private static func isReadable(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// Resident bytes that belong to this process alone: the heap of the guest, mostly.
  var privateMemoryBytes: Int {
    let (resident, shared) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { text in
      let count = pread(memoryFile, text.baseAddress, text.count, 0)
      var fields = Numbers(text: text.prefix(max(0, count)))
      _ = fields.next()
      return (fields.next() ?? 0, fields.next() ?? 0)
    }
    return (resident - shared) * Int(getpagesize())
  }

  /// The numbers of a line of `statm`, without a string for each of them.
  private struct Numbers: IteratorProtocol {
    var text: Slice<UnsafeMutableBufferPointer<UInt8>>

    mutating func next() -> Int? {
      guard let first = text.first, Self.isDigit(first) else { return nil }
      var number = 0
      while let byte = text.first, Self.isDigit(byte) {
        number = number &* 10 &+ Int(byte - UInt8(ascii: "0"))
        text.removeFirst()
      }
      _ = text.popFirst()
      return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
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
