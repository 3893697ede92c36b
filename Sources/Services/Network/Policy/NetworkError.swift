import Bridge

/// Why an exchange over the network did not come about.
public enum NetworkError: Error, Hashable, Sendable {
  case invalidURL(String)
  /// The developer's lists do not have the host.
  case notListed(host: String)
  /// The host is this machine, or one of a private network.
  case notPublic(host: String)
  /// Nobody answers. The sentence is for the author of the mini-program.
  case unreachable(String)
  case handshake(String)
  case timedOut
  case aborted
  /// The connection broke while it was used.
  case interrupted
  case tooManyRedirects
  case tooLarge(limit: Int)
  /// What is to be sent cannot be.
  case request(String)
  /// A file could not be read or written.
  case file(CallError)

  /// What the mini-program is told (`reference/api-conventions.md 8.2`, `api-core.md 9.4`).
  public var callError: CallError {
    switch self {
    case .invalidURL(let url): CallError("invalid url \"\(url.prefix(256))\"", errno: 600_009)
    case .notListed: CallError("url not in domain list", errno: 600_002)
    case .notPublic(let host):
      CallError(
        "url not in domain list: \(host.prefix(256)) is a host of this machine or of a private"
          + " network; --allow-host \(host.prefix(256)) lets the mini-program reach it",
        errno: 600_002)
    case .unreachable(let why): CallError("connect error: \(why)", errno: 600_001)
    case .handshake(let why): CallError("ssl hand shake error: \(why)", errno: 600_001)
    case .timedOut: .timedOut
    case .aborted: CallError("abort", errno: 1)
    case .interrupted: CallError("interrupted", errno: 600_003)
    case .tooManyRedirects:
      CallError(
        "too many redirects: at most \(NetworkLimits.redirects) are followed", errno: 600_008)
    case .tooLarge(let limit):
      CallError("the response is larger than \(limit) bytes", errno: 602_001)
    case .request(let why): CallError(why, errno: 600_010)
    case .file(let error): error
    }
  }
}
