/// No network: every exchange fails as it does on a telephone without one.
///
/// The failure takes a while of the session's time, as it does there; programs that ask again at
/// once would otherwise never come to rest under a virtual clock.
public struct OfflineTransport: HTTPTransport {
  /// What the author is told.
  private let reason: String
  private let latencyMilliseconds: Double

  public init(
    reason: String = "the network is off in this run", latencyMilliseconds: Double = 50
  ) {
    self.reason = reason
    self.latencyMilliseconds = latencyMilliseconds
  }

  public func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    throw await failure(terms)
  }

  /// What everything comes to, after a while.
  func failure(_ terms: ExchangeTerms) async -> NetworkError {
    do throws(NetworkError) {
      try await terms.wait(latencyMilliseconds)
    } catch {
      return error
    }
    return .unreachable(reason)
  }
}
