/// What can be measured, one or more samples a run.
enum Case: String, CaseIterable {
  /// From a request to the first settled screen, with a runner that is started for it.
  case cold
  /// The same with a locked-down spare.
  case warm
  /// 64 bytes to another process and back, over a bare socket pair.
  case raw
  /// A synchronous call of a service.
  case sync
  /// Asynchronous calls of a service, 64 in flight.
  case async
  /// `setStorageSync` and `getStorageSync`.
  case storage
  /// `setData` of a keyed list of a thousand rows with a component in each: create, update every
  /// tenth, swap two, append, remove, clear; and one cell of a short and of a long list.
  case rows
  /// The same rows in the engine alone: by the prelude, and by a diff written by hand.
  case engine
  /// Resident size of idle programs, 1 and 50 at once.
  case memory
  /// From the end of a turn's time to the end of the runner.
  case deadline
  /// How far past its cap a program that hoards memory gets.
  case overshoot
  /// A well-behaved program's calls, alone and beside four hostile ones.
  case neighbours

  func run(on stage: Stage) async throws -> [Sample] {
    switch self {
    case .cold: try await Launches.cold(stage)
    case .warm: try await Launches.warm(stage)
    case .raw: try RawRoundTrip.measure()
    case .sync: try await Calls.sync(stage)
    case .async: try await Calls.async(stage)
    case .storage: try await StorageCalls.measure(stage)
    case .rows: try await Rows.measure(stage)
    case .engine: try RowsInEngine.measure()
    case .memory: try await Memory.measure(stage)
    case .deadline: try await Endings.deadline(stage)
    case .overshoot: try await Endings.overshoot(stage)
    case .neighbours: try await Neighbours.measure(stage)
    }
  }
}
