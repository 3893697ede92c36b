import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The clients that keep connections, one for each host at one of its addresses.
final class ClientPool: Sendable {
  /// A client in use.
  struct Lease {
    let client: HTTPClient
    fileprivate let key: String
    fileprivate let pool: ClientPool

    func end() { pool.finish(key) }
  }

  private struct Entry {
    let client: HTTPClient
    var users = 0
    var lastUse = 0
  }

  private struct State {
    var entries: [String: Entry] = [:]
    /// Rises with every use, so that the one used longest ago is known.
    var uses = 0
  }

  private let state = Mutex(State())
  private let trust: [NIOSSLCertificate]

  /// Clients past these are closed once nobody uses them.
  static let kept = 32

  init(trust: [NIOSSLCertificate]) { self.trust = trust }

  deinit {
    let clients = state.withLock { $0.entries.values.map(\.client) }
    Self.close(clients)
  }

  func client(for url: WebURL, at address: IPAddress) -> Lease {
    let key = "\(url.host) \(address)"
    let (client, unused) = state.withLock { state in
      state.uses += 1
      var entry = state.entries[key] ?? Entry(client: make(for: url, at: address))
      entry.users += 1
      entry.lastUse = state.uses
      state.entries[key] = entry
      return (entry.client, Self.takeUnused(&state))
    }
    Self.close(unused)
    return Lease(client: client, key: key, pool: self)
  }

  private func finish(_ key: String) {
    state.withLock { $0.entries[key]?.users -= 1 }
  }

  var count: Int { state.withLock { $0.entries.count } }

  private static func takeUnused(_ state: inout State) -> [HTTPClient] {
    var unused: [HTTPClient] = []
    while state.entries.count > kept {
      let idle = state.entries.filter { $0.value.users == 0 }
      guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { break }
      state.entries[oldest.key] = nil
      unused.append(oldest.value.client)
    }
    return unused
  }

  private static func close(_ clients: [HTTPClient]) {
    guard !clients.isEmpty else { return }
    Task { for client in clients { try? await client.shutdown() } }
  }

  private func make(for url: WebURL, at address: IPAddress) -> HTTPClient {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(Int64(NetworkLimits.connectSeconds))),
      decompression: .enabled(limit: .ratio(Self.inflation)))
    if url.address == nil { configuration.dnsOverride = [url.host: "\(address)"] }
    configuration.connectionPool.idleTimeout = .seconds(15)
    // The lanes of each session are the limit; many sessions may ask one host.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
    // A refusal is an answer; asking again until the deadline would only hide it.
    configuration.connectionPool.retryConnectionEstablishment = false
    if !trust.isEmpty {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.additionalTrustRoots = [.certificates(trust)]
      configuration.tlsConfiguration = tls
    }
    return HTTPClient(
      eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
      configuration: configuration)
  }

  /// So many times its size may a compressed response have.
  private static let inflation = 200
}
