import Synchronization
import Wire

/// A session without a mini-program, for tests of services and for tools: its clock moves when it
/// is told to, its chance repeats, and it notes what is sent.
public final class PaperSession: SessionPort {
  private struct State {
    var now: Double
    var alarms = AlarmList()
    var random: SeededRandom
    var sent: [HostEvent] = []
  }

  private let state: Mutex<State>

  /// - Parameter now: where the clock stands, in milliseconds since 1970.
  public init(now: Double = 1_767_225_600_000, seed: UInt64 = 1) {
    state = Mutex(State(now: now, random: SeededRandom(seed: seed)))
  }

  public var now: Double { state.withLock { $0.now } }
  /// What was sent so far, oldest first.
  public var sent: [HostEvent] { state.withLock { $0.sent } }
  /// Alarms that have not rung.
  public var alarmCount: Int { state.withLock { $0.alarms.count } }

  public func setAlarm(
    at time: Double, restingCall call: UInt64?, _ ring: @escaping @Sendable () -> Void
  ) -> UInt64 { state.withLock { $0.alarms.add(at: time, restingCall: call, ring) } }

  public func cancelAlarm(_ alarm: UInt64) { state.withLock { _ = $0.alarms.remove(alarm) } }
  public func randomNumber() -> UInt64 { state.withLock { $0.random.next() } }
  public func send(_ event: HostEvent) { state.withLock { $0.sent.append(event) } }

  /// Moves the clock; alarms that are due by then ring, each at its own time.
  public func advance(by milliseconds: Double) {
    let end = now + milliseconds
    while let ring = state.withLock({ state -> (@Sendable () -> Void)? in
      guard let alarm = state.alarms.takeFirst(dueBy: end) else { return nil }
      state.now = max(state.now, alarm.time)
      return alarm.ring
    }) { ring() }
    state.withLock { $0.now = max($0.now, end) }
  }
}
