import Bridge
import Synchronization
import Wire

/// The sockets of all sessions.
final class SocketTable: Sendable {
  private let sockets = Mutex<[SessionID: [Socket]]>([:])

  /// Takes in a socket, unless the session has as many as it may.
  func add(_ socket: Socket, of session: SessionID) -> Bool {
    sockets.withLock { sockets in
      let open = (sockets[session] ?? []).filter { $0.state != .closed }
      guard open.count < NetworkLimits.sockets else { return false }
      sockets[session] = open + [socket]
      return true
    }
  }

  /// The socket of a task.
  func socket(_ task: TaskHandle, of session: SessionID) -> Socket? {
    sockets.withLock { $0[session]?.first { $0.task.number == task.number } }
  }

  /// The one that the older functions on `wx` speak to: the first that is not closed.
  func current(of session: SessionID) -> Socket? {
    sockets.withLock { $0[session]?.first { $0.state != .closed } }
  }

  func closeAll(of session: SessionID) {
    let open = sockets.withLock { $0.removeValue(forKey: session) ?? [] }
    for socket in open { socket.close(code: 1_001, reason: "") }
  }
}

/// One socket that a mini-program holds.
final class Socket: SocketListener {
  enum State: Int, Sendable {
    case connecting = 0
    case open, closing, closed
  }

  private struct Inner {
    var state = State.connecting
    var connection: (any SocketConnection)?
    var opening: Task<Void, Never>?
  }

  let task: TaskHandle
  private let events: ServiceEvents
  private let isCurrent: @Sendable (Socket) -> Bool
  private let inner = Mutex(Inner())

  /// - Parameter isCurrent: whether the older events on `wx` are for this socket too.
  init(
    task: TaskHandle, events: ServiceEvents, isCurrent: @escaping @Sendable (Socket) -> Bool
  ) {
    self.task = task
    self.events = events
    self.isCurrent = isCurrent
  }

  var state: State { inner.withLock { $0.state } }

  /// Makes the connection and tells how that went.
  func connect(
    _ transport: any SocketTransport, _ request: SocketRequest, _ terms: ExchangeTerms
  ) {
    let opening = Task {
      do throws(NetworkError) {
        try await transport.open(request, terms, telling: self)
      } catch {
        failed(error)
      }
    }
    inner.withLock { $0.opening = opening }
  }

  private func failed(_ error: NetworkError) {
    let wasOver = inner.withLock { $0.state == .closed }
    guard !wasOver else { return }
    let errMsg = "connectSocket:fail \(error.callError.reason)"
    tell("Error", SocketFailure(errMsg: errMsg, errCode: error.callError.errno))
    closed(code: 1_006, reason: "abnormal closure")
  }

  // MARK: Listening

  func opened(_ head: HTTPHead, _ connection: any SocketConnection) {
    let opens = inner.withLock { inner in
      guard inner.state == .connecting else { return false }
      inner.state = .open
      inner.connection = connection
      return true
    }
    if opens {
      tell("Open", SocketOpened(header: head.joined), state: .open)
    } else {
      connection.close(code: 1_001, reason: "")
    }
  }

  func received(_ message: SocketMessage) {
    guard inner.withLock({ $0.state == .open }) else { return }
    let payload =
      switch message {
      case .text(let text): CallRequest(["data": .string(text)])
      case .bytes(let bytes): CallRequest(["data": ["$buffer": 0]], attachments: [bytes])
      }
    task.send("onMessage", encoded: payload)
    if isCurrent(self) { events.send("onSocketMessage", encoded: payload) }
  }

  func closed(code: Int, reason: String) {
    let wasCurrent = isCurrent(self)
    let ends = inner.withLock { inner in
      guard inner.state != .closed else { return false }
      inner.state = .closed
      inner.connection = nil
      return true
    }
    guard ends else { return }
    let payload = SocketClosed(code: code, reason: reason)
    task.send("onClose", payload, properties: Self.readyState(.closed))
    if wasCurrent { events.send("onSocketClose", payload) }
  }

  private func tell(
    _ event: String, _ payload: some Encodable, state: State? = nil
  ) {
    task.send(
      "on\(event)", payload, properties: state.map(Self.readyState) ?? JSONObject())
    if isCurrent(self) { events.send("onSocket\(event)", payload) }
  }

  private static func readyState(_ state: State) -> JSONObject {
    JSONObject(members: [.init(name: "readyState", value: .number(Double(state.rawValue)))])
  }

  // MARK: Speaking

  /// - Returns: false when the socket is not open.
  func send(_ message: SocketMessage) async throws(NetworkError) -> Bool {
    let connection = inner.withLock { $0.state == .open ? $0.connection : nil }
    guard let connection else { return false }
    try await connection.send(message)
    return true
  }

  func close(code: Int, reason: String) {
    let (connection, opening) = inner.withLock { inner in
      if inner.state == .connecting || inner.state == .open { inner.state = .closing }
      return (inner.connection, inner.opening)
    }
    if let connection {
      connection.close(code: code, reason: reason)
      // The server may take its time, the mini-program need not.
      closed(code: code, reason: reason)
    } else {
      opening?.cancel()
      closed(code: code, reason: reason)
    }
  }
}

/// What `onOpen` tells.
struct SocketOpened: Codable, Sendable {
  /// The headers of the server's answer.
  var header: [String: String]
}

/// What `onMessage` tells.
struct SocketReceived: Codable, Sendable {
  /// A text or an ArrayBuffer.
  var data: String
}

/// What `onError` tells.
struct SocketFailure: Codable, Sendable {
  var errMsg: String
  var errCode: Int?
}

/// What `onClose` tells.
struct SocketClosed: Codable, Sendable {
  /// 1000 for an ordinary end, 1006 for one that nobody announced.
  var code: Int
  var reason: String
}
