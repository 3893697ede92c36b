import Host

/// `setData` of a keyed list with a component in each row, from the request to the host's view
/// being up to date.
enum Rows {
  private static let rows = 1_000
  /// The engine compiles what runs often; the last round is what a page does that is in use.
  private static let rounds = 5

  static func measure(_ stage: Stage) async throws -> [Sample] {
    let session = try await stage.openBench(page: "pages/rows/rows")
    var samples: [Sample] = []
    for _ in 0..<rounds { samples = try await round(session) }
    for _ in 0..<rounds { try await one(session, of: rows * 10, into: &samples) }
    _ = await session.close()
    return samples
  }

  private static func round(_ session: Session) async throws -> [Sample] {
    [
      try await time("rows create", session, "create", rows),
      try await time("rows update tenth", session, "updateEveryTenth"),
      try await time("rows swap", session, "swap"),
      try await time("rows append", session, "append", rows),
      try await time("rows remove", session, "remove"),
      try await time("rows clear", session, "clear"),
    ]
  }

  /// One changed cell, of a list and of one ten times as long.
  private static func one(
    _ session: Session, of count: Int, into samples: inout [Sample]
  ) async throws {
    for (name, count) in [("one cell of 1,000", count / 10), ("one cell of 10,000", count)] {
      try await session.invoke("create", count)
      await session.quiet()
      let sample = try await time(name, session, "updateOne")
      samples.removeAll { $0.metric == name }
      samples.append(sample)
    }
    try await session.invoke("clear")
    await session.quiet()
  }

  private static func time(
    _ metric: String, _ session: Session, _ method: String, _ arguments: Int...
  ) async throws -> Sample {
    let watch = Stopwatch()
    try await session.show(method, arguments)
    return Sample(metric: metric, unit: "ms", value: watch.milliseconds)
  }
}
