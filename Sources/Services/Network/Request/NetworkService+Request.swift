import Bridge
import Wire

/// `wx.request`.
extension NetworkService {
  var requestCall: Call {
    Call(
      task: "request", as: "RequestTask",
      example: (
        RequestRequest(url: "https://api.example.com/city?id=7"),
        RequestReply(
          data: "{\"name\":\"Oslo\"}", statusCode: 200,
          header: ["Content-Type": "application/json"], cookies: [])
      ), request
    ) {
      Call(
        event: "onHeadersReceived", example: HeadersReceived(HTTPHead(status: 200)))
      Call(event: "onChunkReceived", example: ChunkReceived(data: Binary([])))
    }
    .summary("Asks a server over HTTP; every status is a success.")
    .category("Network").since("1.0.0").networkErrors()
    .limits(named: [
      "response": "\(NetworkLimits.responseBytes) bytes",
      "at once": "\(NetworkLimits.exchanges), more wait",
      "redirects": "\(NetworkLimits.redirects)",
    ])
  }

  private func request(
    _ request: RequestRequest, _ context: CallContext
  ) async throws(CallError) -> RequestReply {
    let clock = context.clock
    let start = clock.now
    let collector = ResponseCollector(
      isChunked: request.enableChunked ?? false, voice: context.task, now: { clock.now })
    do throws(NetworkError) {
      try await exchange(.request, context).run(try request.wish, to: collector)
    } catch {
      throw error.callError
    }
    var response = collector.response
    response.times.start = start
    return RequestReply(response, asBytes: request.responseType == "arraybuffer")
  }
}

/// What `wx.request` takes, after the prelude has readied it.
struct RequestRequest: Codable, Sendable {
  /// Where to send it; `http` or `https`.
  var url: String
  /// Text that is sent. Objects become a query (GET), a form or JSON by the content type.
  var data: String?
  /// An ArrayBuffer that is sent.
  var bytes: Binary?
  /// Headers; `Referer` and what belongs to the connection cannot be set.
  var header: [String: String]?
  /// Milliseconds; 60000 without it.
  var timeout: Double?
  /// OPTIONS, GET, HEAD, POST, PUT, DELETE, TRACE, CONNECT or PATCH.
  var method: String?
  /// `json` reads the answer as JSON where it can; anything else leaves the text.
  var dataType: String?
  /// `text` or `arraybuffer`.
  var responseType: String?
  /// Hands the answer over in pieces, by `onChunkReceived`.
  var enableChunked: Bool?
  /// `follow`, or `manual` to get a redirect as the answer.
  var redirect: String?

  private static let methods: Set<String> = [
    "OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH",
  ]

  var wish: Exchange.Wish {
    get throws(NetworkError) {
      let method = method ?? "GET"
      guard Self.methods.contains(method) else { throw .request("invalid request method") }
      // Tunnels are for proxies; there is nothing that a mini-program could do with one.
      guard method != "CONNECT" else { throw .request("CONNECT is not supported") }
      let body: HTTPBody =
        if let bytes { .bytes(bytes.bytes) } else if let data, !data.isEmpty {
          .bytes(Array(data.utf8))
        } else { .none }
      return Exchange.Wish(
        url: url, method: method, header: header ?? [:], body: body, timeout: timeout,
        follows: redirect != "manual")
    }
  }
}

/// What `wx.request` answers.
struct RequestReply: Codable, Sendable {
  /// The answer as text. The prelude reads JSON and hands over what it finds.
  var data: String?
  /// The answer for `responseType: 'arraybuffer'`; the mini-program finds it as `data`.
  var bytes: Binary?
  var statusCode: Int
  /// The answer's headers; one that came several times has its values joined by commas.
  var header: [String: String]
  /// The values of `Set-Cookie`. Cookies are not kept and not sent by themselves.
  var cookies: [String]
  /// When what happened.
  var profile: ExchangeProfile?

  init(
    data: String?, statusCode: Int, header: [String: String], cookies: [String],
    profile: ExchangeProfile? = nil
  ) {
    self.data = data
    self.statusCode = statusCode
    self.header = header
    self.cookies = cookies
    self.profile = profile
  }

  init(_ response: ResponseCollector.Response, asBytes: Bool) {
    let received = HeadersReceived(response.head)
    self.init(
      data: nil, statusCode: received.statusCode, header: received.header,
      cookies: received.cookies, profile: ExchangeProfile(response))
    if asBytes {
      bytes = Binary(response.body)
    } else {
      data = response.text
    }
  }
}

/// Times of an exchange, in milliseconds since 1970 on the session's clock.
struct ExchangeProfile: Codable, Sendable {
  var invokeStart: Double
  var fetchStart: Double
  var requestStart: Double
  var responseStart: Double
  var responseEnd: Double
  var statusCode: Int
  var sendBytesCount: Int
  var receivedBytedCount: Int

  init(_ response: ResponseCollector.Response) {
    self.init(response.times, status: response.head.status)
  }

  init(_ times: ExchangeTimes, status: Int) {
    invokeStart = times.start
    fetchStart = times.start
    requestStart = times.start
    responseStart = times.responseStart
    responseEnd = times.responseEnd
    statusCode = status
    sendBytesCount = times.sentBytes
    receivedBytedCount = times.receivedBytes
  }
}

extension ResponseCollector.Response {
  /// The body as UTF-8, without the mark that says so.
  var text: String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = body.starts(with: mark) ? body[mark.count...] : body[...]
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TaskHandle: TaskVoice {
  func tell(_ event: String, _ payload: some Encodable & Sendable) { send(event, payload) }
}
