import Synchronization

/// The session's time, the same that the mini-program sees: the machine's, or a virtual one that
/// stands still until a person, a script or `settle` moves it. Timeouts, expiries and playback of
/// services live on it, so that all of a session moves together.
public struct ServiceClock: Sendable {
  private let port: any SessionPort
  private let call: UInt64?

  init(_ port: any SessionPort, call: UInt64?) {
    self.port = port
    self.call = call
  }

  /// Milliseconds since 1970.
  public var now: Double { port.now }

  /// Calls a function on the session's thread after so much of its time, at least a millisecond.
  /// When the session ends first, it is not called.
  ///
  /// - Parameter resting: the call that this clock came with does nothing until then, so the
  ///   session counts as quiet meanwhile. Leave it out while the call also works or waits for the
  ///   network.
  @discardableResult
  public func after(
    _ milliseconds: Double, resting: Bool = false, _ ring: @escaping @Sendable () -> Void
  ) -> Alarm {
    let time = port.now + max(1, milliseconds.isFinite ? milliseconds : 1)
    return Alarm(
      port: port, number: port.setAlarm(at: time, restingCall: resting ? call : nil, ring))
  }

  /// Waits for so much of the session's time, while the call does nothing else.
  ///
  /// - Throws: `CancellationError` when the call is aborted or the session ends first.
  public func sleep(_ milliseconds: Double) async throws(CancellationError) {
    let sleeper = Sleeper()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard sleeper.begin(continuation) else { return }
        sleeper.set(after(milliseconds, resting: true) { sleeper.wake() })
      }
    } onCancel: {
      sleeper.wake()
    }
    if Task.isCancelled { throw CancellationError() }
  }

  /// The call does nothing but wait for others until this is cancelled, so the session counts as quiet
  /// meanwhile.
  public func rest() -> Alarm {
    Alarm(port: port, number: port.setAlarm(at: .infinity, restingCall: call) {})
  }

  /// Something that will be called; cancelling it twice, or late, does nothing.
  public struct Alarm: Sendable {
    let port: any SessionPort
    let number: UInt64

    public func cancel() { if number != 0 { port.cancelAlarm(number) } }
  }
}

/// One who sleeps until the alarm or the end of the call, whichever is first.
private final class Sleeper: Sendable {
  private enum State {
    case new
    case asleep(CheckedContinuation<Void, Never>, ServiceClock.Alarm?)
    case awake
  }

  private let state = Mutex(State.new)

  /// False, with the continuation resumed, when it was woken already.
  func begin(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
    let begins = state.withLock { state in
      guard case .new = state else { return false }
      state = .asleep(continuation, nil)
      return true
    }
    if !begins { continuation.resume() }
    return begins
  }

  func set(_ alarm: ServiceClock.Alarm) {
    let isLate = state.withLock { state in
      guard case .asleep(let continuation, _) = state else { return true }
      state = .asleep(continuation, alarm)
      return false
    }
    if isLate { alarm.cancel() }
  }

  func wake() {
    let old = state.withLock { state in
      defer { state = .awake }
      return state
    }
    guard case .asleep(let continuation, let alarm) = old else { return }
    alarm?.cancel()
    continuation.resume()
  }
}

/// The session's random sequence. With a seed, every run draws the same numbers.
public struct ServiceRandom: RandomNumberGenerator, Sendable {
  private let port: any SessionPort

  init(_ port: any SessionPort) { self.port = port }

  public func next() -> UInt64 { port.randomNumber() }
  public func callAsFunction() -> UInt64 { port.randomNumber() }

  /// So many letters and digits, for an id.
  public func name(_ length: Int) -> String {
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    return String(
      decoding: (0..<length).map { _ in letters[Int(next() % UInt64(letters.count))] },
      as: UTF8.self)
  }

  /// A number from 0 to 1, 1 left out.
  public func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
