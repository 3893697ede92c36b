import Bridge
import Wire

/// Doing something with the mini-program and knowing when it is done.
extension Session {
  /// Tells the mini-program of an event and waits until all that it does at once has been done.
  public func send(_ name: String, _ value: JSON = [:]) async throws(SessionError) {
    _ = try post(name, value)
    await takenIn(channel.framesSent)
    if let ending { throw .ended(ending) }
  }

  /// Waits until the runner has taken in a frame and all that came of it at once, or is gone.
  ///
  /// Whether there is still something to wait for is asked where the wait begins, here and below:
  /// `await withCheckedContinuation` may itself let others run first, as it does in a task that prefers
  /// another executor, and what is waited for may come meanwhile.
  func takenIn(_ frame: UInt32) async {
    await withCheckedContinuation { waiter in
      if ending != nil || waiters.hasTakenIn(frame) {
        waiter.resume()
      } else {
        waiters.wait(forFrame: frame, waiter)
      }
    }
  }

  /// Asks the mini-program something and waits for its answer.
  public func ask(_ name: String, _ value: JSON = [:]) async throws(SessionError) -> JSON {
    try await ask(name, value, posted: {}, answered: {})
  }

  /// As `ask`, telling on the session's thread that the question has gone out, and that its answer
  /// or the end has come, before anybody can see the session at rest in between.
  public func ask(
    _ name: String, _ value: JSON, posted: @Sendable () -> Void,
    answered: @escaping @Sendable () -> Void
  ) async throws(SessionError) -> JSON {
    try await withCheckedContinuation { (waiter: CheckedContinuation<Waiters.Answer, Never>) in
      do throws(SessionError) {
        waiters.wait(forAnswer: try post(name, value), waiter, answered: answered)
        posted()
      } catch {
        waiter.resume(returning: .failure(error))
      }
    }.get()
  }

  /// As `ask`, for an answer that waits for time or for somebody: `whenStill` is called each time
  /// that the guest stands still without having answered, with the time of its next timer, and
  /// moves the world on. When it cannot, it returns false, and the ask is given up with nil.
  public func ask(
    _ name: String, _ value: JSON, whenStill: @Sendable (_ nextTimer: Double) async -> Bool
  ) async throws(SessionError) -> JSON? {
    let id = try post(name, value)
    waiters.keep(answer: id)
    defer { waiters.forget(answer: id) }
    while true {
      if ending == nil { await quiet() }
      if let answer = waiters.kept(answer: id) { return try answer.get() }
      if let ending { throw .ended(ending) }
      guard await whenStill(nextTimer) else { return nil }
    }
  }

  /// Waits until the guest neither works nor waits for the host. Timers do not count.
  public func quiet() async {
    await withCheckedContinuation { waiter in
      if isQuiet { waiter.resume() } else { waiters.wait(forQuiet: waiter) }
    }
  }

  /// Waits until the guest's code does not run. It may wait for the host, or for a test.
  public func rest() async {
    await withCheckedContinuation { waiter in
      if ending != nil || !turn.isRunning { waiter.resume() } else { waiters.wait(forRest: waiter) }
    }
  }

  /// When something happens by itself next: a timer, or the end of a toast; infinite for never.
  public var nextEvent: Double {
    min(nextTimer, desk.nextAlarm, overlays.expiries.values.min() ?? .infinity)
  }

  /// Sets a virtual clock, back as well: for scripts that begin something new.
  public func restartClock(at time: Double) {
    guard ending == nil, case .virtual = clock, time.isFinite else { return }
    desk.restart(at: time)
    write(.advance(time))
  }

  /// Waits until nothing happens any more. With a virtual clock, timers due within
  /// `milliseconds` are run on the way, without waiting for them.
  public func settle(within milliseconds: Double = 0) async {
    await quiet()
    guard case .virtual = clock else { return }
    let end = self.time + milliseconds
    var roundsWithoutTime = 0
    while ending == nil, min(nextTimer, desk.nextAlarm) <= end {
      let before = time
      advance(to: max(min(nextTimer, desk.nextAlarm), before))
      await quiet()
      roundsWithoutTime = time > before ? 0 : roundsWithoutTime + 1
      if roundsWithoutTime > Self.roundsWithoutTime {
        self.end(.protocolViolation("its timers never run out"))
        await quiet()
      }
    }
    if ending == nil, milliseconds > 0 {
      advance(to: end)
      await quiet()
    }
  }

  /// A runner runs all timers that are due in one turn, so more rounds at one time are a lie.
  private static let roundsWithoutTime = 1_000

  /// Moves the virtual clock; timers that are due by then run.
  public func advance(to time: Double) {
    guard ending == nil, case .virtual = clock, time.isFinite else { return }
    while ending == nil, let alarm = desk.takeAlarm(dueBy: time) {
      desk.advance(to: alarm.time)
      write(.advance(desk.now))
      ring(alarm)
    }
    desk.advance(to: time)
    expireOverlays()
    write(.advance(desk.now))
  }

  /// Rings what is due on the machine's clock.
  func ringAlarms() {
    guard clock == .real else { return }
    while ending == nil, let alarm = desk.takeAlarm(dueBy: desk.now) { ring(alarm) }
  }

  private func ring(_ alarm: AlarmList.Alarm) {
    if let call = alarm.restingCall { stir(call) }
    alarm.ring()
  }

  /// Ends the mini-program and waits until its runner is gone.
  public func close() async -> Ending {
    end(.normal)
    // What is being ended is not quiet before it is gone.
    await quiet()
    return ending ?? .normal
  }

  /// Whether `quiet` would return at once.
  public var isStill: Bool { isQuiet }

  var isQuiet: Bool {
    if ending != nil { return true }
    // What is being ended is not quiet before it is gone; a loop that waits would never let it.
    return decided == nil && !turn.isRunning && pending.count == pending.resting && work.isEmpty
      && sidesAtWork == 0
  }

  @discardableResult
  func post(_ name: String, _ value: JSON) throws(SessionError) -> UInt32 {
    meter(name, value)
    return try post(name, text: value.text)
  }

  @discardableResult
  func post(_ name: String, text: Text) throws(SessionError) -> UInt32 {
    if let ending { throw .ended(ending) }
    let id = waiters.takeEventID()
    write(.event(id: id, name: name, text, attachments: []))
    return id
  }
}
