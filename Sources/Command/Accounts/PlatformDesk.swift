import Foundation
import Platform
import Server
import Services
import Synchronization

/// The platform's servers on a loopback port, with the courier that brings merchants their
/// notifications.
struct PlatformDesk {
  let port: Int
  private let server: HTTPServer
  private let courier: Task<Void, Never>

  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - seed: makes keys, codes and numbers repeat.
  static func open(
    on platform: PlatformStore, port: Int, seed: UInt64? = nil
  ) async throws -> PlatformDesk {
    let clock = DeskClock(seed: seed)
    let answers = PlatformServer(
      store: platform, clock: clock, now: { clock.now })
    let server = try await HTTPServer.start(port: port) { request in
      HTTPServer.Response(answers.answer(PlatformRequest(request)))
    }
    let courier = Task { await NoticeCourier(platform: platform, now: { clock.now }).run() }
    return PlatformDesk(port: server.port, server: server, courier: courier)
  }

  /// Waits until the server was stopped.
  func wait() async { await server.wait() }

  func close() async {
    courier.cancel()
    await server.stop()
  }
}

/// The machine's time, which a test may move forward, and numbers that may repeat.
private final class DeskClock: PlatformClock {
  private let state: Mutex<(ahead: Int, seed: UInt64?)>

  init(seed: UInt64?) { state = Mutex((ahead: 0, seed: seed)) }

  func advance(milliseconds: Int) { state.withLock { $0.ahead += milliseconds } }
  func reset() { state.withLock { $0.ahead = 0 } }

  var now: Occasion {
    let ahead = state.withLock { $0.ahead }
    let time = Int(Date().timeIntervalSince1970 * 1_000) + ahead
    return Occasion(milliseconds: time) { [self] in draw() }
  }

  /// SplitMix64 when there is a seed.
  private func draw() -> UInt64 {
    state.withLock { state in
      guard var seed = state.seed else { return .random(in: .min ... .max) }
      seed &+= 0x9E37_79B9_7F4A_7C15
      state.seed = seed
      seed = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      seed = (seed ^ (seed >> 27)) &* 0x94D0_49BB_1331_11EB
      return seed ^ (seed >> 31)
    }
  }
}

extension PlatformRequest {
  fileprivate init(_ request: HTTPServer.Request) {
    self.init(
      method: request.method, path: request.path, rawQuery: request.query,
      headers: request.headers.all.map { ($0.name, $0.value) }, body: request.body)
  }
}

extension HTTPServer.Response {
  fileprivate init(_ response: PlatformResponse) {
    var headers = HTTPServer.Headers()
    for (name, value) in response.headers { headers.add(name, value) }
    self.init(status: response.status, headers: headers, body: response.body)
  }
}
