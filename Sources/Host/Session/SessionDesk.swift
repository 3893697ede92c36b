import Bridge
import Foundation
import Synchronization
import Wire

/// What one session offers to services: its time, its chance and its events, from any thread.
final class SessionDesk: SessionPort {
  private struct State {
    /// Nil before the session has begun and after it has ended.
    var session: Session?
    /// Where the virtual clock stands.
    var virtualNow: Double
    var alarms = AlarmList()
    var random: SeededRandom
  }

  private let state: Mutex<State>
  private let isVirtual: Bool
  private let alarmLimit: Int

  init(clock: SessionClock, seed: UInt32?, alarms alarmLimit: Int) {
    var start = 0.0
    if case .virtual(let time) = clock { start = time }
    isVirtual = clock != .real
    self.alarmLimit = alarmLimit
    state = Mutex(
      State(
        virtualNow: start,
        random: SeededRandom(seed: seed.map { UInt64($0) } ?? .random(in: .min ... .max))))
  }

  func open(_ session: Session) { state.withLock { $0.session = session } }

  /// The session is over: no alarm rings any more, and nothing is sent.
  func close() {
    let alarms = state.withLock { state in
      state.session = nil
      defer { state.alarms.removeAll() }
      return state.alarms
    }
    // What alarms hold is let go of outside the lock, since it may come back here.
    _ = alarms
  }

  var now: Double {
    isVirtual ? state.withLock { $0.virtualNow } : Date().timeIntervalSince1970 * 1000
  }

  /// Moves the virtual clock, never back.
  func advance(to time: Double) {
    state.withLock { $0.virtualNow = max($0.virtualNow, time) }
  }

  /// Sets the virtual clock, back as well.
  func restart(at time: Double) { state.withLock { $0.virtualNow = time } }

  func randomNumber() -> UInt64 { state.withLock { $0.random.next() } }

  func send(_ event: HostEvent) {
    state.withLock { $0.session }?.perform { $0.emit(event) }
  }

  func whenSent(_ done: @escaping @Sendable () -> Void) {
    guard let session = state.withLock({ $0.session }) else { return done() }
    session.perform { _ in done() }
  }
}

/// Alarms.
extension SessionDesk {
  /// When the next alarm is due; infinite when there is none.
  var nextAlarm: Double { state.withLock { $0.alarms.nextTime } }

  func takeAlarm(dueBy time: Double) -> AlarmList.Alarm? {
    state.withLock { $0.alarms.takeFirst(dueBy: time) }
  }

  func setAlarm(
    at time: Double, restingCall call: UInt64?, _ ring: @escaping @Sendable () -> Void
  ) -> UInt64 {
    let limit = alarmLimit
    let (session, number) = state.withLock { state -> (Session?, UInt64) in
      guard let session = state.session else { return (nil, 0) }
      guard state.alarms.count < limit else { return (session, 0) }
      return (session, state.alarms.add(at: time, restingCall: call, ring))
    }
    guard let session else { return 0 }
    // A loop that waits for the machine's clock has to learn of it as well.
    session.perform { [limit] session in
      guard number != 0 else {
        session.warn("\(limit) alarms of services are set; no more fit")
        return
      }
      if let call { session.rest(call) }
    }
    return number
  }

  func cancelAlarm(_ alarm: UInt64) {
    let (session, removed) = state.withLock { ($0.session, $0.alarms.remove(alarm)) }
    guard let call = removed?.restingCall else { return }
    session?.perform { $0.stir(call) }
  }
}
