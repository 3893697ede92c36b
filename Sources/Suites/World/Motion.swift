import Synchronization

/// Counts what is on its way between a mini-program, a mock of the test file and a service, so that
/// the moment between two threads is never taken for rest. Safe to use from any thread.
final class Motion: Sendable {
  private let count = Mutex(0)

  func begin() { count.withLock { $0 += 1 } }
  func end() { count.withLock { $0 -= 1 } }

  /// Whether nothing is on its way.
  var isStill: Bool { count.withLock { $0 == 0 } }
}

/// One mock's share: it moves, but while the test file has its question.
final class MockMotion: Sendable {
  private let all: Motion
  private let isAway = Mutex(false)

  init(_ all: Motion) { self.all = all }

  func asked() {
    isAway.withLock { $0 = true }
    all.end()
  }

  /// Its answer has come, or cannot come any more; the first time counts.
  func answered() {
    let returns = isAway.withLock { isAway in
      defer { isAway = false }
      return isAway
    }
    if returns { all.begin() }
  }
}
