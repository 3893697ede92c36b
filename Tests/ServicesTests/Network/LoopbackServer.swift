import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

@testable import Services

/// An HTTP server on a free port of this machine, for one test.
final class LoopbackServer: Sendable {
  struct Request: Sendable {
    let method: String
    let uri: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    func header(_ name: String) -> String? {
      headers.first { $0.name.lowercased() == name }?.value
    }
  }

  enum Reaction: Sendable {
    case answer(Int, [(String, String)] = [], [[UInt8]] = [])
    /// Sends the head, and the end never.
    case stall
    /// Closes the connection instead of answering.
    case hangUp
  }

  let port: Int
  private let channel: any Channel
  private let seenRequests: Mutexed<[Request]>

  /// What was asked so far.
  var requests: [Request] { seenRequests.value.withLock { $0 } }
  /// A URL on this server.
  func url(_ path: String, host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(path)" }
  /// What lets a mini-program reach it.
  var policy: NetworkPolicy { NetworkPolicy(allowedHosts: ["127.0.0.1:\(port)"]) }

  init(
    tls: NIOSSLContext? = nil, _ react: @escaping @Sendable (Request) -> Reaction
  ) async throws {
    let seen = Mutexed<[Request]>([])
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
          }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(
            Handler { request in
              seen.value.withLock { $0.append(request) }
              return react(request)
            })
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
    seenRequests = seen
  }

  deinit { channel.close(promise: nil) }
}

/// A mutex that can be shared.
final class Mutexed<Value: Sendable>: Sendable {
  let value: Mutex<Value>
  init(_ value: Value) { self.value = Mutex(value) }
}

private final class Handler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let react: @Sendable (LoopbackServer.Request) -> LoopbackServer.Reaction
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(react: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Reaction) {
    self.react = react
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end: answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let request = LoopbackServer.Request(
      method: head.method.rawValue, uri: head.uri,
      headers: head.headers.map { ($0.name, $0.value) }, body: body)
    switch react(request) {
    case .answer(let status, let headers, let pieces):
      var response = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: status),
        headers: HTTPHeaders(headers))
      if response.headers["transfer-encoding"].isEmpty, response.headers["content-length"].isEmpty {
        response.headers.add(
          name: "content-length", value: String(pieces.reduce(0) { $0 + $1.count }))
      }
      context.write(wrapOutboundOut(.head(response)), promise: nil)
      for piece in pieces {
        context.writeAndFlush(
          wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: piece)))), promise: nil)
      }
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    case .stall:
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok, headers: ["content-length": "10"])
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    case .hangUp: context.close(promise: nil)
    }
  }
}
