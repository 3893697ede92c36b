/// What carries the sockets of mini-programs: the real network, a test, or nothing at all.
public protocol SocketTransport: Sendable {
  /// Opens a connection and returns when it stands. What happens is told to the listener, from any
  /// thread, one after the other: `opened` first, and `closed` last and once.
  func open(
    _ request: SocketRequest, _ terms: ExchangeTerms, telling listener: any SocketListener
  ) async throws(NetworkError)
}

/// What is asked for a connection.
public struct SocketRequest: Sendable {
  public var url: WebURL
  public var headers: [HTTPField]
  public var protocols: [String]

  public init(url: WebURL, headers: [HTTPField] = [], protocols: [String] = []) {
    self.url = url
    self.headers = headers
    self.protocols = protocols
  }
}

/// A message of a socket.
public enum SocketMessage: Hashable, Sendable {
  case text(String)
  case bytes([UInt8])

  var count: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.count
    }
  }
}

/// Hears what a connection receives.
public protocol SocketListener: Sendable {
  /// The connection stands; from now on it may be spoken to.
  func opened(_ head: HTTPHead, _ connection: any SocketConnection)
  func received(_ message: SocketMessage)
  /// The connection is over; 1006 says that nobody closed it properly.
  func closed(code: Int, reason: String)
}

/// An open connection.
public protocol SocketConnection: Sendable {
  /// Returns when the message has been handed to the network.
  func send(_ message: SocketMessage) async throws(NetworkError)
  func close(code: Int, reason: String)
}

/// No network: every connection fails, after a while of the session's time.
public struct OfflineSockets: SocketTransport {
  private let transport = OfflineTransport()

  public init() {}

  public func open(
    _ request: SocketRequest, _ terms: ExchangeTerms, telling listener: any SocketListener
  ) async throws(NetworkError) {
    throw await transport.failure(terms)
  }
}
