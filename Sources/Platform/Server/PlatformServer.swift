import Wire

/// What the platform's servers answer to the servers of developers and merchants, on one set of
/// books with the mini-programs that run (`reference/platform-server-clients.md`).
///
/// It is a function from request to answer and knows no sockets. Nothing here is real: the users,
/// the keys and the money are this host's own.
public struct PlatformServer: Sendable {
  let store: PlatformStore
  private let now: @Sendable () -> Occasion
  /// What moves the clock, for `/_sandbox/advance` and `reset`; nil refuses.
  let clock: (any PlatformClock)?

  /// - Parameter now: asked once for every request.
  public init(
    store: PlatformStore, clock: (any PlatformClock)? = nil,
    now: @escaping @Sendable () -> Occasion
  ) {
    self.store = store
    self.clock = clock
    self.now = now
  }

  public func answer(_ request: PlatformRequest) -> PlatformResponse {
    let most = PlatformServerLimits.bodyBytes(of: request.path)
    guard request.body.count <= most else {
      return .text(
        "the body has \(request.body.count) bytes; at most \(most) fit\n", status: 413)
    }
    let occasion = now()
    var request = request
    // The sandbox of version 2 is the same thing: all money here is play money.
    if request.path.hasPrefix("/sandboxnew/") {
      request.path = String(request.path.dropFirst("/sandboxnew".count))
    }
    let path = request.path
    if path.hasPrefix("/v3/") { return Version3(server: self, occasion).answer(request) }
    if path.hasPrefix("/_sandbox/") { return SandboxAPI(server: self, occasion).answer(request) }
    if Version2.serves(path) { return Version2(store: store, occasion).answer(request) }
    return OpenAPI(store: store, occasion).answer(request)
  }
}

/// A clock that tests move.
public protocol PlatformClock: Sendable {
  /// Moves it forward.
  func advance(milliseconds: Int)
  /// Puts it back to where it was before it was ever moved.
  func reset()
}
