import Bridge

/// One exchange of a mini-program, from what it asked to the whole answer.
struct Exchange: Sendable {
  let network: NetworkSettings
  let lanes: ExchangeLanes
  let context: CallContext
  let use: NetworkPolicy.Use
  /// Whether the project wants its domains checked.
  let projectChecks: Bool

  /// What a mini-program wants to be sent.
  struct Wish: Sendable {
    var url: String
    var method = "GET"
    var header: [String: String] = [:]
    var body = HTTPBody.none
    var timeout: Double?
    var follows = true
  }

  /// Checks, waits for a place and carries out.
  func run(_ wish: Wish, to receiver: any HTTPReceiver) async throws(NetworkError) {
    let request = try prepare(wish)
    let terms = ExchangeTerms(
      policy: network.policy, timeoutMilliseconds: Self.timeout(wish.timeout),
      now: { [context] in context.clock.now },
      sleep: { [context] in await context.clock.pause($0) })
    let exchange = RedirectedExchange(
      transport: network.transport, terms: terms, follows: wish.follows)
    try await lanes.run(use, of: context.session, context.clock) { () throws(NetworkError) in
      try await exchange.run(request, to: receiver)
      if Task.isCancelled { throw .aborted }
    }
  }

  private func prepare(_ wish: Wish) throws(NetworkError) -> HTTPRequest {
    guard let url = WebURL(wish.url), url.scheme == .http || url.scheme == .https else {
      throw .invalidURL(wish.url)
    }
    try network.policy.check(url, for: use, projectChecks: projectChecks)
    let fields = wish.header.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    return HTTPRequest(
      url: url, method: wish.method,
      headers: try HeaderRules.headers(fields, appID: context.visitor.app), body: wish.body)
  }

  static func timeout(_ wanted: Double?) -> Double {
    guard let wanted, wanted.isFinite, wanted > 0 else {
      return Double(NetworkLimits.timeoutMilliseconds)
    }
    return min(wanted, Double(NetworkLimits.longestTimeoutMilliseconds))
  }
}

extension ServiceClock {
  /// Sleeps; one that was woken early sees that by its own task.
  func pause(_ milliseconds: Double) async { try? await sleep(milliseconds) }
}
