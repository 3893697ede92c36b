/// What one server takes from those who connect. Every field has a test at it and one past it.
public struct ServerLimits: Sendable, Hashable {
  /// Connections at once; one more is closed as soon as it is accepted.
  public var connections = 256
  /// Bytes of one line of a request's head, its name and value.
  public var headFieldBytes = 16 << 10
  /// Bytes of a request's head in all.
  public var headBytes = 64 << 10
  /// Lines of a request's head.
  public var headFields = 128
  /// Bytes of a request's body; a longer one is answered 413.
  public var bodyBytes = 8 << 20
  /// Bytes of one WebSocket message, however it is cut into frames.
  public var messageBytes = 16 << 20
  /// Frames that one WebSocket message may be cut into.
  public var messageFrames = 1_024
  /// Bytes that may wait for a WebSocket client that does not read; past it the client is cut off.
  public var queueBytes = 64 << 20
  /// Milliseconds that a client has for the head of its first request.
  public var headMilliseconds = 10_000
  /// Milliseconds that a connection may rest between two requests.
  public var restMilliseconds = 60_000
  /// Milliseconds from a request's head to the last byte of its response.
  public var exchangeMilliseconds = 60_000
  /// Milliseconds that requests and clients have to finish when the server stops.
  public var stopMilliseconds = 2_000

  public init() {}
}

/// Why a server cannot serve.
public enum ServerError: Error, Sendable, Hashable, CustomStringConvertible {
  case portInUse(Int)
  case cannotListen(port: Int, reason: String)
  /// The client is gone, or was cut off because it did not read.
  case closed

  public var description: String {
    switch self {
    case .portInUse(let port): "Port \(port) is in use"
    case .cannotListen(let port, let reason): "port \(port) cannot be listened to: \(reason)"
    case .closed: "the connection is closed"
    }
  }
}
