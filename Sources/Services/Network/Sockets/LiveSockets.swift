import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import Synchronization

/// Sockets over the real network. Hosts are judged as those of requests are.
public struct LiveSockets: SocketTransport {
  private let resolver: any HostResolver
  private let trust: [NIOSSLCertificate]

  /// - Parameter trust: certificates beside the machine's own, for servers of a developer.
  public init(resolver: any HostResolver = SystemResolver(), trust: [NIOSSLCertificate] = []) {
    self.resolver = resolver
    self.trust = trust
  }

  public func open(
    _ request: SocketRequest, _ terms: ExchangeTerms, telling listener: any SocketListener
  ) async throws(NetworkError) {
    let box = SharedSocket()
    do throws(NetworkError) {
      try await terms.keepingPace { () throws(NetworkError) in
        try await withDeadline(milliseconds: terms.timeoutMilliseconds) {
          () throws(NetworkError) in
          box.set(try await attempt(request, terms.policy, listener))
        }
      }
    } catch {
      box.socket?.close(code: 1001, reason: "")
      throw error
    }
  }

  /// Tries the host's addresses, one after the other.
  private func attempt(
    _ request: SocketRequest, _ policy: NetworkPolicy, _ listener: any SocketListener
  ) async throws(NetworkError) -> LiveSocket {
    let place = try await CheckedPlace.find(request.url, by: resolver, policy)
    var failure = NetworkError.unreachable("no address of \(request.url.host) answers")
    for address in place.addresses {
      do throws(NetworkError) {
        return try await connect(request, to: address, listener)
      } catch .unreachable(let why) {
        failure = .unreachable(why)
      }
    }
    throw failure
  }

  private func connect(
    _ request: SocketRequest, to address: IPAddress, _ listener: any SocketListener
  ) async throws(NetworkError) -> LiveSocket {
    do {
      let target = try SocketAddress(ipAddress: "\(address)", port: request.url.port)
      let tls = request.url.scheme.isSecure ? try NIOSSLContext(configuration: configuration) : nil
      let upgraded = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connectTimeout(.seconds(Int64(NetworkLimits.connectSeconds)))
        .connect(to: target) { channel in
          channel.eventLoop.makeCompletedFuture {
            if let tls {
              let name = request.url.address == nil ? request.url.host : nil
              try channel.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: tls, serverHostname: name))
            }
            return try Self.upgrade(channel, request, listener)
          }
        }
      guard let socket = try await upgraded.get() else {
        throw NetworkError.handshake("the server does not speak WebSocket at this place")
      }
      return socket
    } catch {
      throw NetworkError(transport: error)
    }
  }

  private var configuration: TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    if !trust.isEmpty { tls.additionalTrustRoots = [.certificates(trust)] }
    return tls
  }

  private static func upgrade(
    _ channel: any Channel, _ request: SocketRequest, _ listener: any SocketListener
  ) throws -> EventLoopFuture<LiveSocket?> {
    let upgrader = NIOTypedWebSocketClientUpgrader<LiveSocket?>(
      maxFrameSize: NetworkLimits.messageBytes
    ) { channel, head in
      channel.eventLoop.makeCompletedFuture {
        let socket = LiveSocket(channel)
        listener.opened(
          HTTPHead(
            status: Int(head.status.code),
            headers: head.headers.map { HTTPField($0.name, $0.value) }), socket)
        try channel.pipeline.syncOperations.addHandlers(
          NIOWebSocketFrameAggregator(
            minNonFinalFragmentSize: 1, maxAccumulatedFrameCount: 4_096,
            maxAccumulatedFrameSize: NetworkLimits.messageBytes),
          FrameReader(listener))
        return socket
      }
    }
    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: request.url.target)
    let port = request.url.writtenPort.map { ":\($0)" } ?? ""
    let host = request.url.address?.isVersion4 == false ? "[\(request.url.host)]" : request.url.host
    head.headers.add(name: "Host", value: host + port)
    for field in request.headers { head.headers.add(name: field.name, value: field.value) }
    if !request.protocols.isEmpty {
      head.headers.add(
        name: "Sec-WebSocket-Protocol", value: request.protocols.joined(separator: ", "))
    }
    let upgrade = NIOTypedHTTPClientUpgradeConfiguration<LiveSocket?>(
      upgradeRequestHead: head, upgraders: [upgrader]
    ) { channel in
      channel.close(promise: nil)
      return channel.eventLoop.makeSucceededFuture(nil)
    }
    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
      configuration: .init(upgradeConfiguration: upgrade))
  }
}

/// Hands a socket from one task to another.
private final class SharedSocket: Sendable {
  private let value = Mutex<LiveSocket?>(nil)

  var socket: LiveSocket? { value.withLock { $0 } }
  func set(_ socket: LiveSocket) { value.withLock { $0 = socket } }
}

/// One connection over the real network.
final class LiveSocket: SocketConnection {
  private let channel: any Channel
  private let unsent = Mutex(0)
  /// Bytes that the network has not taken yet.
  var unsentBytes: Int { unsent.withLock { $0 } }

  fileprivate init(_ channel: any Channel) { self.channel = channel }

  func send(_ message: SocketMessage) async throws(NetworkError) {
    let count = message.count
    let fits = unsent.withLock { unsent in
      guard unsent + count <= NetworkLimits.unsentBytes else { return false }
      unsent += count
      return true
    }
    guard fits else {
      throw .request(
        "more than \(NetworkLimits.unsentBytes) bytes wait until the server reads them")
    }
    defer { unsent.withLock { $0 -= count } }
    let frame =
      switch message {
      case .text(let text): Self.frame(.text, ByteBuffer(string: text))
      case .bytes(let bytes): Self.frame(.binary, ByteBuffer(bytes: bytes))
      }
    do {
      try await channel.writeAndFlush(frame).get()
    } catch {
      throw .interrupted
    }
  }

  func close(code: Int, reason: String) {
    var data = ByteBuffer()
    data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: code))
    data.writeString(reason)
    let channel = channel
    channel.writeAndFlush(Self.frame(.connectionClose, data)).whenComplete { _ in
      // Who does not answer is not waited for.
      channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
  }

  private static func frame(_ opcode: WebSocketOpcode, _ data: ByteBuffer) -> WebSocketFrame {
    WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
  }
}

/// Reads frames that a server sends.
private final class FrameReader: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let listener: any SocketListener
  private var isClosed = false

  init(_ listener: any SocketListener) { self.listener = listener }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    var content = frame.unmaskedData
    switch frame.opcode {
    case .text: listener.received(.text(String(buffer: content)))
    case .binary: listener.received(.bytes(Array(content.readableBytesView)))
    case .ping:
      let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: content)
      context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
    case .connectionClose:
      let code = content.readWebSocketErrorCode().map { Int(UInt16(webSocketErrorCode: $0)) }
      tellClosed(code ?? 1_005, String(buffer: content))
      let answer = WebSocketFrame(
        fin: true, opcode: .connectionClose, maskKey: .random(), data: frame.unmaskedData)
      context.writeAndFlush(wrapOutboundOut(answer)).whenComplete { [channel = context.channel] _ in
        channel.close(promise: nil)
      }
    default: break
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    tellClosed(1_006, "")
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A frame that is too large or broken ends the connection, as the protocol has it.
    context.close(promise: nil)
  }

  private func tellClosed(_ code: Int, _ reason: String) {
    guard !isClosed else { return }
    isClosed = true
    listener.closed(code: code, reason: reason)
  }
}
