import Bridge
import Synchronization

/// Lets so many exchanges of one kind run at once for each session; others wait in the order in
/// which they came (`reference/api-conventions.md 8.8`).
final class ExchangeLanes: Sendable {
  private struct Lane {
    var running = 0
    var waiting: [Waiting] = []
  }

  private struct Waiting {
    let id: UInt64
    let start: CheckedContinuation<Bool, Never>
    /// Lets the session be quiet meanwhile: what is waited for may wait for the session's time.
    let rest: ServiceClock.Alarm

    func go(_ isItsTurn: Bool) {
      rest.cancel()
      start.resume(returning: isItsTurn)
    }
  }

  private struct State {
    var lanes: [SessionID: [NetworkPolicy.Use: Lane]] = [:]
    var lastID: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Does something when its turn has come.
  ///
  /// - Throws: `aborted` when the task was cancelled while it waited.
  func run(
    _ use: NetworkPolicy.Use, of session: SessionID, _ clock: ServiceClock,
    _ body: () async throws(NetworkError) -> Void
  ) async throws(NetworkError) {
    guard await enter(use, session, clock) else { throw .aborted }
    defer { leave(use, session) }
    try await body()
  }

  private func enter(
    _ use: NetworkPolicy.Use, _ session: SessionID, _ clock: ServiceClock
  ) async -> Bool {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let rest = clock.rest()
        let outcome = state.withLock { state -> Bool? in
          // Whoever cancels after this finds it waiting, for which it needs this lock.
          if Task.isCancelled { return false }
          var lane = state.lanes[session]?[use] ?? Lane()
          defer { state.lanes[session, default: [:]][use] = lane }
          if lane.running < NetworkLimits.exchanges {
            lane.running += 1
            return true
          }
          lane.waiting.append(Waiting(id: id, start: continuation, rest: rest))
          return nil
        }
        if let outcome {
          rest.cancel()
          continuation.resume(returning: outcome)
        }
      }
    } onCancel: {
      cancel(id, use, session)
    }
  }

  private func cancel(_ id: UInt64, _ use: NetworkPolicy.Use, _ session: SessionID) {
    let waiter = state.withLock { state -> Waiting? in
      guard
        let place = state.lanes[session]?[use]?.waiting.firstIndex(where: { $0.id == id })
      else {
        return nil
      }
      return state.lanes[session]?[use]?.waiting.remove(at: place)
    }
    waiter?.go(false)
  }

  private func leave(_ use: NetworkPolicy.Use, _ session: SessionID) {
    let next = state.withLock { state -> Waiting? in
      guard var lane = state.lanes[session]?[use] else { return nil }
      defer {
        let isEmpty = lane.running == 0 && lane.waiting.isEmpty
        state.lanes[session]?[use] = isEmpty ? nil : lane
        if state.lanes[session]?.isEmpty == true { state.lanes[session] = nil }
      }
      if lane.waiting.isEmpty {
        lane.running -= 1
        return nil
      }
      return lane.waiting.removeFirst()
    }
    next?.go(true)
  }

  /// Sessions with something in a lane.
  var sessions: Int { state.withLock { $0.lanes.count } }
}
