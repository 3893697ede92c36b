import NIOCore
import NIOHTTP1
import NIOPosix

/// One listening socket.
struct Listener: Sendable {
  typealias Accepted = EventLoopFuture<Connection>

  private let channel: NIOAsyncChannel<Accepted, Never>

  var localAddress: SocketAddress? { channel.channel.localAddress }

  func close() { channel.channel.close(promise: nil) }

  /// Serves whoever connects until the socket is closed and the last one is gone.
  func accept() async {
    // Both throws mean that the socket is closed; then there is nobody left to tell.
    try? await channel.executeThenClose { accepted in
      try await withThrowingDiscardingTaskGroup { group in
        for try await connection in accepted {
          group.addTask { try? await connection.get().serve() }
        }
      }
    }
  }

  /// Listens on both loopback addresses, at the same port. A machine without the newer one has
  /// only the older.
  static func pair(port: Int, service: Service) async throws(ServerError) -> [Listener] {
    for _ in 0..<portAttempts {
      let first = try await bind("127.0.0.1", port, service).get()
      let chosen = first.localAddress?.port ?? port
      switch await bind("::1", chosen, service) {
      case .success(let second): return [first, second]
      case .failure(.portInUse):
        first.close()
        // Somebody has the port on the other address; a port of the system's choice can change.
        guard port == 0 else { throw .portInUse(port) }
      case .failure: return [first]
      }
    }
    throw .cannotListen(port: port, reason: "no port is free on both loopback addresses")
  }

  private static let portAttempts = 16

  private static func bind(
    _ host: String, _ port: Int, _ service: Service
  ) async -> Result<Listener, ServerError> {
    guard (0...65_535).contains(port) else {
      return .failure(.cannotListen(port: port, reason: "ports go from 0 to 65535"))
    }
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: host, port: port) { channel in
          channel.eventLoop.makeCompletedFuture { try Connection.prepare(channel, service) }
        }
      return .success(Listener(channel: channel))
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      return .failure(.portInUse(port))
    } catch {
      return .failure(.cannotListen(port: port, reason: "\(error)"))
    }
  }
}
