import Bridge
import Wire

/// Doing something with the mini-program and knowing when it is done.
extension Session {
  /// Tells the mini-program of an event and waits until all that it does at once has been done.
  public func send(_ name: String, _ value: JSON = [:]) async throws(SessionError) {
    _ = try post(name, value)
    let frame = channel.framesSent
    await withCheckedContinuation { waiters.wait(forFrame: frame, $0) }
    if let ending { throw .ended(ending) }
  }

  /// Asks the mini-program something and waits for its answer.
  public func ask(_ name: String, _ value: JSON = [:]) async throws(SessionError) -> JSON {
    let id = try post(name, value)
    return try await withCheckedContinuation { waiters.wait(forAnswer: id, $0) }.get()
  }

  /// As `ask`, telling on the session's thread that the question has gone out, and that its answer
  /// or the end has come, before anybody can see the session at rest in between.
  public func ask(
    _ name: String, _ value: JSON, posted: @Sendable () -> Void,
    answered: @escaping @Sendable () -> Void
  ) async throws(SessionError) -> JSON {
    let id = try post(name, value)
    posted()
    return try await withCheckedContinuation {
      waiters.wait(forAnswer: id, $0, answered: answered)
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
    if isQuiet || ending != nil { return }
    await withCheckedContinuation { waiters.wait(forQuiet: $0) }
  }

  /// Waits until the guest's code does not run. It may wait for the host, or for a test.
  public func rest() async {
    if !turn.isRunning || ending != nil { return }
    await withCheckedContinuation { waiters.wait(forRest: $0) }
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
    if let ending { return ending }
    end(.normal)
    await withCheckedContinuation { waiters.wait(forQuiet: $0) }
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
