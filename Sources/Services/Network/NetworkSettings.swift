/// The network of a host's mini-programs: what carries it, and what of it they may reach.
public struct NetworkSettings: Sendable {
  public var transport: any HTTPTransport
  public var sockets: any SocketTransport
  public var policy: NetworkPolicy

  public init(
    transport: any HTTPTransport, sockets: any SocketTransport = OfflineSockets(),
    policy: NetworkPolicy = NetworkPolicy()
  ) {
    self.transport = transport
    self.sockets = sockets
    self.policy = policy
  }

  /// The real network.
  public static func live(
    policy: NetworkPolicy = NetworkPolicy(), resolver: any HostResolver = SystemResolver()
  ) -> NetworkSettings {
    NetworkSettings(
      transport: LiveTransport(resolver: resolver), sockets: LiveSockets(resolver: resolver),
      policy: policy)
  }

  /// No network at all.
  public static let offline = NetworkSettings(transport: OfflineTransport())
}
