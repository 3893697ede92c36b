import NIOCore
import NIOHTTP1
import NIOWebSocket
import Synchronization

/// The serving of one WebSocket client.
struct WebSocketConnection: Sendable {
  private let channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>
  private let service: Service
  private let request: HTTPServer.Request
  private let converse: HTTPServer.Converse

  /// Call on the channel's event loop.
  init(
    _ channel: any Channel, _ service: Service, request: HTTPServer.Request,
    converse: @escaping HTTPServer.Converse
  ) throws {
    try channel.pipeline.syncOperations.addHandler(MaskRule())
    try channel.pipeline.syncOperations.addHandler(
      NIOWebSocketFrameAggregator(
        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: service.limits.messageFrames,
        maxAccumulatedFrameSize: service.limits.messageBytes))
    self.channel = try NIOAsyncChannel(
      wrappingChannelSynchronously: channel,
      configuration: .init(
        backPressureStrategy: .init(lowWatermark: 1, highWatermark: Self.messagesAhead)))
    self.service = service
    self.request = request
    self.converse = converse
  }

  /// Messages that are read before somebody takes them.
  private static let messagesAhead = 4

  func serve() async {
    let outbox = Outbox(channel: channel.channel, limits: service.limits)
    service.connections.setFarewell({ outbox.close(.goingAway) }, of: channel.channel)
    // What is thrown is the client's leaving.
    try? await channel.executeThenClose { inbound, outbound in
      let socket = WebSocket(request: request, outgoing: outbox, inbound: inbound)
      await withDiscardingTaskGroup { group in
        group.addTask { await outbox.drain(into: outbound) }
        await converse(socket)
        outbox.close(.normal)
      }
    }
  }
}

/// What waits to be sent to one WebSocket client.
final class Outbox: Sendable {
  private struct State {
    var bytes = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let frames: AsyncStream<WebSocketFrame>
  private let continuation: AsyncStream<WebSocketFrame>.Continuation
  private let channel: any Channel
  private let limits: ServerLimits

  init(channel: any Channel, limits: ServerLimits) {
    self.channel = channel
    self.limits = limits
    (frames, continuation) = AsyncStream.makeStream(of: WebSocketFrame.self)
  }

  var bytes: Int { state.withLock { $0.bytes } }

  /// Queues a frame.
  func add(_ opcode: WebSocketOpcode, _ data: ByteBuffer) throws(ServerError) {
    // A frame costs memory beside its bytes.
    let bytes = data.readableBytes + Self.frameBytes
    let isFull = state.withLock { state -> Bool? in
      guard !state.isClosed else { return nil }
      state.bytes += bytes
      return state.bytes > limits.queueBytes
    }
    guard let isFull else { throw .closed }
    guard !isFull else {
      cutOff()
      throw .closed
    }
    continuation.yield(WebSocketFrame(fin: true, opcode: opcode, data: data))
  }

  private static let frameBytes = 128

  /// Queues the last frame. What the client does with it does not matter any more.
  func close(_ code: WebSocket.CloseCode) {
    let wasOpen = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    guard wasOpen else { return }
    var data = ByteBuffer()
    data.writeInteger(code.rawValue)
    continuation.yield(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
    continuation.finish()
    let channel = channel
    channel.eventLoop.scheduleTask(in: .milliseconds(Int64(limits.stopMilliseconds))) {
      channel.close(promise: nil)
    }
  }

  private func cutOff() {
    state.withLock { $0.isClosed = true }
    continuation.finish()
    channel.close(promise: nil)
  }

  /// Sends frames until the last one, or until the client is gone; then the connection ends.
  func drain(into outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>) async {
    for await frame in frames {
      do { try await outbound.write(frame) } catch { break }
      state.withLock { $0.bytes -= frame.length + Self.frameBytes }
    }
    state.withLock { $0.isClosed = true }
    // Whoever reads the client's messages learns of the end by it.
    channel.close(promise: nil)
  }
}

/// Refuses frames that are not masked; clients have to mask theirs (RFC 6455 5.1).
private final class MaskRule: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard unwrapInboundIn(data).maskKey != nil else {
      context.fireErrorCaught(UnmaskedFrame())
      return
    }
    context.fireChannelRead(data)
  }
}

struct UnmaskedFrame: Error {}
