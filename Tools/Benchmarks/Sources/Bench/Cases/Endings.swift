import Host

/// Programs that must be ended: how late that is, and how far they got.
enum Endings {
  private static let turnMilliseconds = 100
  private static let graceMilliseconds = 100

  /// The engine's own limit does not stop a chain of microtasks, so the host's kill is measured.
  static func deadline(_ stage: Stage) async throws -> [Sample] {
    var limits = HostLimits()
    limits.turnMilliseconds = turnMilliseconds
    limits.graceMilliseconds = graceMilliseconds
    let session = try await stage.openBench(on: stage.host(limits: limits))
    let watch = Stopwatch()
    try? await session.invoke("chain")
    let late = watch.milliseconds - Double(turnMilliseconds + graceMilliseconds)
    guard case .cpu? = await session.ending else { throw await EndedOtherwise(session) }
    return [Sample(metric: "deadline to gone", unit: "ms", value: late)]
  }

  static func overshoot(_ stage: Stage) async throws -> [Sample] {
    let session = try await stage.openBench()
    try? await session.invoke("hoard")
    guard case .memory(let bytes, let limit)? = await session.ending else {
      throw await EndedOtherwise(session)
    }
    let over = Double(max(0, bytes - limit)) / Double(1 << 20)
    return [Sample(metric: "memory overshoot", unit: "MiB", value: over)]
  }

  struct EndedOtherwise: Error, CustomStringConvertible {
    let description: String

    init(_ session: Session) async {
      description =
        "the program should have been ended; \(await session.ending.map { "\($0)" } ?? "it runs")"
    }
  }
}
