/// Following redirects (`reference/api-core.md 9.4`).
struct RedirectedExchange: Sendable {
  let transport: any HTTPTransport
  let terms: ExchangeTerms
  /// False hands a redirect over as the answer.
  let follows: Bool

  /// Sends a request, and on to where answers send it.
  func run(_ request: HTTPRequest, to receiver: any HTTPReceiver) async throws(NetworkError) {
    var request = request
    for _ in 0...NetworkLimits.redirects {
      let hop = Hop(request: request, follows: follows, receiver: receiver)
      try await transport.exchange(request, terms, to: hop)
      guard let next = await hop.next else { return }
      request = next
    }
    throw .tooManyRedirects
  }
}

/// Takes one answer: passes it on, or keeps where it leads.
private actor Hop: HTTPReceiver {
  let request: HTTPRequest
  let follows: Bool
  let receiver: any HTTPReceiver
  private(set) var next: HTTPRequest?
  private var dropped = 0

  init(request: HTTPRequest, follows: Bool, receiver: any HTTPReceiver) {
    self.request = request
    self.follows = follows
    self.receiver = receiver
  }

  func sent(_ bytes: Int) async throws(NetworkError) { try await receiver.sent(bytes) }

  func head(_ head: HTTPHead) async throws(NetworkError) {
    if follows, let location = head.header("location"),
      let next = request.redirected(to: location, status: head.status)
    {
      self.next = next
    } else {
      try await receiver.head(head)
    }
  }

  func body(_ bytes: [UInt8]) async throws(NetworkError) {
    guard next != nil else {
      try await receiver.body(bytes)
      return
    }
    dropped += bytes.count
    guard dropped <= NetworkLimits.responseBytes else {
      throw .tooLarge(limit: NetworkLimits.responseBytes)
    }
  }
}

extension HTTPRequest {
  /// What is sent next; nil when the answer is none that leads on.
  func redirected(to location: String, status: Int) -> HTTPRequest? {
    guard [301, 302, 303, 307, 308].contains(status), let url = url.redirected(to: location),
      url.scheme == .http || url.scheme == .https
    else { return nil }
    var next = self
    next.url = url
    // As browsers do: only 307 and 308 say a request again that may have done something.
    if status == 303 && method != "HEAD" || (status == 301 || status == 302) && method == "POST" {
      next.method = "GET"
      next.body = .none
      next.headers.removeAll { Self.ofBody.contains($0.name.lowercased()) }
    }
    if !url.sharesOrigin(with: self.url) {
      next.headers.removeAll { Self.ofOrigin.contains($0.name.lowercased()) }
    }
    return next
  }

  private static let ofBody: Set<String> = [
    "content-type", "content-encoding", "content-language", "content-location",
  ]
  private static let ofOrigin: Set<String> = ["authorization", "cookie", "proxy-authorization"]
}
