import Wire

/// Those who wait for the runner: until a frame was taken in, for an answer, or for quiet.
struct Waiters {
  typealias Answer = Result<JSON, SessionError>

  private var nextEvent: UInt32 = 1
  /// How many frames have been taken in so far; wraps.
  private var takenIn: UInt32 = 0
  private var handled: [(frame: UInt32, waiter: CheckedContinuation<Void, Never>)] = []
  private var answers: [UInt32: Asker] = [:]

  private struct Asker {
    let waiter: CheckedContinuation<Answer, Never>
    /// Told before the waiter is woken.
    let answered: @Sendable () -> Void

    func finish(_ answer: Answer) {
      answered()
      waiter.resume(returning: answer)
    }
  }
  private var quiet: [CheckedContinuation<Void, Never>] = []
  private var rest: [CheckedContinuation<Void, Never>] = []

  mutating func takeEventID() -> UInt32 {
    defer { nextEvent &+= 1 }
    return nextEvent
  }

  mutating func wait(forFrame frame: UInt32, _ waiter: CheckedContinuation<Void, Never>) {
    handled.append((frame, waiter))
  }

  mutating func wait(
    forAnswer event: UInt32, _ waiter: CheckedContinuation<Answer, Never>,
    answered: @escaping @Sendable () -> Void
  ) {
    answers[event] = Asker(waiter: waiter, answered: answered)
  }

  mutating func wait(forQuiet waiter: CheckedContinuation<Void, Never>) { quiet.append(waiter) }

  mutating func wait(forRest waiter: CheckedContinuation<Void, Never>) { rest.append(waiter) }

  mutating func finishRest() {
    for waiter in rest { waiter.resume() }
    rest.removeAll()
  }

  /// Wakes all whose frame has been taken in when `count` frames have been.
  mutating func finish(framesTakenIn count: UInt32) {
    takenIn = count
    handled.removeAll { frame, waiter in
      guard Self.has(count, reached: frame) else { return false }
      waiter.resume()
      return true
    }
  }

  func hasTakenIn(_ frame: UInt32) -> Bool { Self.has(takenIn, reached: frame) }

  /// Counts wrap; a frame is taken in when it is not ahead of the count.
  private static func has(_ count: UInt32, reached frame: UInt32) -> Bool {
    count &- frame < 1 << 31
  }

  /// Answers that somebody comes to look for, nil until they are there.
  private var keptAnswers: [UInt32: Answer?] = [:]

  mutating func keep(answer event: UInt32) { keptAnswers[event] = .some(nil) }
  mutating func forget(answer event: UInt32) { keptAnswers.removeValue(forKey: event) }
  func kept(answer event: UInt32) -> Answer? { keptAnswers[event] ?? nil }

  mutating func finish(answer event: UInt32, _ answer: Answer) {
    if keptAnswers[event] != nil { keptAnswers[event] = .some(answer) }
    answers.removeValue(forKey: event)?.finish(answer)
  }

  mutating func finishQuiet() {
    for waiter in quiet { waiter.resume() }
    quiet.removeAll()
  }

  /// Wakes everybody; the runner is gone.
  mutating func finishAll(_ ending: Ending) {
    for (_, waiter) in handled { waiter.resume() }
    handled.removeAll()
    finishQuiet()
    finishRest()
    for asker in answers.values { asker.finish(.failure(.ended(ending))) }
    answers.removeAll()
  }
}
