import NIOCore
import NIOHTTP1

/// A client that sends requests, one after the other.
struct HTTPConnection: Sendable {
  typealias Outgoing = HTTPServerResponsePart

  private let channel: NIOAsyncChannel<HTTPServerRequestPart, Outgoing>
  private let service: Service
  private let lostHead: HTTPRequestHead?
  private var limits: ServerLimits { service.limits }

  /// Call on the channel's event loop.
  ///
  /// - Parameter lost: the head of the first request when it will not be read again.
  init(_ channel: any Channel, _ service: Service, lost: HTTPRequestHead?) throws {
    lostHead = lost
    self.channel = try NIOAsyncChannel(wrappingChannelSynchronously: channel)
    self.service = service
  }

  func serve() async {
    // What is thrown here is the client's leaving, or its breaking of the protocol, which the
    // pipeline has answered.
    try? await channel.executeThenClose { inbound, outbound in
      var parts = inbound.makeAsyncIterator()
      var head = lostHead
      repeat {
        if head == nil { head = try await nextHead(&parts) }
        guard let next = head else { return }
        head = nil
        guard try await exchange(next, &parts, outbound) else { return }
      } while true
    }
  }

  /// Waits for a request; nil when the client is gone.
  private func nextHead(
    _ parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
  ) async throws -> HTTPRequestHead? {
    service.connections.setFarewell(nil, of: channel.channel)
    let rest = closing(after: limits.restMilliseconds)
    defer { rest.cancel() }
    guard case .head(let head)? = try await parts.next() else { return nil }
    return head
  }

  /// Reads one request and answers it; false when the connection ends with it.
  private func exchange(
    _ head: HTTPRequestHead,
    _ parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator,
    _ outbound: NIOAsyncChannelOutboundWriter<Outgoing>
  ) async throws -> Bool {
    let deadline = closing(after: limits.exchangeMilliseconds)
    defer { deadline.cancel() }
    service.connections.setFarewell({}, of: channel.channel)
    if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
      try await outbound.write(.head(.init(version: .http1_1, status: .continue)))
    }
    guard let body = try await body(&parts) else {
      let answer = HTTPServer.Response.text(
        "the body is too long; at most \(limits.bodyBytes) bytes fit\n", status: 413)
      try await send(answer, to: head, keepsAlive: false, outbound)
      return false
    }
    let request = HTTPServer.Request(head, body: body)
    let answer =
      LoopbackRule.allows(request)
      ? await service.respond(request)
      : .text("only names of this machine are served: localhost, 127.0.0.1, [::1]\n", status: 403)
    let keepsAlive = head.isKeepAlive && !service.connections.isStopping
    try await send(answer, to: head, keepsAlive: keepsAlive, outbound)
    return keepsAlive
  }

  /// The body; nil when it is too long, and the rest of it is not read.
  private func body(
    _ parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator
  ) async throws -> [UInt8]? {
    var body: [UInt8] = []
    while let part = try await parts.next() {
      switch part {
      case .head: return nil
      case .body(let bytes):
        guard body.count + bytes.readableBytes <= limits.bodyBytes else { return nil }
        body.append(contentsOf: bytes.readableBytesView)
      case .end: return body
      }
    }
    throw ServerError.closed
  }

  private func send(
    _ response: HTTPServer.Response, to head: HTTPRequestHead, keepsAlive: Bool,
    _ outbound: NIOAsyncChannelOutboundWriter<Outgoing>
  ) async throws {
    try await outbound.write(.head(HTTPResponseHead(response, keepsAlive: keepsAlive)))
    if head.method != .HEAD, !response.body.isEmpty {
      try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: response.body))))
    }
    try await outbound.write(.end(nil))
  }

  private func closing(after milliseconds: Int) -> Scheduled<Void> {
    let channel = channel.channel
    return channel.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
      channel.close(promise: nil)
    }
  }
}
