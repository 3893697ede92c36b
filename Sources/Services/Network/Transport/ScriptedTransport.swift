import Synchronization

/// Answers that a test has written down, in the place of the network. What no rule matches is
/// refused, or handed on to another transport.
public final class ScriptedTransport: HTTPTransport {
  /// What answers a request.
  public struct Rule: Sendable {
    /// Nil matches every method.
    public var method: String?
    /// A whole URL, or the beginning of one up to a `*` at its end.
    public var url: String
    /// The session's time that the answer takes.
    public var delayMilliseconds: Double
    public var answer: Answer
    /// How often it answers before the next rule is asked; nil for ever.
    public var times: Int?

    public init(
      _ url: String, method: String? = nil, delayMilliseconds: Double = 10, times: Int? = nil,
      _ answer: Answer
    ) {
      self.url = url
      self.method = method
      self.delayMilliseconds = delayMilliseconds
      self.times = times
      self.answer = answer
    }

    func matches(_ request: HTTPRequest) -> Bool {
      guard method == nil || method == request.method else { return false }
      if url == "*" { return true }
      return url.hasSuffix("*")
        ? request.url.text.hasPrefix(url.dropLast()) : request.url.text == url
    }
  }

  public enum Answer: Sendable {
    case response(HTTPHead, body: [UInt8])
    case failure(NetworkError)
    /// Made for each request.
    case computed(@Sendable (HTTPRequest) -> Answer)

    /// A JSON text with status 200.
    public static func json(_ text: String, status: Int = 200) -> Answer {
      .response(
        HTTPHead(status: status, headers: [HTTPField("Content-Type", "application/json")]),
        body: Array(text.utf8))
    }
  }

  private struct State {
    var rules: [Rule] = []
    var seen: [HTTPRequest] = []
  }

  private let state: Mutex<State>
  private let fallback: any HTTPTransport

  /// Requests that are kept to be looked at; later ones are not.
  public static let kept = 1_000

  /// - Parameter fallback: nil refuses what no rule matches.
  public init(_ rules: [Rule] = [], otherwise fallback: (any HTTPTransport)? = nil) {
    state = Mutex(State(rules: rules))
    self.fallback =
      fallback ?? OfflineTransport(reason: "no rule of the test answers this request")
  }

  /// Adds a rule that is asked before all others.
  public func add(_ rule: Rule) { state.withLock { $0.rules.insert(rule, at: 0) } }

  public func removeRules() { state.withLock { $0.rules.removeAll() } }

  /// What was asked so far, the oldest first.
  public var requests: [HTTPRequest] { state.withLock { $0.seen } }

  public func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    guard let rule = takeRule(for: request) else {
      try await fallback.exchange(request, terms, to: receiver)
      return
    }
    if request.body.count > 0 { try await receiver.sent(request.body.count) }
    try await terms.wait(rule.delayMilliseconds)
    try await Self.give(rule.answer, to: request, receiver, nested: 0)
  }

  private func takeRule(for request: HTTPRequest) -> Rule? {
    state.withLock { state in
      if state.seen.count < Self.kept { state.seen.append(request) }
      guard
        let place = state.rules.firstIndex(where: { $0.matches(request) && $0.times != 0 })
      else { return nil }
      state.rules[place].times = state.rules[place].times.map { $0 - 1 }
      return state.rules[place]
    }
  }

  private static func give(
    _ answer: Answer, to request: HTTPRequest, _ receiver: any HTTPReceiver, nested: Int
  ) async throws(NetworkError) {
    switch answer {
    case .response(let head, let body):
      try await receiver.head(head)
      if !body.isEmpty { try await receiver.body(body) }
    case .failure(let error): throw error
    case .computed(let make):
      guard nested < 8 else { throw .request("the rule computes rules without end") }
      try await give(make(request), to: request, receiver, nested: nested + 1)
    }
  }
}
