/// Whether the guest is working, and since when.
///
/// The deadline stands still while the guest waits for the host in a synchronous call, because
/// that time is the host's.
struct Turn {
  private(set) var deadline: ContinuousClock.Instant?
  private var allowed: Duration = .zero
  private var paused: ContinuousClock.Instant?

  var isRunning: Bool { deadline != nil }

  mutating func begin(allowing milliseconds: Int, at now: ContinuousClock.Instant = .now) {
    allowed = .milliseconds(milliseconds)
    deadline = now + allowed
    paused = nil
  }

  mutating func end() {
    deadline = nil
    paused = nil
  }

  mutating func pause(at now: ContinuousClock.Instant = .now) {
    if deadline != nil, paused == nil { paused = now }
  }

  mutating func resume(at now: ContinuousClock.Instant = .now) {
    guard let since = paused, let deadline else { return }
    self.deadline = deadline + (now - since)
    paused = nil
  }

  func isOverdue(at now: ContinuousClock.Instant = .now) -> Bool {
    guard let deadline, paused == nil else { return false }
    return now >= deadline
  }
}
