import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension NetworkError {
  /// What an error of the libraries means to a mini-program.
  init(transport error: any Error) {
    switch error {
    case let error as NetworkError: self = error
    case is CancellationError: self = .aborted
    case let error as HTTPClientError: self = .init(client: error)
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      self = .handshake("the server's certificate or its TLS is not accepted")
    case let error as NIOConnectionError:
      let reasons = error.connectionErrors.map { Self.reason($0.error) }
      self = .unreachable(reasons.first ?? "\(error.host) does not answer")
    case let error as IOError where Self.refusals.contains(error.errnoCode):
      self = .unreachable(Self.reason(error))
    case is ChannelError:
      self = .unreachable("no connection stood within \(NetworkLimits.connectSeconds) s")
    default: self = .interrupted
    }
  }

  private init(client error: HTTPClientError) {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout:
      self = .unreachable("no connection stood within \(NetworkLimits.connectSeconds) s")
    case .tlsHandshakeTimeout: self = .handshake("the server does not finish it")
    case .cancelled, .requestStreamCancelled: self = .aborted
    case .deadlineExceeded, .readTimeout, .writeTimeout: self = .timedOut
    case .invalidURL, .emptyHost, .emptyScheme: self = .request("the URL cannot be sent")
    case .traceRequestWithBody: self = .request("a TRACE request cannot have data")
    default: self = .interrupted
    }
  }

  /// Errors of a connection that never stood.
  private static let refusals: Set<Int32> = [
    ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN, EACCES,
    EPERM,
  ]

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else {
      return "no connection stood within \(NetworkLimits.connectSeconds) s"
    }
    return String(cString: strerror(error.errnoCode)).lowercased()
  }
}
