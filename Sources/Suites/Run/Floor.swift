import Synchronization

/// Who is served among the worlds of tests that run together: one after the other, in the order in
/// which they asked, so that what one does to the time that they share comes at the same point of
/// all others whatever the machine has to do. Calls of the world that is served begin at once, since
/// one of them may be what another waits for.
final class Floor: Sendable {
  private struct State {
    /// Whether tests run together; one alone asks as it likes.
    var isOpen = false
    var holder: String?
    var served: Set<UInt32> = []
    var waiting: [Waiting] = []
  }

  private struct Waiting {
    let call: UInt32
    let world: String
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// A call arrived; on the thread of the runner's session, in the order in which the runner asked.
  func enter(_ call: UInt32, of world: String) {
    state.withLock { state in
      guard state.isOpen else { return }
      guard let holder = state.holder, holder != world else {
        state.holder = world
        state.served.insert(call)
        return
      }
      state.waiting.append(Waiting(call: call, world: world))
    }
  }

  /// Waits until a call that has entered is served. One that has not is served at once.
  func turn(of call: UInt32) async {
    await withCheckedContinuation { waiter in
      let isServed = state.withLock { state in
        guard let place = state.waiting.firstIndex(where: { $0.call == call }) else { return true }
        state.waiting[place].waiter = waiter
        return false
      }
      if isServed { waiter.resume() }
    }
  }

  /// Whether a call of a world has to wait.
  func isWaiting(_ world: String) -> Bool {
    state.withLock { state in state.waiting.contains { $0.world == world } }
  }

  /// The reply of a call is about to be written.
  func leave(_ call: UInt32) {
    change { $0.served.remove(call) }
  }

  /// A world has ended: nobody waits for its calls any more but for the one that told so.
  func drop(_ world: String, but call: UInt32) {
    change { if $0.holder == world { $0.served.formIntersection([call]) } }
  }

  /// Serves those who are next when nobody is served any more.
  private func change(_ change: (inout State) -> Void) {
    let next = state.withLock { state -> [Waiting] in
      guard state.holder != nil else { return [] }
      change(&state)
      guard state.served.isEmpty else { return [] }
      state.holder = state.waiting.first?.world
      let next = state.waiting.filter { $0.world == state.holder }
      state.waiting.removeAll { $0.world == state.holder }
      state.served.formUnion(next.map(\.call))
      return next
    }
    for call in next { call.waiter?.resume() }
  }

  /// Tests are about to run together.
  func open() { state.withLock { $0.isOpen = true } }

  /// They no longer do, or the runner is gone: everybody is served who still waits.
  func close() {
    let all = state.withLock { state in
      defer { state = State() }
      return state.waiting
    }
    for call in all { call.waiter?.resume() }
  }
}
