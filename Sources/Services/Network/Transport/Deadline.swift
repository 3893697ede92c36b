/// Does something and gives up after so much wall time.
///
/// - Throws: `timedOut` when it took longer.
func withDeadline(
  milliseconds: Double, _ body: @escaping @Sendable () async throws(NetworkError) -> Void
) async throws(NetworkError) {
  let outcome = await withTaskGroup(of: Result<Void, NetworkError>?.self) { group in
    group.addTask {
      do throws(NetworkError) {
        try await body()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    group.addTask {
      do {
        try await Task.sleep(for: .milliseconds(milliseconds))
        return .failure(.timedOut)
      } catch {
        return nil
      }
    }
    defer { group.cancelAll() }
    while let outcome = await group.next() {
      if let outcome { return outcome }
      // The clock was stopped: the whole was cancelled, and the body ends by itself.
    }
    return .failure(.aborted)
  }
  try outcome.get()
}
