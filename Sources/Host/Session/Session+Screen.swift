import Bridge
import View
import Wire

/// What lies over the pages: toasts that go by themselves, and questions that wait for an answer.
struct Overlays {
  struct Question {
    let value: JSON
    let answer: CheckedContinuation<JSON?, Never>
  }

  /// Questions by key, the one that is shown first.
  var questions: [String: [Question]] = [:]
  /// When a state goes away by itself, in milliseconds of the session's clock.
  var expiries: [String: Double] = [:]

  var waiting: Int { questions.values.reduce(0) { $0 + $1.count } }
}

/// The screen of a session as services see it.
struct SessionScreen: Screen {
  let session: Session

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) async {
    await session.show(key, value, for: milliseconds)
  }

  func ask(_ key: String, _ value: JSON) async -> JSON? {
    await session.ask(over: key, value)
  }
}

extension Session {
  /// Answers the dialog that is open under a key (`modal`, `actionSheet`); nil dismisses it.
  ///
  /// - Returns: false when no such dialog is open.
  @discardableResult
  public func answer(_ key: String, _ value: JSON?) -> Bool {
    guard var waiting = overlays.questions[key], !waiting.isEmpty else { return false }
    waiting.removeFirst().answer.resume(returning: value)
    overlays.questions[key] = waiting
    setState(key, waiting.first?.value)
    return true
  }

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    overlays.expiries[key] = value == nil ? nil : milliseconds.map { time + $0 }
    setState(key, value)
  }

  func ask(over key: String, _ value: JSON) async -> JSON? {
    if ending != nil { return nil }
    return await withCheckedContinuation { continuation in
      overlays.questions[key, default: []].append(.init(value: value, answer: continuation))
      if overlays.questions[key]?.count == 1 { setState(key, value) }
      if isQuiet { waiters.finishQuiet() }
    }
  }

  private func setState(_ key: String, _ value: JSON?) {
    view.setState(key, value)
    tell(.screen)
  }

  /// Takes away what has been shown for long enough.
  func expireStates() {
    guard !overlays.expiries.isEmpty else { return }
    let time = time
    for (key, expiry) in overlays.expiries where expiry <= time {
      overlays.expiries[key] = nil
      setState(key, nil)
    }
  }

  /// Dismisses all questions; nobody is left to ask.
  func dismissQuestions() {
    for question in overlays.questions.values.joined() { question.answer.resume(returning: nil) }
    overlays.questions.removeAll()
  }
}
