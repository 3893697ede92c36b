import Bridge
import Synchronization

/// The smallest service there can be. It notes when each call came.
final class EchoService: Service {
  static let name = "bench"
  private let arrivals = Mutex<[ContinuousClock.Instant]>([])

  var calls: [Call] {
    Call(
      "benchEcho", also: .sync(taking: "value", returning: "value"),
      example: (Echo(value: "x"), Echo(value: "x")), echo)
  }

  /// When the calls since the last time came, oldest first.
  func takeArrivals() -> [ContinuousClock.Instant] {
    arrivals.withLock { arrivals in
      defer { arrivals.removeAll(keepingCapacity: true) }
      return arrivals
    }
  }

  /// The time from each call to the next in microseconds, without the first `warmUp`.
  func takeIntervals(warmUp: Int) -> [Double] {
    let arrivals = takeArrivals().dropFirst(warmUp)
    return zip(arrivals, arrivals.dropFirst()).map { ($1 - $0) / .microseconds(1) }
  }

  private func echo(_ request: Echo, _ context: CallContext) async throws(CallError) -> Echo {
    arrivals.withLock { $0.append(.now) }
    return request
  }

  struct Echo: Codable, Sendable {
    var value: String
  }
}
