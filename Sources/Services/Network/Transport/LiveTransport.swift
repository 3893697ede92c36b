import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The real network.
///
/// A host is looked up and judged first, and connections go to the addresses that were judged.
public final class LiveTransport: HTTPTransport {
  private let resolver: any HostResolver
  private let clients: ClientPool

  /// - Parameter trust: certificates beside the machine's own, for servers of a developer.
  public init(
    resolver: any HostResolver = SystemResolver(), trust: [NIOSSLCertificate] = []
  ) {
    self.resolver = resolver
    clients = ClientPool(trust: trust)
  }

  public func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    try await terms.keepingPace { () throws(NetworkError) in
      try await withDeadline(milliseconds: terms.timeoutMilliseconds) {
        [self] () throws(NetworkError) in
        try await attempt(request, terms.policy, to: receiver)
      }
    }
  }

  /// Tries the host's addresses, one after the other.
  private func attempt(
    _ request: HTTPRequest, _ policy: NetworkPolicy, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    let place = try await CheckedPlace.find(request.url, by: resolver, policy)
    var failure = NetworkError.unreachable("no address of \(request.url.host) answers")
    for address in place.addresses {
      do throws(NetworkError) {
        try await exchange(request, with: address, to: receiver)
        return
      } catch .unreachable(let why) {
        // Nothing was sent yet, so the next address may be tried.
        failure = .unreachable(why)
      }
    }
    throw failure
  }

  private func exchange(
    _ request: HTTPRequest, with address: IPAddress, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    let lease = clients.client(for: request.url, at: address)
    defer { lease.end() }
    var failure: NetworkError?
    let sending = HTTPClientRequest(request) { count in try await receiver.sent(count) }
    do {
      let response = try await lease.client.execute(sending, deadline: .distantFuture)
      do throws(NetworkError) {
        try await receiver.head(HTTPHead(response))
      } catch {
        failure = error
        throw error
      }
      for try await buffer in response.body {
        try Task.checkCancellation()
        do throws(NetworkError) {
          try await receiver.body(Array(buffer.readableBytesView))
        } catch {
          failure = error
          throw error
        }
      }
    } catch {
      throw failure ?? NetworkError(transport: error)
    }
  }
}

extension HTTPClientRequest {
  init(_ request: HTTPRequest, sent: @escaping @Sendable (Int) async throws -> Void) {
    self.init(url: request.url.text)
    method = HTTPMethod(rawValue: request.method)
    headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if request.header("accept-encoding") == nil {
      headers.add(name: "Accept-Encoding", value: "gzip, deflate")
    }
    switch request.body {
    case .none: break
    case .bytes(let bytes): body = .bytes(ByteBuffer(bytes: bytes))
    case .pieces(let pieces):
      body = .stream(
        BodySequence(pieces: pieces, sent: sent), length: .known(Int64(request.body.count)))
    }
  }
}

/// The buffers of a body, read as they are sent.
private struct BodySequence: AsyncSequence, Sendable {
  let pieces: [HTTPPiece]
  let sent: @Sendable (Int) async throws -> Void

  private static let bufferBytes = 64 << 10

  struct AsyncIterator: AsyncIteratorProtocol {
    let sequence: BodySequence
    var piece = 0
    var offset = 0
    var last = 0

    mutating func next() async throws -> ByteBuffer? {
      if last > 0 { try await sequence.sent(last) }
      last = 0
      while piece < sequence.pieces.count {
        let current = sequence.pieces[piece]
        guard offset < current.count else {
          piece += 1
          offset = 0
          continue
        }
        let wanted = Swift.min(BodySequence.bufferBytes, current.count - offset)
        let bytes = try current.read(offset, wanted)
        guard bytes.count == wanted else { throw NetworkError.interrupted }
        offset += wanted
        last = wanted
        return ByteBuffer(bytes: bytes)
      }
      return nil
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(sequence: self) }
}

extension HTTPHead {
  init(_ response: HTTPClientResponse) {
    self.init(
      status: Int(response.status.code),
      headers: response.headers.map { HTTPField($0.name, $0.value) })
  }
}
