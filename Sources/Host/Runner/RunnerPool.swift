import Bridge
import Dispatch
import Glibc
import Synchronization
import Wire

/// Says that runners may put their program away and serve it again, to the same user: for the tests
/// of one file, which drive one program, and for nobody else (Docs/Security.md).
public final class RunnerReuse: Sendable {
  public init() {}
}

/// Keeps a few runners started, locked down and waiting, so that a launch does not wait for one.
///
/// A spare has taken in one `hello` and no mini-program. It is handed out once and does not come
/// back: a runner serves one program and one visitor, and dies. Only tests let a runner put its
/// program away and serve the same one again (`keep`), which saves most of what a launch costs.
public final class RunnerPool: Sendable {
  private struct State {
    var spares: [RunnerProcess] = []
    var used: [Used] = []
    /// How often each runner was used again, by its process.
    var lives: [pid_t: Int] = [:]
    /// Runners that are at work and will be used again, by whose they are.
    var lent: [ObjectIdentifier: Int] = [:]
    /// The most of them that were at work at once: a test may have several users.
    var mostLent = 0
    var starting = 0
    var closed = false

    /// Those that are there or will be without another being started.
    var count: Int { spares.count + used.count + lent.values.reduce(0, +) + starting }

    mutating func lend(to reuse: RunnerReuse) {
      lent[ObjectIdentifier(reuse), default: 0] += 1
      mostLent = max(mostLent, lent.values.reduce(0, +))
    }

    mutating func takeBack(from reuse: RunnerReuse) {
      guard let count = lent[ObjectIdentifier(reuse)] else { return }
      lent[ObjectIdentifier(reuse)] = max(0, count - 1)
    }

    /// What is ready goes first, and of that what served the program before. Whose two runners are both
    /// being renewed waits for one of them: a third would cost more than the wait.
    mutating func take(for reuse: RunnerReuse?, _ visitor: Visitor?) -> RunnerProcess? {
      guard let reuse, let visitor, !used.isEmpty else { return takeSpare() }
      if let ready = takeUsed(reuse, visitor, isReady: true) { return ready }
      let own = used.count { $0.reuse === reuse && $0.visitor == visitor }
      if own < 2, spares.contains(where: \.isReady) { return takeSpare() }
      return takeUsed(reuse, visitor, isReady: false) ?? takeSpare()
    }

    /// Takes a runner that has served the program to this visitor before.
    private mutating func takeUsed(
      _ reuse: RunnerReuse, _ visitor: Visitor, isReady: Bool
    ) -> RunnerProcess? {
      guard
        let index = used.firstIndex(where: {
          $0.reuse === reuse && $0.visitor == visitor && (!isReady || $0.runner.isReady)
        })
      else { return nil }
      return used.remove(at: index).runner
    }

    /// The spare that is furthest: one that is ready before one that still starts.
    mutating func takeSpare() -> RunnerProcess? {
      guard let index = spares.lastIndex(where: \.isReady) ?? spares.indices.first else {
        return nil
      }
      return spares.remove(at: index)
    }
  }

  private struct Used {
    let reuse: RunnerReuse
    let visitor: Visitor
    let runner: RunnerProcess
  }

  private let state = Mutex(State())
  private let launcher: RunnerLauncher
  private let size: Int

  /// - Parameters:
  ///   - size: spares to keep; 0 starts every runner when it is needed.
  ///   - hasHeadStart: starts one for the first launch, which will come soon.
  init(launcher: RunnerLauncher, size: Int, hasHeadStart: Bool = false) {
    self.launcher = launcher
    self.size = size
    // What fails now fails again, and is told, when the runner is needed.
    if hasHeadStart, size == 0, let first = try? launcher.start() {
      state.withLock { $0.spares.append(first) }
    }
    refill()
  }

  /// A spare when there is one that still lives, or a runner that is started now.
  ///
  /// The spare is not replaced before `refill` is called: starting a runner takes a processor for
  /// some 25 ms, which the launch that took the spare would feel.
  ///
  /// - Parameters:
  ///   - reuse: whose runners may be used again.
  ///   - visitor: whom such a runner must have served before.
  func take(
    for reuse: RunnerReuse? = nil, _ visitor: Visitor? = nil
  ) throws(SessionError) -> RunnerProcess {
    if let reuse { state.withLock { $0.lend(to: reuse) } }
    while let found = state.withLock({ $0.take(for: reuse, visitor) }) {
      if found.isAlive { return found }
      found.discard()
    }
    do {
      return try launcher.start()
    } catch {
      if let reuse { lose(of: reuse) }
      throw error
    }
  }

  /// Keeps a runner that has put its program away, for the same visitor, and greets it; one that
  /// has served often, or takes much memory, is let go.
  ///
  /// - Parameter memoryBytes: what a runner may hold at the begin of a life.
  func keep(
    _ runner: RunnerProcess, of reuse: RunnerReuse, _ visitor: Visitor, memoryBytes: Int
  ) {
    let isKept = state.withLock { state in
      state.takeBack(from: reuse)
      let lives = state.lives[runner.identifier, default: 0] + 1
      guard !state.closed, lives < Self.lives, state.used.count < max(size, state.mostLent),
        runner.privateMemoryBytes < memoryBytes
      else {
        state.lives[runner.identifier] = nil
        return false
      }
      state.lives[runner.identifier] = lives
      return true
    }
    guard isKept else { return runner.discard() }
    runner.greet(.hello(version: WireLimits.version, launcher.hello.text))
    let isLate = state.withLock { state in
      if !state.closed { state.used.append(Used(reuse: reuse, visitor: visitor, runner: runner)) }
      return state.closed
    }
    if isLate { runner.discard() }
  }

  /// A runner that was taken for somebody has ended.
  func lose(of reuse: RunnerReuse) { state.withLock { $0.takeBack(from: reuse) } }

  /// Programs that one runner serves, one after the other, before another is started.
  static let lives = 100

  /// Spares that are locked down and wait.
  public var count: Int { state.withLock { $0.spares.count(where: \.isReady) } }

  /// Runners that wait, work for somebody who will give them back, or are being started.
  var promised: Int { state.withLock { $0.count } }

  /// Ends the runners that are kept for somebody, and gets ready for whoever comes next.
  func endKept(of reuse: RunnerReuse) {
    let kept = state.withLock { state in
      let kept = state.used.filter { $0.reuse === reuse }.map(\.runner)
      state.used.removeAll { $0.reuse === reuse }
      state.lent[ObjectIdentifier(reuse)] = nil
      for runner in kept { state.lives[runner.identifier] = nil }
      return kept
    }
    for runner in kept { runner.discard() }
    refill()
  }

  /// Runners that have put their program away and wait for it.
  var keptCount: Int { state.withLock { $0.used.count } }

  /// Ends all spares.
  func close() {
    let spares = state.withLock { state in
      state.closed = true
      defer {
        state.spares.removeAll()
        state.used.removeAll()
      }
      return state.spares + state.used.map(\.runner)
    }
    for spare in spares { spare.discard() }
  }

  /// Starts as many runners as there are spares missing.
  func refill() {
    let missing = state.withLock { state in
      let missing =
        state.closed ? 0 : max(0, size - state.count)
      state.starting += missing
      return missing
    }
    for _ in 0..<missing {
      DispatchQueue.global(qos: .utility).async { [self] in
        let spare = try? launcher.start(spare: true)
        let late = state.withLock { state in
          state.starting -= 1
          guard let spare, !state.closed else { return spare }
          state.spares.append(spare)
          return nil
        }
        late?.discard()
      }
    }
  }
}
