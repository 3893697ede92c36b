import Synchronization
import Testing
import Wire

@testable import Bridge

/// A service with one call of every kind.
private struct EchoService: Service {
  static let name = "echo"
  let served = Served()

  struct Say: Codable, Sendable { var text: String }
  struct Said: Codable, Hashable, Sendable {
    var text: String
    var user: String
  }

  var calls: [Call] {
    Call(
      "say", also: .sync(taking: "text", returning: "text"),
      example: (Say(text: "a"), Said(text: "a", user: "u")), say)
    Call(atOnce: "sayNow", example: (Say(text: "a"), Said(text: "a", user: "u")), sayNow)
    Call(asking: "ask", example: (Say(text: "a"), Said(text: "a", user: "u")), ask)
    Call(hidden: "echo.note") { text, context throws(CallError) in
      guard text != "bad" else { throw CallError("bad", errno: 7) }
      served.texts.withLock { $0.append(text.string) }
    }
    Call(local: "hum", also: .sync())
    Call(event: "onEcho", example: Say(text: "a"))
  }

  private func say(_ request: Say, _ context: CallContext) async throws(CallError) -> Said {
    try sayNow(request, context)
  }

  private func sayNow(_ request: Say, _ context: CallContext) throws(CallError) -> Said {
    guard !request.text.isEmpty else { throw .cancelled }
    return Said(text: request.text, user: context.visitor.user)
  }

  private func ask(
    _ request: Say, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Said, CallError>) -> Void
  ) throws(CallError) {
    guard !request.text.isEmpty else { throw .cancelled }
    context.screen.ask("echo", .string(request.text)) { given in
      answer(.success(Said(text: given?.string ?? "dismissed", user: context.visitor.user)))
    }
  }
}

private final class Served: Sendable {
  let texts = Mutex<[String]>([])
}

/// Keeps questions until the test answers them.
private final class PaperScreen: Screen {
  let questions = Mutex<[@Sendable (JSON?) -> Void]>([])

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {}

  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {
    questions.withLock { $0.append(answer) }
  }
}

@Suite struct `A call` {
  private let service = EchoService()
  private let screen = PaperScreen()
  private var context: CallContext {
    CallContext(visitor: Visitor(user: "ada", app: "wx1"), screen: screen)
  }

  private func call(_ name: String) throws -> Call {
    try #require(service.calls.first { $0.name == name })
  }

  @Test func `writes its entry of the manifest`() throws {
    #expect(
      try call("say").manifestEntry == [
        "n": "say", "k": "async", "p": ["text": ""],
        "s": ["n": "saySync", "take": ["text"], "ret": "text"],
      ])
    #expect(try call("sayNow").manifestEntry == ["n": "sayNow", "k": "async", "p": ["text": ""]])
    #expect(
      try call("hum").manifestEntry == [
        "n": "hum", "k": "local", "p": [:], "s": ["n": "humSync", "take": [], "ret": .null],
      ])
    #expect(try call("onEcho").manifestEntry == ["n": "onEcho", "k": "event", "p": [:]])
    #expect(service.calls.filter(\.isPublic).count == 5)
  }

  @Test(arguments: ["say", "sayNow"])
  func `is served with typed fields`(_ name: String) async throws {
    let (value, attachments) = try await call(name).invoke(["text": "hi", "extra": 1], context)
    #expect(value == ["text": "hi", "user": "ada"])
    #expect(attachments == [])
  }

  @Test(arguments: ["say", "sayNow", "ask"])
  func `is refused before the service sees a wrong request`(_ name: String) async throws {
    let call = try call(name)
    let wrong = await #expect(throws: CallError.self) { try await call.invoke([:], context) }
    #expect(
      wrong == .parameter("parameter.text should be String instead of Undefined;"))
    let declined = await #expect(throws: CallError.self) {
      try await call.invoke(["text": ""], context)
    }
    #expect(declined?.value == ["reason": "cancel"])
  }

  @Test func `answers at once when it can`() throws {
    let outcome = try call("sayNow").serveNow(#"{"text":"now"}"#, context)
    #expect(try outcome?.get().text == #"{"text":"now","user":"ada"}"#)
    #expect(try call("say").serveNow("{}", context) == nil)
    #expect(try call("ask").serveNow("{}", context) == nil)
    #expect(try call("hum").serveNow("{}", context) == .failure(.notSupported))
    #expect(
      try call("sayNow").serveNow("{", context)
        == .failure(.parameter("the request is not JSON: the text ends inside a value at 1")))
  }

  @Test func `hands hidden requests over unread`() throws {
    let note = try call("echo.note")
    #expect(note.serveNow("[\"\\ud800\"", context) == .success(.nothing))
    #expect(note.serveNow("bad", context) == .failure(CallError("bad", errno: 7)))
    #expect(service.served.texts.withLock { $0 } == ["[\"\\ud800\""])
    #expect(!note.isPublic)
  }

  @Test func `that asks begins at once and waits for its answer`() throws {
    let ask = try call("ask")
    let answers = Mutex<[String]>([])
    for text in ["first", "second"] {
      ask.start(Text("{\"text\":\"\(text)\"}"), context) { outcome in
        answers.withLock { $0.append((try? outcome.get().text.string) ?? "failed") }
      }
    }
    let questions = screen.questions.withLock { $0 }
    #expect(questions.count == 2)
    #expect(answers.withLock { $0 } == [])
    questions[1]("yes")
    questions[0](nil)
    #expect(
      answers.withLock { $0 } == [
        #"{"text":"yes","user":"ada"}"#, #"{"text":"dismissed","user":"ada"}"#,
      ])
  }

  @Test func `has an example that it accepts`() async throws {
    for call in service.calls where call.kind == .async {
      #expect(call.request.sentences(about: call.example.request) == "")
      #expect(call.reply.sentences(about: call.example.reply) == "")
    }
  }

  @Test func `fails with what the runner needs`() {
    #expect(CallError.notSupported.value == ["reason": "not supported", "errno": 100])
    #expect(
      CallError("x", message: "a:fail:x").value == ["reason": "x", "errMsg": "a:fail:x"])
  }

  @Test(arguments: [
    ("developer", true), ("a.b-c_9", true), (String(repeating: "u", count: 64), true),
    (String(repeating: "u", count: 65), false), ("", false), ("a/b", false), ("ä", false),
  ])
  func `knows what a user may be called`(_ user: String, _ isValid: Bool) {
    #expect(Visitor.isValid(user: user) == isValid)
  }
}
