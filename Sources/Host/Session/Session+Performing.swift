import Synchronization

/// Work for the session's thread from other threads, done in the order in which it came.
final class WorkQueue: Sendable {
  typealias Work = @Sendable (isolated Session) -> Void

  private let waiting = Mutex<[Work]>([])

  /// Adds work at the end; true when there was none, so somebody has to come for it.
  func add(_ work: @escaping Work) -> Bool {
    waiting.withLock { waiting in
      waiting.append(work)
      return waiting.count == 1
    }
  }

  var isEmpty: Bool { waiting.withLock { $0.isEmpty } }

  func takeAll() -> [Work] {
    waiting.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }
}

extension Session {
  /// Does something on the session's thread, after all that other threads asked for before: at once
  /// when this is it, so that what a service does in order stays in order.
  nonisolated func perform(_ body: @escaping @Sendable (isolated Session) -> Void) {
    if loop.isIsolatingCurrentContext() == true {
      assumeIsolated { session in
        session.doWork()
        body(session)
      }
    } else if work.add(body) {
      // Not by way of the global pool, whose threads others may keep.
      Task(executorPreference: tasks) { await self.comeForWork() }
    }
  }

  private func comeForWork() {
    doWork()
    if isQuiet { waiters.finishQuiet() }
  }

  private func doWork() { for body in work.takeAll() { body(self) } }
}
