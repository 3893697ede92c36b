import CAttacks
import Glibc
import Sandbox

/// Locks itself down exactly as a runner does and then tries one thing, for the tests.
///
///     sampan-probe <same|user> <main|thread|unfiltered> <what>
///
/// `user` gives up being root before anything else. `thread` tries from a thread that was there
/// before lock-down, as the engine's are. `unfiltered` leaves the system call filter away, to see
/// what stands behind it. `what` is an attack, `call:<number>`, `threads` or
/// `descriptors`. The answer, a number, goes to descriptor 3.
@main
enum Probe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else { _exit(2) }
    if arguments[1] == "user", sampan_become_ordinary() != 0 { _exit(2) }
    let what = arguments[3]
    do {
      let sandbox = try Sandbox()
      let worker = arguments[2] == "thread" ? Worker(what) : nil
      let limits = SandboxLimits(memoryBytes: 64 << 20)
      _ =
        arguments[2] == "unfiltered"
        ? try sandbox.confine(channel: 3, limits: limits)
        : try sandbox.lockDown(channel: 3, limits: limits)
      if let worker { worker.release() } else { answer(attempt(what)) }
    } catch {
      _exit(3)
    }
  }

  static func attempt(_ what: String) -> Int {
    if what == "threads" { return Int(sampan_thread_bomb()) }
    if what == "descriptors" {
      var sum: Int32 = 0
      return Int(sampan_open_descriptors(&sum)) * 10_000 + Int(sum)
    }
    if what.hasPrefix("call:"), let number = Int(what.dropFirst(5)) {
      return sampan_bare_call(number)
    }
    return sampan_attack(what)
  }

  static func answer(_ result: Int) -> Never {
    let text = Array("\(result)\n".utf8)
    _ = write(3, text, text.count)
    _exit(0)
  }
}

/// A thread that is born before lock-down and acts after it.
final class Worker: Sendable {
  private let what: String
  /// Locked until lock-down is over.
  nonisolated(unsafe) private let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(_ what: String) {
    self.what = what
    pthread_mutex_init(gate, nil)
    pthread_mutex_lock(gate)
    var thread = pthread_t()
    let worker = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { data in
        guard let data else { return nil }
        Unmanaged<Worker>.fromOpaque(data).takeUnretainedValue().run()
      }, worker)
  }

  private func run() -> Never {
    pthread_mutex_lock(gate)
    Probe.answer(Probe.attempt(what))
  }

  func release() {
    pthread_mutex_unlock(gate)
    while true { sleep(1000) }
  }
}
