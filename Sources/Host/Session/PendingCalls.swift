import Bridge
import Synchronization

/// Calls that wait for their answer, by the host's numbers.
struct PendingCalls {
  struct Entry {
    /// The runner's number, which goes back with the answer.
    let id: UInt32
    let name: String
    let isSync: Bool
    /// Whether the mini-program holds a task that it may abort.
    let isTask: Bool
    let bytes: Int
    /// When it has failed; nil before its service was asked, and for what may take its time.
    var deadline: ContinuousClock.Instant?
    /// Questions and alarms for which it does nothing but wait.
    var rests = 0
    /// Ends its work.
    var cancel: (@Sendable () -> Void)?
  }

  private var entries: [UInt64: Entry] = [:]
  private var lastNumber: UInt64 = 0
  /// Bytes of their requests.
  private(set) var bytes = 0
  /// Those that wait for a person or for the session's clock.
  private(set) var resting = 0
  /// No deadline is earlier.
  private(set) var nextDeadline: ContinuousClock.Instant?

  var count: Int { entries.count }

  /// How many of a name there are.
  func count(of name: String) -> Int {
    entries.values.reduce(0) { $0 + ($1.name == name ? 1 : 0) }
  }

  mutating func add(_ entry: Entry) -> UInt64 {
    lastNumber += 1
    entries[lastNumber] = entry
    bytes += entry.bytes
    note(entry.deadline)
    return lastNumber
  }

  private mutating func note(_ deadline: ContinuousClock.Instant?) {
    guard let deadline else { return }
    nextDeadline = nextDeadline.map { min($0, deadline) } ?? deadline
  }

  /// False when the call is no longer there.
  mutating func setDeadline(_ deadline: ContinuousClock.Instant?, of number: UInt64) -> Bool {
    guard entries[number] != nil else { return false }
    entries[number]?.deadline = deadline
    note(deadline)
    return true
  }

  /// Keeps how the work of a call is ended, unless it is over already.
  mutating func keep(_ cancel: @escaping @Sendable () -> Void, of number: UInt64) {
    guard !entries.isEmpty else { return }
    entries[number]?.cancel = cancel
  }

  mutating func remove(_ number: UInt64) -> Entry? {
    guard let entry = entries.removeValue(forKey: number) else { return nil }
    bytes -= entry.bytes
    if entry.rests > 0 { resting -= 1 }
    return entry
  }

  mutating func removeAll() -> [Entry] {
    defer { self = PendingCalls() }
    return Array(entries.values)
  }

  mutating func change(_ number: UInt64, restsBy change: Int) {
    guard var entry = entries[number] else { return }
    let before = entry.rests > 0
    entry.rests = max(0, entry.rests + change)
    entries[number] = entry
    if before != (entry.rests > 0) { resting += before ? -1 : 1 }
  }

  /// The task that the runner knows by a number.
  func task(_ id: UInt32) -> UInt64? {
    entries.first { $0.value.isTask && $0.value.id == id }?.key
  }

  /// The numbers of those whose time is up.
  mutating func takeOverdue(at now: ContinuousClock.Instant) -> [UInt64] {
    guard let nextDeadline, now >= nextDeadline else { return [] }
    let overdue = entries.filter { $0.value.deadline.map { $0 <= now } ?? false }.map(\.key)
    self.nextDeadline =
      entries.compactMap { overdue.contains($0.key) ? nil : $0.value.deadline }.min()
    return overdue.sorted()
  }
}

/// Takes the answer of one call: the first counts, another is told of, and none at all too.
final class AnswerTicket: Sendable {
  private let answered = Atomic(false)
  private let session: Session
  private let number: UInt64
  private let name: String

  init(session: Session, number: UInt64, name: String) {
    self.session = session
    self.number = number
    self.name = name
  }

  func take(_ outcome: Result<CallReply, CallError>) {
    let wasAnswered = answered.exchange(true, ordering: .relaxed)
    session.perform { [number, name] session in
      if wasAnswered {
        session.warn("the service behind \(name) answered one call twice; the first answer counts")
      } else {
        session.finish(number, outcome)
      }
    }
  }

  deinit {
    guard !answered.load(ordering: .relaxed) else { return }
    session.perform { [number, name] session in
      session.finish(number, .failure(.internalError("the service let the call go unanswered")))
      session.warn("the service behind \(name) let a call go without an answer")
    }
  }
}
