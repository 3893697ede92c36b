import Host

/// A well-behaved program's synchronous calls, alone and while four others do their worst.
enum Neighbours {
  private static let attacks = ["loop", "chain", "churn", "hoard"]

  static func measure(_ stage: Stage) async throws -> [Sample] {
    let alone = try await Calls.syncIntervals(stage).percentile(0.99)
    let beside = try await besideAttacks(stage).percentile(0.99)
    return [
      Sample(metric: "call p99 alone", unit: "µs", value: alone),
      Sample(metric: "call p99 beside four", unit: "µs", value: beside),
    ]
  }

  private static func besideAttacks(_ stage: Stage) async throws -> [Double] {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for attack in attacks { group.addTask { try await keepUp(attack, stage) } }
      try await Task.sleep(for: .milliseconds(300))  // all four are at work
      let intervals = try await Calls.syncIntervals(stage)
      group.cancelAll()
      return intervals
    }
  }

  /// Starts the attack again whenever the host has stopped it, until cancelled.
  private static func keepUp(_ attack: String, _ stage: Stage) async throws {
    while !Task.isCancelled {
      let session = try await stage.openBench()
      let asked = Task { try? await session.invoke(attack) }
      while await session.ending == nil, !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(10))
      }
      _ = await session.close()
      await asked.value
    }
  }
}
