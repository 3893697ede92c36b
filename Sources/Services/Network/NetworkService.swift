import Bridge
import Wire

/// Requests, uploads, downloads and sockets of mini-programs (`reference/api-core.md 9.4`).
///
/// The prelude writes headers and data in the form in which they are sent, and reads JSON.
public struct NetworkService: Service {
  public static let name = "network"
  let settings: NetworkSettings
  let lanes = ExchangeLanes()
  let files: FileStore
  let sockets = SocketTable()

  public init(_ settings: NetworkSettings, files: FileStore) {
    self.settings = settings
    self.files = files
  }

  public var calls: [Call] {
    requestCall
    uploadCall
    downloadCall
    socketCalls
  }

  public func sessionEnded(_ session: SessionID) { sockets.closeAll(of: session) }

  func exchange(_ use: NetworkPolicy.Use, _ context: CallContext) -> Exchange {
    Exchange(
      network: settings, lanes: lanes, context: context, use: use,
      projectChecks: context.files.checksDomains)
  }
}

/// The errors that all exchanges share.
extension Call {
  func networkErrors() -> Call {
    errors([
      1: "abort", 5: "timeout", 600_001: "connect error", 600_002: "url not in domain list",
      600_003: "interrupted", 600_008: "too many redirects", 600_009: "invalid url",
      600_010: "invalid request data", 602_001: "the response is too large",
    ])
  }
}
