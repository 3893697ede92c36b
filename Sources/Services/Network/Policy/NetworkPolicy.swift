/// Which places of the network mini-programs may reach. The developer of a host sets it; nothing
/// that a mini-program says changes it.
public struct NetworkPolicy: Sendable, Hashable {
  /// What a place is asked for; each kind has a list of its own
  /// (`reference/api-conventions.md 8.9`).
  public enum Use: String, Sendable, Hashable, CaseIterable {
    case request, uploadFile, downloadFile, connectSocket
  }

  /// Hosts of this machine or of private networks that may be reached all the same: `localhost`,
  /// `10.0.0.7`, or with a port, `localhost:8080`. They may also be written without TLS.
  public var allowedHosts: Set<String>
  /// The places that may be reached, each as `https://host`, `https://host:port` or `wss://host`;
  /// nil leaves them unchecked.
  public var domains: [Use: Set<String>]?
  /// Whether a project that turns `urlCheck` off is unchecked.
  public var obeysProject: Bool

  public init(
    allowedHosts: Set<String> = [], domains: [Use: Set<String>]? = nil, obeysProject: Bool = true
  ) {
    self.allowedHosts = allowedHosts
    self.domains = domains
    self.obeysProject = obeysProject
  }

  /// Whether the lists have a place. Redirects are not asked, as on the platform.
  func check(
    _ url: WebURL, for use: Use, projectChecks: Bool
  ) throws(NetworkError) {
    // The platform never lets a mini-program call its server side.
    if url.host == "api.weixin.qq.com" { throw .notListed(host: url.host) }
    guard let domains, projectChecks || !obeysProject, !isAllowed(url) else { return }
    guard let listed = domains[use], url.scheme.isSecure, url.address == nil,
      listed.contains(Self.entry(of: url))
    else { throw .notListed(host: url.host) }
  }

  /// How a list writes a place: a socket's port does not count, others count as written.
  private static func entry(of url: WebURL) -> String {
    url.scheme == .wss ? "wss://\(url.host)" : url.origin
  }

  /// Whether the developer lets a host be reached wherever it is.
  func isAllowed(_ url: WebURL) -> Bool {
    allowedHosts.contains(url.host) || allowedHosts.contains("\(url.host):\(url.port)")
  }
}
