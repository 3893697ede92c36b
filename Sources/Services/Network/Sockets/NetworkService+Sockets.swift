import Bridge
import Wire

/// `wx.connectSocket`, its task, and the older functions on `wx`.
extension NetworkService {
  @CallsBuilder var socketCalls: [Call] {
    Call(
      task: "connectSocket", as: "SocketTask", aborts: false, endsAfter: "onClose", hasOffs: false,
      properties: [
        .init("readyState", 0), .init("CONNECTING", 0), .init("OPEN", 1), .init("CLOSING", 2),
        .init("CLOSED", 3),
      ],
      example: (ConnectRequest(url: "wss://api.example.com/chat"), Nothing()), connect
    ) {
      Call("send", example: (SendRequest(data: "hello"), Nothing()), send)
      Call(atOnce: "close", example: (CloseRequest(code: 1_000), Nothing()), close)
      Call(event: "onOpen", example: SocketOpened(header: [:]))
      Call(event: "onMessage", example: SocketReceived(data: "hello"))
      Call(
        event: "onError", example: SocketFailure(errMsg: "connectSocket:fail timeout", errCode: 5))
      Call(event: "onClose", example: SocketClosed(code: 1_000, reason: ""))
    }
    .summary("Opens a WebSocket.").category("Network").since("1.0.0").networkErrors()
    .limits(named: [
      "at once": "\(NetworkLimits.sockets)", "message": "\(NetworkLimits.messageBytes) bytes",
    ])
    Call(
      "sendSocketMessage", example: (SendRequest(data: "hello"), Nothing()), sendToCurrent
    ).summary("Sends by the first open WebSocket.").category("Network")
    Call(
      atOnce: "closeSocket", example: (CloseRequest(code: 1_000), Nothing()), closeCurrent
    ).summary("Closes the first open WebSocket.").category("Network")
    Call(event: "onSocketOpen", example: SocketOpened(header: [:])).category("Network")
    Call(event: "onSocketMessage", example: SocketReceived(data: "hello")).category("Network")
    Call(
      event: "onSocketError", example: SocketFailure(errMsg: "connectSocket:fail timeout")
    ).category("Network")
    Call(event: "onSocketClose", example: SocketClosed(code: 1_000, reason: ""))
      .category("Network")
  }

  private func connect(
    _ request: ConnectRequest, _ context: CallContext
  ) async throws(CallError) -> Nothing {
    let wanted: SocketRequest
    do throws(NetworkError) {
      wanted = try prepare(request, context)
    } catch {
      throw error.callError
    }
    let (table, session) = (sockets, context.session)
    let socket = Socket(task: context.task, events: context.events) { socket in
      table.current(of: session) === socket
    }
    guard sockets.add(socket, of: context.session) else {
      throw CallError(
        "fail reach max websocket connect count \(NetworkLimits.sockets)", errno: 600_007)
    }
    let clock = context.clock
    socket.connect(
      settings.sockets, wanted,
      ExchangeTerms(
        policy: settings.policy, timeoutMilliseconds: Exchange.timeout(request.timeout),
        now: { clock.now }, sleep: { await clock.pause($0) }))
    return Nothing()
  }

  private func prepare(
    _ request: ConnectRequest, _ context: CallContext
  ) throws(NetworkError) -> SocketRequest {
    guard let url = WebURL(request.url), url.scheme == .ws || url.scheme == .wss else {
      throw .invalidURL(request.url)
    }
    try settings.policy.check(url, for: .connectSocket, projectChecks: context.files.checksDomains)
    let fields = (request.header ?? [:]).filter {
      !$0.key.lowercased().hasPrefix("sec-websocket-") && $0.key.lowercased() != "content-type"
    }
    let protocols = request.protocols ?? []
    guard protocols.count <= 16, protocols.allSatisfy({ (1...128).contains($0.utf8.count) }),
      protocols.allSatisfy({ $0.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2C } })
    else { throw .request("protocols are at most 16 words of 128 letters") }
    return SocketRequest(
      url: url,
      headers: try HeaderRules.headers(
        fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) },
        appID: context.visitor.app), protocols: protocols)
  }

  private func send(
    _ request: SendRequest, _ context: CallContext
  ) async throws(CallError) -> Nothing {
    try await send(
      request, by: sockets.socket(context.task, of: context.session),
      otherwise: "SocketTask.readyState is not OPEN")
  }

  private func sendToCurrent(
    _ request: SendRequest, _ context: CallContext
  ) async throws(CallError) -> Nothing {
    try await send(
      request, by: sockets.current(of: context.session), otherwise: "WebSocket is not connected")
  }

  private func send(
    _ request: SendRequest, by socket: Socket?, otherwise reason: String
  ) async throws(CallError) -> Nothing {
    let message = try request.message
    guard message.count <= NetworkLimits.messageBytes else {
      throw CallError(
        "the message has \(message.count) bytes; at most \(NetworkLimits.messageBytes) fit",
        errno: 600_010)
    }
    do throws(NetworkError) {
      if let socket, try await socket.send(message) { return Nothing() }
    } catch {
      throw error.callError
    }
    throw CallError(reason)
  }

  private func close(
    _ request: CloseRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    try close(
      request, sockets.socket(context.task, of: context.session),
      otherwise: "SocketTask.readyState is CLOSED")
  }

  private func closeCurrent(
    _ request: CloseRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    try close(
      request, sockets.current(of: context.session), otherwise: "WebSocket is not connected")
  }

  private func close(
    _ request: CloseRequest, _ socket: Socket?, otherwise why: String
  ) throws(CallError) -> Nothing {
    let code = request.code ?? 1_000
    guard code == 1_000 || (3_000...4_999).contains(code) else {
      throw CallError("The code must be either 1000, or between 3000 and 4999.", errno: 1_001)
    }
    let reason = request.reason ?? ""
    guard reason.utf8.count <= 123 else {
      throw CallError("The reason has more than 123 bytes.", errno: 1_001)
    }
    guard let socket, socket.state != .closed else { throw CallError(why) }
    socket.close(code: code, reason: reason)
    return Nothing()
  }
}

struct ConnectRequest: Codable, Sendable {
  /// Where to connect to; `ws` or `wss`.
  var url: String
  /// Headers of the first request.
  var header: [String: String]?
  /// Names of protocols of the program's own.
  var protocols: [String]?
  /// Milliseconds until the connection must stand; 60000 without it.
  var timeout: Double?
}

struct SendRequest: Codable, Sendable {
  /// The text to send.
  var data: String?
  /// The ArrayBuffer to send.
  var bytes: Binary?

  var message: SocketMessage {
    get throws(CallError) {
      if let bytes { return .bytes(bytes.bytes) }
      guard let data else {
        throw .parameter("parameter.data should be String or ArrayBuffer;")
      }
      return .text(data)
    }
  }
}

struct CloseRequest: Codable, Sendable {
  /// 1000, or 3000 to 4999.
  var code: Int?
  /// At most 123 bytes.
  var reason: String?
}
