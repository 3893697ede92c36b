import Bridge
import Synchronization
import Testing
import Wire

@testable import Services

/// Notes what is shown and asked.
private final class NotingScreen: Screen {
  struct State {
    var shown: [String] = []
    var questions: [(key: String, value: JSON, answer: @Sendable (JSON?) -> Void)] = []
  }

  let state = Mutex(State())

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    let time = milliseconds.map { " \($0)" } ?? ""
    state.withLock { $0.shown.append("\(key) \(value?["title"]?.string ?? "-")\(time)") }
  }

  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {
    state.withLock { $0.questions.append((key, value, answer)) }
  }

  var shown: [String] { state.withLock { $0.shown } }
}

struct Shown: Sendable, CustomTestStringConvertible {
  let call: String
  let request: JSON
  let shown: [String]

  init(_ call: String, _ request: JSON, _ shown: [String]) {
    self.call = call
    self.request = request
    self.shown = shown
  }

  var testDescription: String { "\(call) \(request.jsonText)" }
}

struct Asked: Sendable, CustomTestStringConvertible {
  let call: String
  let request: JSON
  let given: JSON?
  let outcome: Result<JSON, CallError>

  init(_ call: String, _ request: JSON, given: JSON?, _ outcome: Result<JSON, CallError>) {
    self.call = call
    self.request = request
    self.given = given
    self.outcome = outcome
  }

  var testDescription: String { "\(call) \(request.jsonText) \(given?.jsonText ?? "dismissed")" }
}

@Suite struct `The interface service` {
  private let screen = NotingScreen()
  private var context: CallContext {
    CallContext(visitor: Visitor(user: "u", app: "a"), screen: screen)
  }

  private func call(_ name: String) throws -> Call {
    try #require(InterfaceService().calls.first { $0.name == name })
  }

  @Test(arguments: [
    Shown("showToast", ["title": "Hi"], ["loading -", "toast Hi 1500.0"]),
    Shown("showToast", ["title": "Hi", "duration": -5], ["loading -", "toast Hi 0.0"]),
    Shown("showLoading", ["title": "Wait"], ["toast -", "loading Wait"]),
    Shown("hideToast", [:], ["toast -", "loading -"]),
    Shown("hideToast", ["noConflict": true], ["toast -"]),
    Shown("hideLoading", [:], ["loading -", "toast -"]),
    Shown("hideLoading", ["noConflict": true], ["loading -"]),
  ])
  func `shows and hides before the next call`(_ case: Shown) throws {
    let outcome = try call(`case`.call).serveNow(`case`.request.text, context)
    #expect(outcome == .success(.nothing))
    #expect(screen.shown == `case`.shown)
  }

  @Test(arguments: [
    Asked(
      "showModal", ["content": "Sure?"], given: ["confirm": true],
      .success(["confirm": true, "cancel": false, "content": .null])),
    Asked(
      "showModal", [:], given: ["confirm": false],
      .success(["confirm": false, "cancel": true, "content": .null])),
    Asked(
      "showModal", [:], given: nil,
      .success(["confirm": false, "cancel": true, "content": .null])),
    Asked(
      "showModal", ["editable": true, "content": "old"],
      given: ["confirm": true, "content": "new"],
      .success(["confirm": true, "cancel": false, "content": "new"])),
    Asked(
      "showModal", ["editable": true, "content": "old"], given: ["confirm": true],
      .success(["confirm": true, "cancel": false, "content": "old"])),
    Asked(
      "showActionSheet", ["itemList": ["a", "b"]], given: ["tapIndex": 1],
      .success(["tapIndex": 1])),
    Asked("showActionSheet", ["itemList": ["a"]], given: nil, .failure(.cancelled)),
    Asked("showActionSheet", ["itemList": ["a"]], given: ["tapIndex": 1], .failure(.cancelled)),
    Asked("showActionSheet", ["itemList": ["a"]], given: ["tapIndex": -1], .failure(.cancelled)),
  ])
  func `asks and waits`(_ case: Asked) throws {
    let outcomes = Mutex<[Result<CallReply, CallError>]>([])
    try call(`case`.call).start(`case`.request.text, context) { outcome in
      outcomes.withLock { $0.append(outcome) }
    }
    #expect(outcomes.withLock { $0.isEmpty })
    let question = try #require(screen.state.withLock { $0.questions.first })
    question.answer(`case`.given)
    let outcome = try #require(outcomes.withLock { $0.first })
    #expect(outcome.map { try? JSON($0.text) } == `case`.outcome.map { .some($0) })
  }

  @Test func `asks in the order of the calls, with everything filled in`() throws {
    let modal = try call("showModal")
    modal.start(#"{"title":"1"}"#, context) { _ in }
    modal.start(#"{"title":"2","cancelText":"四个汉字","showCancel":false}"#, context) { _ in }
    let questions = screen.state.withLock { $0.questions }
    #expect(questions.map(\.key) == ["modal", "modal"])
    #expect(
      questions[1].value == [
        "title": "2", "content": "", "showCancel": false, "cancelText": "四个汉字",
        "confirmText": "确定", "editable": false, "placeholderText": "",
      ])
  }

  @Test(
    arguments: [
      (
        "showModal", ["confirmText": "五个汉字呀"],
        "confirmText length should not larger than 4 Chinese characters"
      ),
      (
        "showModal", ["cancelText": "123456789"],
        "cancelText length should not larger than 4 Chinese characters"
      ),
      (
        "showActionSheet", ["itemList": ["1", "2", "3", "4", "5", "6", "7"]],
        "parameter error: itemList should not be large than 6"
      ),
      (
        "showActionSheet", ["itemList": []],
        "parameter error: parameter.itemList should have at least 1 item;"
      ),
      (
        "showActionSheet", [:],
        "parameter error: parameter.itemList should be Array instead of Undefined;"
      ),
      ("showToast", [:], "parameter error: parameter.title should be String instead of Undefined;"),
    ] as [(String, JSON, String)])
  func `refuses with the platform's words and shows nothing`(
    _ name: String, _ request: JSON, _ reason: String
  ) async throws {
    let call = try call(name)
    let error = await #expect(throws: CallError.self) { try await call.invoke(request, context) }
    #expect(error?.reason == reason)
    #expect(screen.shown == [])
    #expect(screen.state.withLock { $0.questions.isEmpty })
  }

  @Test func `takes six choices and labels of eight columns`() throws {
    try call("showActionSheet").start(#"{"itemList":["1","2","3","4","5","6"]}"#, context) { _ in }
    try call("showModal").start(#"{"confirmText":"12345678"}"#, context) { _ in }
    #expect(screen.state.withLock { $0.questions.count } == 2)
  }

  @Test func `shows success for an icon that nobody knows`() throws {
    let service = InterfaceService()
    let toast = service.calls[0]
    for (icon, shown) in [("loading", "loading"), ("rocket", "success")] {
      let screen = KeepingScreen()
      let context = CallContext(visitor: Visitor(user: "u", app: "a"), screen: screen)
      _ = toast.serveNow(Text("{\"title\":\"t\",\"icon\":\"\(icon)\"}"), context)
      #expect(screen.last.withLock { $0 }?["icon"] == .string(shown))
    }
  }
}

/// Keeps the last thing that was shown.
private final class KeepingScreen: Screen {
  let last = Mutex<JSON?>(nil)

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    if let value { last.withLock { $0 = value } }
  }

  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {}
}
