import Host

/// Calls of a service that does nothing, as its host sees them: from one call to the next the guest
/// got its answer and went on.
enum Calls {
  private static let warmUp = 500
  private static let calls = 2_000
  private static let asyncCalls = 8_000
  private static let inFlight = 64

  static func sync(_ stage: Stage) async throws -> [Sample] {
    let trips = try await syncIntervals(stage)
    return [
      Sample(metric: "sync call p50", unit: "µs", value: trips.percentile(0.5)),
      Sample(metric: "sync call p99", unit: "µs", value: trips.percentile(0.99)),
    ]
  }

  /// Microseconds from each of many synchronous calls to the next.
  static func syncIntervals(_ stage: Stage) async throws -> [Double] {
    let session = try await stage.openBench()
    _ = stage.echo.takeArrivals()
    try await session.invoke("syncCalls", warmUp + calls)
    _ = await session.close()
    return stage.echo.takeIntervals(warmUp: warmUp)
  }

  static func async(_ stage: Stage) async throws -> [Sample] {
    let session = try await stage.openBench()
    try await session.invoke("asyncCalls", asyncCalls / 10, inFlight)
    let watch = Stopwatch()
    try await session.invoke("asyncCalls", asyncCalls, inFlight)
    let seconds = watch.milliseconds / 1000
    _ = await session.close()
    _ = stage.echo.takeArrivals()
    return [Sample(metric: "async calls", unit: "calls/s", value: Double(asyncCalls) / seconds)]
  }
}
