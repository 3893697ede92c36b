import Bridge

/// What carries exchanges of mini-programs: the real network, a script of a test, a recording, or
/// nothing at all. A host has one (`HostConfiguration.network`).
///
/// One exchange is one request and one response. Redirects, queues and the lists of domains are
/// the service's.
public protocol HTTPTransport: Sendable {
  /// Sends a request and hands the response over as it comes. Ends when all of it was taken, or
  /// with what went wrong; a cancelled task ends soon.
  func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError)
}

/// One request, checked and complete.
public struct HTTPRequest: Sendable {
  public var url: WebURL
  /// In capitals.
  public var method: String
  /// Names as they are sent. `host` and the body's length are not among them.
  public var headers: [HTTPField]
  public var body: HTTPBody

  public init(
    url: WebURL, method: String = "GET", headers: [HTTPField] = [], body: HTTPBody = .none
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
  }

  /// The value of a header, by its name in lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}

public struct HTTPField: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What is sent after the headers.
public enum HTTPBody: Sendable {
  case none
  case bytes([UInt8])
  /// Pieces in a row, of which some are read from files while they are sent.
  case pieces([HTTPPiece])

  /// How many bytes it has.
  public var count: Int {
    switch self {
    case .none: 0
    case .bytes(let bytes): bytes.count
    case .pieces(let pieces): pieces.reduce(0) { $0 + $1.count }
    }
  }
}

/// A part of a body.
public struct HTTPPiece: Sendable {
  public let count: Int
  /// Reads up to so many bytes from a place; fewer than there should be are an error.
  public let read: @Sendable (_ offset: Int, _ limit: Int) throws(NetworkError) -> [UInt8]

  public init(
    count: Int,
    read: @escaping @Sendable (_ offset: Int, _ limit: Int) throws(NetworkError) -> [UInt8]
  ) {
    self.count = count
    self.read = read
  }

  public init(_ bytes: [UInt8]) {
    count = bytes.count
    read = { offset, limit throws(NetworkError) in
      Array(bytes[min(offset, bytes.count)..<min(offset + limit, bytes.count)])
    }
  }
}

/// The first part of a response.
public struct HTTPHead: Hashable, Sendable {
  public var status: Int
  public var headers: [HTTPField]

  public init(status: Int, headers: [HTTPField] = []) {
    self.status = status
    self.headers = headers
  }

  /// The first value of a header, by its name in lower case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}

/// Takes a response. What it throws ends the exchange.
public protocol HTTPReceiver: Sendable {
  /// So many bytes of the body have been sent.
  func sent(_ bytes: Int) async throws(NetworkError)
  func head(_ head: HTTPHead) async throws(NetworkError)
  func body(_ bytes: [UInt8]) async throws(NetworkError)
}

/// On which terms an exchange is made.
public struct ExchangeTerms: Sendable {
  public var policy: NetworkPolicy
  /// How long it may take. For the real network that is wall time, for a script the session's.
  public var timeoutMilliseconds: Double
  /// The session's time, in milliseconds since 1970.
  private let now: @Sendable () -> Double
  /// Waits so long on the session's time, or until the task is cancelled.
  private let sleep: @Sendable (_ milliseconds: Double) async -> Void

  public init(
    policy: NetworkPolicy = NetworkPolicy(),
    timeoutMilliseconds: Double = Double(NetworkLimits.timeoutMilliseconds),
    now: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (_ milliseconds: Double) async -> Void
  ) {
    self.now = now
    self.policy = policy
    self.timeoutMilliseconds = timeoutMilliseconds
    self.sleep = sleep
  }

  /// Lets an answer take so much of the session's time.
  ///
  /// - Throws: `timedOut` when that is more than the exchange may take, `aborted` when the task
  ///   was cancelled meanwhile.
  public func wait(_ milliseconds: Double) async throws(NetworkError) {
    let isTooLong = milliseconds >= timeoutMilliseconds
    await sleep(min(milliseconds, timeoutMilliseconds))
    if Task.isCancelled { throw .aborted }
    if isTooLong { throw .timedOut }
  }

  /// Does something that takes the machine's time, and lets as much of the session's pass: under a
  /// virtual clock a mini-program that asks again and again would otherwise never come to rest.
  func keepingPace(
    _ body: () async throws(NetworkError) -> Void
  ) async throws(NetworkError) {
    let (began, wall) = (now(), ContinuousClock.now)
    var failure: NetworkError?
    do throws(NetworkError) {
      try await body()
    } catch {
      failure = error
    }
    let missing = (ContinuousClock.now - wall).milliseconds - (now() - began)
    if missing >= 1, !Task.isCancelled { await sleep(missing) }
    if let failure { throw failure }
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
  }
}
