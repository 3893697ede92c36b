import NIOCore
import NIOPosix
import Synchronization

/// A small HTTP/1.1 and WebSocket server on the loopback addresses.
///
/// Requests of one connection are answered in their order, those of several at once. Everything
/// that a client may take is bounded by `ServerLimits`.
public final class HTTPServer: Sendable {
  /// Answers a request. Runs on any thread; other requests are answered meanwhile.
  public typealias Respond = @Sendable (Request) async -> Response
  /// Talks with a WebSocket client; the connection is closed when it returns.
  public typealias Converse = @Sendable (WebSocket) async -> Void
  /// Decides whether a request becomes a WebSocket; nil leaves it to `Respond`.
  public typealias Upgrade = @Sendable (Request) -> Converse?

  /// The port that is listened to.
  public let port: Int
  let listeners: [Listener]
  let connections: ConnectionTable
  private let accepting: Task<Void, Never>

  /// Starts to listen on 127.0.0.1 and, where there is one, ::1.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one; `HTTPServer.port` tells which.
  ///   - upgrade: nothing becomes a WebSocket without it.
  public static func start(
    port: Int = 0, limits: ServerLimits = ServerLimits(),
    upgrade: @escaping Upgrade = { _ in nil }, respond: @escaping Respond
  ) async throws(ServerError) -> HTTPServer {
    let connections = ConnectionTable(limits: limits)
    let service = Service(
      limits: limits, upgrade: upgrade, respond: respond, connections: connections)
    let listeners = try await Listener.pair(port: port, service: service)
    return HTTPServer(listeners, connections)
  }

  private init(_ listeners: [Listener], _ connections: ConnectionTable) {
    port = listeners.first?.localAddress?.port ?? 0
    self.listeners = listeners
    self.connections = connections
    accepting = Task {
      await withDiscardingTaskGroup { group in
        for listener in listeners { group.addTask { await listener.accept() } }
      }
    }
  }

  deinit { for listener in listeners { listener.close() } }

  /// Waits until the server was stopped and all its connections are gone.
  public func wait() async { await accepting.value }

  /// Stops: nobody new is let in, requests that are being answered are finished, WebSocket clients
  /// are told that the server goes away. Who takes longer than `stopMilliseconds` is cut off.
  public func stop() async {
    for listener in listeners { listener.close() }
    connections.stop()
    await accepting.value
  }
}

/// What a server does, for each of its connections.
struct Service: Sendable {
  let limits: ServerLimits
  let upgrade: HTTPServer.Upgrade
  let respond: HTTPServer.Respond
  let connections: ConnectionTable
}
