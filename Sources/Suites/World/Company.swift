import Synchronization

/// Worlds that share one time: that of a test that runs alone, or those of tests that run together.
/// When time goes on for one of them, it goes on for all.
final class Company: Sendable {
  private struct State {
    var time: Double
    /// By world and by user.
    var apps: [String: [String: RunningApp]] = [:]
  }

  private let state: Mutex<State>
  /// Whether the time of several tests depends on it.
  let isShared: Bool

  init(time: Double, isShared: Bool = false) {
    state = Mutex(State(time: time))
    self.isShared = isShared
  }

  /// Milliseconds since 1970.
  var time: Double {
    get { state.withLock { $0.time } }
    set { state.withLock { $0.time = newValue } }
  }

  /// What runs in all of them, in the order of their keys and then of their users.
  var apps: [RunningApp] {
    state.withLock { $0.apps }.sorted { $0.key < $1.key }
      .flatMap { $0.value.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// What runs in one world; nothing when it has ended.
  func set(_ apps: [String: RunningApp], of world: String) {
    state.withLock { $0.apps[world] = apps.isEmpty ? nil : apps }
  }
}
