import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// A client whose first request has told what it wants.
enum Connection: Sendable {
  case http(HTTPConnection)
  case webSocket(WebSocketConnection)

  func serve() async {
    switch self {
    case .http(let connection): await connection.serve()
    case .webSocket(let connection): await connection.serve()
    }
  }

  /// Builds the pipeline of a client that has just been accepted.
  static func prepare(
    _ channel: any Channel, _ service: Service
  ) throws -> EventLoopFuture<Connection> {
    let limits = service.limits
    let pipeline = channel.pipeline.syncOperations
    guard service.connections.admit(channel) else {
      channel.close(promise: nil)
      throw ServerError.closed
    }
    let deadline = HeadDeadline(after: .milliseconds(Int64(limits.headMilliseconds)))
    try pipeline.addHandler(deadline)
    let chosen = ChosenConversation()
    let upgrader = NIOTypedWebSocketServerUpgrader<Connection>(
      maxFrameSize: limits.messageBytes,
      shouldUpgrade: { channel, head in
        let converse = decide(head, service)
        // A server that stops now lets the conversation begin, to tell its client.
        if converse != nil { service.connections.setFarewell({}, of: channel) }
        chosen.value = converse.map { .upgraded($0) } ?? .declined(head)
        return channel.eventLoop.makeSucceededFuture(converse == nil ? nil : [:])
      },
      upgradePipelineHandler: { channel, head in
        channel.eventLoop.makeCompletedFuture {
          HeadDeadline.end(on: channel)
          return .webSocket(
            try WebSocketConnection(
              channel, service, request: HTTPServer.Request(head, body: []),
              converse: chosen.converse))
        }
      })
    var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
      upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
        upgraders: [upgrader],
        notUpgradingCompletionHandler: { channel in
          channel.eventLoop.makeCompletedFuture {
            HeadDeadline.end(on: channel)
            return .http(try HTTPConnection(channel, service, lost: chosen.declinedHead))
          }
        }))
    configuration.decoderConfiguration.maxHeaderFieldSize = limits.headFieldBytes
    configuration.decoderConfiguration.maxHeaderListSize = limits.headBytes
    configuration.decoderConfiguration.maxHeaderFieldCount = limits.headFields
    let connection = try pipeline.configureUpgradableHTTPServerPipeline(
      configuration: configuration)
    try pipeline.addHandler(ErrorEnd())
    return connection
  }

  private static func decide(_ head: HTTPRequestHead, _ service: Service) -> HTTPServer.Converse? {
    let request = HTTPServer.Request(head, body: [])
    return LoopbackRule.allows(request) ? service.upgrade(request) : nil
  }
}

/// What became of the wish of one connection to be upgraded. All uses are on the connection's event
/// loop, one after the other.
private final class ChosenConversation: Sendable {
  enum Choice: Sendable {
    case upgraded(HTTPServer.Converse)
    case declined(HTTPRequestHead)
  }

  private let choice = Mutex<Choice?>(nil)

  var value: Choice? {
    get { choice.withLock { $0 } }
    set { choice.withLock { $0 = newValue } }
  }

  var converse: HTTPServer.Converse {
    if case .upgraded(let converse)? = value { converse } else { { _ in } }
  }

  /// NIO does not hand on the head of a request whose upgrade was declined.
  var declinedHead: HTTPRequestHead? {
    if case .declined(let head)? = value { head } else { nil }
  }
}

/// Closes a connection whose first request does not come.
private final class HeadDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  private let time: TimeAmount
  private var scheduled: Scheduled<Void>?

  init(after time: TimeAmount) { self.time = time }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    scheduled = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    scheduled?.cancel()
    context.fireChannelInactive()
  }

  static func end(on channel: any Channel) {
    guard let handler = try? channel.pipeline.syncOperations.handler(type: HeadDeadline.self)
    else { return }
    handler.scheduled?.cancel()
  }
}

/// Closes a connection that broke the protocol, after the pipeline has answered it.
private final class ErrorEnd: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.fireErrorCaught(error)
    // A WebSocket says why first (`WebSocket.Messages`).
    if error is HTTPParserError { context.close(promise: nil) }
  }
}
