import Host

/// `setStorageSync` and `getStorageSync`, as many and as large as the peers' (Peers/storage.cjs).
enum StorageCalls {
  private static let keys = 1_000
  private static let puts = 2_000
  private static let gets = 20_000

  static func measure(_ stage: Stage) async throws -> [Sample] {
    let session = try await stage.openBench()
    try await session.invoke("puts", keys, keys)
    let put = try await microseconds(of: "puts", puts, session)
    let get = try await microseconds(of: "gets", gets, session)
    _ = await session.close()
    return [
      Sample(metric: "storage put", unit: "µs", value: put),
      Sample(metric: "storage get", unit: "µs", value: get),
    ]
  }

  private static func microseconds(
    of method: String, _ count: Int, _ session: Session
  ) async throws -> Double {
    let watch = Stopwatch()
    try await session.invoke(method, count, keys)
    return watch.microseconds / Double(count)
  }
}
