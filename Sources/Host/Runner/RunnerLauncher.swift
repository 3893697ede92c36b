import CSpawn
import Glibc
import Wire

/// Starts runners: a new process with a socket pair, and its `hello` on the way.
public struct RunnerLauncher: Sendable {
  /// The executable, `sampan-runner`.
  let path: String
  /// What every runner is told first.
  let hello: Hello
  /// What a runner may use of memory, in bytes.
  let memoryBytes: Int
  /// Whether programs run for moments: a rehearsal would take longer than it saves.
  let isBrief: Bool

  /// - Parameter spare: whether nobody waits for it.
  func start(spare: Bool = false) throws(SessionError) -> RunnerProcess {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw .noRunner("the system gives no socket pair: \(Self.reason())") }
    defer { Glibc.close(ends[1]) }
    var spawned = sampan_spawned()
    let engine = sampan_engine(memory_bytes: memoryBytes, is_brief: isBrief)
    guard sampan_spawn(path, ends[1], engine, &spawned) == 0 else {
      let reason = Self.reason()
      Glibc.close(ends[0])
      throw .noRunner("\(path): \(reason)")
    }
    let runner = RunnerProcess(
      socket: ends[0], identifier: spawned.pid, descriptor: spawned.pidfd)
    guard runner.isWatched else {
      let reason = Self.reason()
      runner.discard()
      throw .noRunner("its memory cannot be watched: \(reason)")
    }
    runner.greet(
      .hello(version: WireLimits.version, spare && !isBrief ? hello.spareText : hello.text))
    return runner
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
