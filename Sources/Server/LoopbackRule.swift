/// Keeps pages of the web away from a server of this machine.
///
/// A browser lets any page talk to a loopback port. It says from where (`Origin`), and a name that
/// was made to lead here stands in `Host`; both have to be names of this machine.
enum LoopbackRule {
  static func allows(_ request: HTTPServer.Request) -> Bool {
    guard let host = request.headers["Host"], isLoopback(host: host) else { return false }
    guard let origin = request.headers["Origin"] else { return true }
    guard let scheme = origin.firstRange(of: "://") else { return false }
    return isLoopback(host: String(origin[scheme.upperBound...]))
  }

  /// Whether `name` or `name:port` is this machine's own.
  private static func isLoopback(host: String) -> Bool {
    if host.hasPrefix("[") { return host.hasPrefix("[::1]") }
    let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
    return name == "127.0.0.1" || name.lowercased() == "localhost"
  }
}
