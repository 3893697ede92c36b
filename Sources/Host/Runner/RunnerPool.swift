import Dispatch
import Synchronization
import Wire

/// Keeps a few runners started, locked down and waiting, so that a launch does not wait for one.
///
/// A spare has taken in one `hello` and no mini-program. It is handed out once and never comes
/// back: a runner serves one program and one visitor, and dies.
public final class RunnerPool: Sendable {
  private struct State {
    var spares: [RunnerProcess] = []
    var starting = 0
    var closed = false

    /// The spare that is furthest: one that is ready before one that still starts.
    mutating func takeSpare() -> RunnerProcess? {
      guard let index = spares.lastIndex(where: \.isReady) ?? spares.indices.first else {
        return nil
      }
      return spares.remove(at: index)
    }
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
  func take() throws(SessionError) -> RunnerProcess {
    while let spare = state.withLock({ $0.takeSpare() }) {
      if spare.isAlive { return spare }
      spare.discard()
    }
    return try launcher.start()
  }

  /// Spares that are locked down and wait.
  public var count: Int { state.withLock { $0.spares.count(where: \.isReady) } }

  /// Ends all spares.
  func close() {
    let spares = state.withLock { state in
      state.closed = true
      defer { state.spares.removeAll() }
      return state.spares
    }
    for spare in spares { spare.discard() }
  }

  /// Starts as many runners as there are spares missing.
  func refill() {
    let missing = state.withLock { state in
      let missing = state.closed ? 0 : max(0, size - state.spares.count - state.starting)
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
