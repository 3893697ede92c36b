import Bridge
import Synchronization
import Wire

/// Gathers a response in memory and tells the task of it as it comes.
final class ResponseCollector: HTTPReceiver {
  struct Response: Sendable {
    var head = HTTPHead(status: 0)
    var body: [UInt8] = []
    var times = ExchangeTimes()
  }

  private let state = Mutex(Response())
  private let limit: Int
  /// Hands pieces on as they come and keeps none.
  private let isChunked: Bool
  /// Bytes that will be sent; tells of progress when there are any.
  private let expected: Int
  private let voice: any TaskVoice
  private let now: @Sendable () -> Double

  init(
    limit: Int = NetworkLimits.responseBytes, isChunked: Bool = false, sending expected: Int = 0,
    voice: any TaskVoice, now: @escaping @Sendable () -> Double
  ) {
    self.limit = limit
    self.isChunked = isChunked
    self.expected = expected
    self.voice = voice
    self.now = now
  }

  var response: Response { state.withLock { $0 } }

  func sent(_ bytes: Int) async throws(NetworkError) {
    let sent = state.withLock { state in
      state.times.sentBytes += bytes
      return state.times.sentBytes
    }
    if expected > 0 { voice.tell("onProgressUpdate", UploadProgress(sent: sent, of: expected)) }
  }

  func head(_ head: HTTPHead) async throws(NetworkError) {
    let now = now()
    state.withLock { state in
      state.head = head
      state.times.responseStart = now
      state.times.responseEnd = now
    }
    voice.tell("onHeadersReceived", HeadersReceived(head))
  }

  func body(_ bytes: [UInt8]) async throws(NetworkError) {
    let now = now()
    let isTooLarge = state.withLock { state in
      state.times.responseEnd = now
      state.times.receivedBytes += bytes.count
      guard !isChunked else { return false }
      guard state.body.count + bytes.count <= limit else { return true }
      state.body += bytes
      return false
    }
    guard !isTooLarge else { throw .tooLarge(limit: limit) }
    if isChunked { voice.tell("onChunkReceived", ChunkReceived(data: Binary(bytes))) }
  }
}

/// When an exchange did what, for `profile`, in milliseconds of the session's time.
struct ExchangeTimes: Sendable {
  var start = 0.0
  var responseStart = 0.0
  var responseEnd = 0.0
  var sentBytes = 0
  var receivedBytes = 0
}

/// How a running exchange speaks to the object that the mini-program holds.
protocol TaskVoice: Sendable {
  func tell(_ event: String, _ payload: some Encodable & Sendable)
}

/// What `onHeadersReceived` tells.
struct HeadersReceived: Codable, Sendable {
  /// The response's headers; one that came several times has its values joined by commas.
  var header: [String: String]
  var statusCode: Int
  /// The values of `Set-Cookie`, which are not kept.
  var cookies: [String]

  init(_ head: HTTPHead) {
    header = head.joined
    statusCode = head.status
    cookies = head.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value)
  }
}

/// What `onChunkReceived` tells.
struct ChunkReceived: Codable, Sendable {
  var data: Binary
}

extension HTTPHead {
  /// Headers by the name that the server gave them first.
  var joined: [String: String] {
    var names: [String: String] = [:]
    var values: [String: String] = [:]
    for field in headers {
      let name = names[field.name.lowercased()] ?? field.name
      names[field.name.lowercased()] = name
      values[name] = values[name].map { "\($0),\(field.value)" } ?? field.value
    }
    return values
  }
}
