import Host

/// From a request to the first settled screen of the `hello` program.
enum Launches {
  static func cold(_ stage: Stage) async throws -> [Sample] {
    [Sample(metric: "cold launch", unit: "ms", value: try await launch(stage, on: stage.host))]
  }

  static func warm(_ stage: Stage) async throws -> [Sample] {
    while stage.pooled.spareCount < 2 { try await Task.sleep(for: .milliseconds(1)) }
    return [
      Sample(metric: "warm launch", unit: "ms", value: try await launch(stage, on: stage.pooled))
    ]
  }

  private static func launch(_ stage: Stage, on host: MiniProgramHost) async throws -> Double {
    let watch = Stopwatch()
    let session = try await host.open(stage.hello, LaunchRequest())
    await session.settle()
    let milliseconds = watch.milliseconds
    guard await session.nodeCount > 0 else { throw NothingShown() }
    _ = await session.close()
    return milliseconds
  }

  struct NothingShown: Error, CustomStringConvertible {
    let description = "the first screen shows nothing"
  }
}
