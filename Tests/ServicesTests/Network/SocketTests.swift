import Bridge
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Synchronization
import Testing
import Wire

@testable import Services

@Suite(.timeLimit(.minutes(1))) struct `Sockets` {
  private func stage(_ port: Int) -> NetworkStage {
    NetworkStage(.live(policy: NetworkPolicy(allowedHosts: ["127.0.0.1:\(port)"])))
  }

  private func connect(_ stage: NetworkStage, _ url: String, call: UInt64 = 1) async
    -> CallError?
  {
    let task = stage.start("connectSocket", ["url": .string(url)], call: call)
    if case .failure(let error) = await task.value { return error }
    return nil
  }

  /// Calls a method of the task.
  private func method(
    _ stage: NetworkStage, _ name: String, _ request: JSON, attachments: [[UInt8]] = [],
    call: UInt64 = 1
  ) async -> CallError? {
    let found = stage.service.calls.flatMap(\.withMembers).first { $0.name == name }
    guard let found, var object = request.object else { return .notSupported }
    object["$id"] = .number(Double(call))
    do throws(CallError) {
      _ = try await found.invoke(.object(object), attachments: attachments, stage.context(call: 99))
      return nil
    } catch {
      return error
    }
  }

  @Test func `open, send, receive and close`() async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/chat?a=1") == nil)
    await eventually { !stage.events("onOpen").isEmpty }
    let opened = try #require(stage.events("onOpen").first)
    #expect(opened.properties["readyState"] == 1)
    #expect(server.uris.value.withLock { $0 } == ["/chat?a=1"])
    #expect(await method(stage, "SocketTask.send", ["data": "hé"]) == nil)
    await eventually { stage.events("onMessage").count == 1 }
    #expect(stage.events("onMessage")[0].payload.value == ["data": "hé"])
    #expect(
      await method(
        stage, "SocketTask.send", ["bytes": ["$buffer": 0]], attachments: [[1, 0, 255]]) == nil)
    await eventually { stage.events("onMessage").count == 2 }
    #expect(stage.events("onMessage")[1].payload.attachments == [[1, 0, 255]])
    // The older names on `wx` speak of the same connection, a moment later.
    await eventually { stage.events("onSocketMessage").count == 2 }
    #expect(stage.events("onSocketMessage").count == 2)
    #expect(stage.events("onSocketOpen").count == 1)
    #expect(await method(stage, "SocketTask.close", ["code": 3_001, "reason": "bye"]) == nil)
    await eventually { stage.events("onClose").count == 1 }
    #expect(stage.events("onClose")[0].payload.value == ["code": 3_001, "reason": "bye"])
    #expect(
      await method(stage, "SocketTask.send", ["data": "late"])
        == CallError("SocketTask.readyState is not OPEN"))
    let late = stage.start("sendSocketMessage", ["data": "late"])
    #expect(await late.value == .failure(CallError("WebSocket is not connected")))
  }

  @Test func `tell when the server ends them`() async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/") == nil)
    await eventually { !stage.events("onOpen").isEmpty }
    #expect(await method(stage, "SocketTask.send", ["data": "close please"]) == nil)
    await eventually { stage.events("onClose").count == 1 }
    #expect(stage.events("onClose")[0].payload.value["code"] == 4_000)
  }

  @Test func `fail with an error and then an end`() async throws {
    let plain = try await LoopbackServer { _ in .answer(200) }
    let stage = stage(plain.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(plain.port)/") == nil)
    await stage.passing { stage.events("onClose").count == 1 }
    #expect(
      stage.paper.sent.map(\.name).filter { !$0.contains("Socket") } == ["onError", "onClose"])
    #expect(stage.events("onClose")[0].payload.value["code"] == 1_006)
  }

  @Test(arguments: ["ws://127.0.0.1:9/", "ws://10.0.0.1/", "ws://[::1]/", "wss://localhost/"])
  func `do not reach this machine or private networks`(_ url: String) async throws {
    let stage = NetworkStage(.live())
    #expect(await connect(stage, url) == nil)
    await stage.passing { stage.events("onClose").count == 1 }
    #expect(stage.events("onError").first?.payload.value["errCode"] == 600_002)
  }

  @Test func `are five at most`() async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    for index in 1...NetworkLimits.sockets {
      #expect(
        await connect(stage, "ws://127.0.0.1:\(server.port)/", call: UInt64(index)) == nil)
    }
    let sixth = await connect(
      stage, "ws://127.0.0.1:\(server.port)/", call: UInt64(NetworkLimits.sockets + 1))
    #expect(sixth?.reason == "fail reach max websocket connect count 5")
    await eventually { stage.events("onOpen").count == NetworkLimits.sockets }
    #expect(await method(stage, "SocketTask.close", [:], call: 2) == nil)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/", call: 7) == nil)
    stage.service.sessionEnded(stage.session)
  }

  @Test func `carry messages up to the limit`() async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/") == nil)
    await eventually { !stage.events("onOpen").isEmpty }
    let largest = [UInt8](repeating: 7, count: NetworkLimits.messageBytes)
    #expect(
      await method(
        stage, "SocketTask.send", ["bytes": ["$buffer": 0]], attachments: [largest]) == nil)
    await eventually { stage.events("onMessage").count == 1 }
    #expect(stage.events("onMessage")[0].payload.attachments == [largest])
    let refused = await method(
      stage, "SocketTask.send", ["bytes": ["$buffer": 0]], attachments: [largest + [7]])
    #expect(refused?.errno == 600_010)
    // A server that sends more is hung up on.
    #expect(await method(stage, "SocketTask.send", ["data": "flood please"]) == nil)
    await eventually { stage.events("onClose").count == 1 }
    #expect(stage.events("onMessage").count == 1)
  }

  @Test func `are nothing to whoever only knows their number`() async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/") == nil)
    await eventually { !stage.events("onOpen").isEmpty }
    let send = try #require(
      stage.service.calls.flatMap(\.withMembers).first { $0.name == "SocketTask.send" })
    let stranger = CallContext(
      visitor: Visitor(user: "ada", app: "wx1"), session: SessionID(), screen: NoScreen(),
      port: stage.paper, call: 99, guestCall: 99)
    await #expect(throws: CallError("SocketTask.readyState is not OPEN")) {
      try await send.invoke(["$id": 1, "data": "forged"], stranger)
    }
    for id in [2, -1, 4_294_967_297, 1.5, "1", .null] as [JSON] {
      await #expect(throws: CallError.self, "\(id)") {
        try await send.invoke(["$id": id, "data": "forged"], stage.context(call: 99))
      }
    }
    #expect(stage.events("onMessage").isEmpty)
    stage.service.sessionEnded(stage.session)
  }

  /// A server that does not read leaves messages here; they do not grow without end.
  @Test func `wait for a server that does not read, up to the limit`() async throws {
    let server = try await EchoServer()
    let listener = KeptConnection()
    try await LiveSockets().open(
      SocketRequest(url: try #require(WebURL("ws://127.0.0.1:\(server.port)/"))),
      ExchangeTerms(
        policy: NetworkPolicy(allowedHosts: ["127.0.0.1"]), timeoutMilliseconds: 60_000,
        now: { 0 }, sleep: { _ in await Task.yield() }), telling: listener)
    let socket = try #require(listener.connection.value.withLock { $0 } as? LiveSocket)
    try await socket.send(.text("sleep please"))
    await eventually { server.isAsleep.value.withLock { $0 } }
    let piece = [UInt8](repeating: 7, count: 1 << 20)
    let taken = Mutexed(0)
    var sends: [Task<Bool, Never>] = []
    // The system takes some megabytes; what it does not take waits here.
    while socket.unsentBytes < NetworkLimits.unsentBytes {
      let before = socket.unsentBytes + taken.value.withLock { $0 }
      sends.append(
        Task {
          guard (try? await socket.send(.bytes(piece))) != nil else { return false }
          taken.value.withLock { $0 += piece.count }
          return true
        })
      await eventually {
        socket.unsentBytes + taken.value.withLock { $0 } == before + piece.count
      }
    }
    await #expect(
      throws: NetworkError.request(
        "more than \(NetworkLimits.unsentBytes) bytes wait until the server reads them")
    ) { try await socket.send(.bytes([7])) }
    server.wake()
    for send in sends { #expect(await send.value) }
    #expect(socket.unsentBytes == 0)
    try await socket.send(.bytes([7]))
    socket.close(code: 1_000, reason: "")
  }

  @Test(arguments: [
    #"{"code":999}"#, #"{"code":1001}"#, #"{"code":5000}"#,
    #"{"reason":"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123"}"#,
  ])
  func `close only with codes and reasons of the protocol`(_ request: String) async throws {
    let server = try await EchoServer()
    let stage = stage(server.port)
    #expect(await connect(stage, "ws://127.0.0.1:\(server.port)/") == nil)
    #expect(
      await method(stage, "SocketTask.close", try JSON(parsing: request))?.errno == 1_001)
    stage.service.sessionEnded(stage.session)
  }
}

/// A WebSocket server that sends back what it gets.
final class EchoServer: Sendable {
  let port: Int
  let uris = Mutexed<[String]>([])
  /// Whether it was asked not to read any more.
  let isAsleep = Mutexed(false)
  private let sleeper = Mutexed<(any Channel)?>(nil)
  private let channel: any Channel

  init() async throws {
    let (uris, isAsleep, sleeper) = (uris, isAsleep, sleeper)
    channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        let upgrader = NIOWebSocketServerUpgrader(
          maxFrameSize: 16 << 20,
          shouldUpgrade: { channel, head in
            uris.value.withLock { $0.append(head.uri) }
            return channel.eventLoop.makeSucceededFuture(HTTPHeaders())
          },
          upgradePipelineHandler: { channel, _ in
            channel.eventLoop.makeCompletedFuture {
              try channel.pipeline.syncOperations.addHandler(
                Echo { channel in
                  sleeper.value.withLock { $0 = channel }
                  isAsleep.value.withLock { $0 = true }
                })
            }
          })
        return channel.pipeline.configureHTTPServerPipeline(
          withServerUpgrade: (upgraders: [upgrader], completionHandler: { _ in }))
      }
      .bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
  }

  deinit { channel.close(promise: nil) }

  /// Reads again.
  func wake() {
    sleeper.value.withLock { $0 }?.setOption(.autoRead, value: true).whenComplete { _ in }
  }
}

/// Keeps the connection that it is told of.
private final class KeptConnection: SocketListener {
  let connection = Mutexed<(any SocketConnection)?>(nil)

  func opened(_ head: HTTPHead, _ connection: any SocketConnection) {
    self.connection.value.withLock { $0 = connection }
  }
  func received(_ message: SocketMessage) {}
  func closed(code: Int, reason: String) {}
}

private final class Echo: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = WebSocketFrame

  private let sleeps: @Sendable (any Channel) -> Void

  init(sleeps: @escaping @Sendable (any Channel) -> Void) { self.sleeps = sleeps }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let frame = unwrapInboundIn(data)
    var answer = WebSocketFrame(fin: true, opcode: frame.opcode, data: frame.unmaskedData)
    switch String(
      buffer: frame.unmaskedData.getSlice(at: 0, length: min(20, frame.length)) ?? ByteBuffer())
    {
    case "close please":
      var data = ByteBuffer()
      data.write(webSocketErrorCode: WebSocketErrorCode(codeNumber: 4_000))
      answer = WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    case "sleep please":
      let (channel, sleeps) = (context.channel, sleeps)
      channel.setOption(.autoRead, value: false).whenSuccess { sleeps(channel) }
      return
    case "flood please":
      let data = ByteBuffer(repeating: 7, count: NetworkLimits.messageBytes + 1)
      answer = WebSocketFrame(fin: true, opcode: .binary, data: data)
    default: break
    }
    context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
  }
}
