import Dispatch

/// Says what is being done when it takes more than a second.
enum Progress {
  /// - Parameter work: may block its thread; the remark comes from another one.
  static func during<Value: Sendable>(
    _ what: String, _ work: () async throws -> Value
  ) async rethrows -> Value {
    let remark = DispatchWorkItem { Output.remark("\(what) …") }
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 1, execute: remark)
    defer { remark.cancel() }
    return try await work()
  }
}
