import Bridge
import View
import Wire

/// What lies over the pages: toasts that go by themselves, and questions that wait for an answer.
struct Overlays {
  struct Question {
    let value: JSON
    /// The call that waits for it; 0 for none.
    let call: UInt64
    let answer: @Sendable (JSON?) -> Void
  }

  /// Questions by key, the one that is shown first.
  var questions: [String: [Question]] = [:]
  /// When something goes away by itself, in milliseconds of the session's clock.
  var expiries: [String: Double] = [:]
}

/// The screen of a session as services see it.
struct SessionScreen: Screen {
  let session: Session
  /// The call that the screen was given to; 0 for one that is served at once.
  let call: UInt64

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    session.perform { $0.show(key, value, for: milliseconds) }
  }

  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {
    session.perform { $0.ask(over: key, value, call: call, answer: answer) }
  }
}

extension Session {
  /// Answers the dialog that is open under a key (`modal`, `actionSheet`); nil dismisses it.
  ///
  /// - Returns: false when no such dialog is open.
  @discardableResult
  public func answer(_ key: String, _ value: JSON?) -> Bool {
    guard var waiting = overlays.questions[key], !waiting.isEmpty else { return false }
    var answered = [waiting.removeFirst()]
    if answered[0].value["together"]?.bool == true {
      // The same question again, such as for one scope, is not put to a person twice.
      answered += waiting.filter { $0.value == answered[0].value }
      waiting.removeAll { $0.value == answered[0].value }
    }
    overlays.questions[key] = waiting
    meters.lastGesture = time
    for question in answered { stir(question.call) }
    setOverlay(key, waiting.first?.value)
    for question in answered { question.answer(value) }
    return true
  }

  fileprivate func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    overlays.expiries[key] = value == nil ? nil : milliseconds.map { time + $0 }
    setOverlay(key, value)
  }

  fileprivate func ask(
    over key: String, _ value: JSON, call: UInt64, answer: @escaping @Sendable (JSON?) -> Void
  ) {
    guard ending == nil else {
      answer(nil)
      return
    }
    if let given = policyAnswer(to: key, value) ?? device.profile.answers[key] {
      answer(given.isNull ? nil : given)
      return
    }
    overlays.questions[key, default: []].append(
      .init(value: value, call: call, answer: answer))
    pending.change(call, restsBy: 1)
    if overlays.questions[key]?.count == 1 { setOverlay(key, value) }
    if isQuiet { waiters.finishQuiet() }
  }

  private func setOverlay(_ key: String, _ value: JSON?) {
    view.setOverlay(key, value)
    tell(.screen)
    // A question that waits for a person does not keep the session from being quiet.
    if isQuiet { waiters.finishQuiet() }
  }

  /// Takes away what has been shown for long enough.
  func expireOverlays() {
    guard !overlays.expiries.isEmpty else { return }
    let time = time
    for (key, expiry) in overlays.expiries where expiry <= time {
      overlays.expiries[key] = nil
      setOverlay(key, nil)
    }
  }

  /// Dismisses all questions; nobody is left to ask.
  func dismissQuestions() {
    let questions = overlays.questions.values.joined()
    overlays.questions.removeAll()
    for question in questions { question.answer(nil) }
  }
}
