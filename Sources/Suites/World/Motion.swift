import Bridge
import Host
import Synchronization

/// Knows what is on its way between a mini-program, a mock of the test file and a service, so that
/// the moment between two threads is never taken for rest. Safe to use from any thread.
final class Motion: Sendable {
  private struct State {
    var moves: Set<Int> = []
    var last = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func begin() -> Int {
    state.withLock { state in
      state.last += 1
      state.moves.insert(state.last)
      return state.last
    }
  }

  /// One that was ended already is passed over.
  func end(_ move: Int) {
    wake { $0.moves.remove(move) }
  }

  /// Nothing that was on its way will arrive: the test file's runner is gone.
  func endAll() {
    wake { $0.moves.removeAll() }
  }

  private func wake(after change: (inout State) -> Void) {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      change(&state)
      guard state.moves.isEmpty else { return [] }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Whether nothing is on its way.
  var isStill: Bool { state.withLock { $0.moves.isEmpty } }

  /// Waits until nothing is.
  func still() async {
    await withCheckedContinuation { waiter in
      let isStill = state.withLock { state in
        if state.moves.isEmpty { return true }
        state.waiters.append(waiter)
        return false
      }
      if isStill { waiter.resume() }
    }
  }
}

/// One question that goes from side to side. It moves from the start, but while somebody who is
/// watched by other means has it.
final class Passage: Sendable {
  private let motion: Motion
  private let move: Mutex<Int?>

  init(_ motion: Motion) {
    self.motion = motion
    move = Mutex(motion.begin())
  }

  /// Somebody who is watched by other means has it now.
  func asked() { finished() }

  /// Its answer has come, or cannot come any more.
  func answered() {
    move.withLock { move in
      if move == nil { move = motion.begin() }
    }
  }

  /// It has arrived where it came from.
  func finished() {
    move.withLock { move in
      if let current = move { motion.end(current) }
      move = nil
    }
  }
}

/// The questions of a test file's runner that stay on their way until their replies are written:
/// those by which a mock lets the service answer.
final class Passages: CallWatch {
  private let motion: Motion
  private let passages = Mutex<[UInt32: Passage]>([:])
  /// Who of the tests that run together is served.
  let floor = Floor()

  init(_ motion: Motion) { self.motion = motion }

  /// A question arrived, on the thread of the runner's session, before anybody sees that at rest.
  func begin(_ call: UInt32) {
    let passage = Passage(motion)
    passages.withLock { $0[call] = passage }
  }

  subscript(call: UInt32) -> Passage? { passages.withLock { $0[call] } }

  func received(_ call: WatchedCall) -> CallVerdict { .pass }

  /// The reply is about to be written by the same job on the session's thread, so whoever comes
  /// there next finds the runner at work.
  func answered(_ call: WatchedCall, _ outcome: Result<CallReply, CallError>) {
    passages.withLock { $0.removeValue(forKey: call.id) }?.finished()
    floor.leave(call.id)
  }
}
