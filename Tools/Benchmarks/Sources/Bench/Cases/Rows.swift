import Host

/// `setData` of a thousand rows, from the request to the host's view being up to date.
enum Rows {
  private static let rows = 1_000

  static func measure(_ stage: Stage) async throws -> [Sample] {
    let session = try await stage.openBench()
    let samples = [
      try await time("rows create", session) { try await $0.invoke("createRows", rows) },
      try await time("rows update tenth", session) { try await $0.invoke("updateEveryTenth") },
      try await time("rows swap", session) { try await $0.invoke("swapRows") },
      try await time("rows clear", session) { try await $0.invoke("clearRows") },
    ]
    _ = await session.close()
    return samples
  }

  private static func time(
    _ metric: String, _ session: Session, _ action: (Session) async throws -> Void
  ) async throws -> Sample {
    let watch = Stopwatch()
    try await action(session)
    await session.quiet()
    return Sample(metric: metric, unit: "ms", value: watch.milliseconds)
  }
}
