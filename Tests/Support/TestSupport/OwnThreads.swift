import Dispatch
import Testing

/// Runs the tests of a suite on threads of their own, not on those of the global pool.
///
/// The pool has as many threads as there are processors. Tests that wait for a process, or compute for
/// seconds, would keep all of them, and what other tests wait for would not come before their limits
/// of time.
public struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(testCase == nil ? nil : Threads.all) {
      try await function()
    }
  }

  private final class Threads: TaskExecutor {
    static let all = Threads()
    private let queue = DispatchQueue(label: "sampan.tests", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }
}

extension Trait where Self == OwnThreads {
  /// Threads of its own, for a suite that waits for processes or computes for seconds.
  public static var ownThreads: Self { Self() }
}
