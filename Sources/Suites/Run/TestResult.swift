import Foundation
import Host

/// What became of one test.
public struct TestResult: Sendable {
  public enum Status: String, Sendable {
    case passed
    case failed
    /// Failed, and passed when it was run again.
    case flaky
    case skipped
    case todo
  }

  public let test: TestName
  public var status: Status
  public var failures: [TestFailure] = []
  /// Why it was skipped, when somebody said so.
  public var reason: String?
  public var milliseconds = 0.0
  /// How often it was run.
  public var attempts = 1
  public var evidence: [Evidence] = []
  /// What the test file itself wrote to its console, the newest.
  public var console: [Note] = []
  /// Bridged calls that the mini-programs made, each name once.
  var called: [String] = []
  public var trace: Trace?
}

/// One thing that failed a test.
public struct TestFailure: Sendable {
  public var message: String
  /// `-` expected and `+` received lines; empty when there is nothing to compare.
  public var diff = ""
  /// `error` and `ended` for what the mini-program did by itself, `console` for what it wrote; nil for
  /// what a test expected in vain.
  public var kind: String?
  /// Where it happened: positions as in the author's files.
  public var stack = ""
  /// The file, relative to the folder of the tests, with line and column.
  public var place: Place?
  /// Lines of the source around the place.
  public var excerpt = ""

  public struct Place: Sendable, Hashable {
    public let file: String
    public let line: Int
    public let column: Int
  }
}

/// What a run tells those who report on it, in this order: `began`, then for each file its tests
/// and `fileEnded`, then `ended`.
public enum SuiteEvent: Sendable {
  case began(files: Int)
  case fileBegan(folder: String, file: String, tests: Int)
  case tested(TestResult)
  case fileEnded(folder: String, file: String, milliseconds: Double)
  case ended(SuiteSummary)
}

/// The numbers of a whole run.
public struct SuiteSummary: Sendable {
  public var files = 0
  public var passed = 0
  public var failed = 0
  public var flaky = 0
  public var skipped = 0
  public var todo = 0
  public var milliseconds = 0.0
  public var snapshotsWritten = 0
  public var snapshotsUpdated = 0
  public var snapshotsUnused = 0
  /// Keys of the tests that failed.
  public var failedKeys: [String] = []
  public var seed: UInt32 = 0
  /// Ended early, by `bail`.
  public var wasCut = false
  /// What was covered, when it was measured.
  public var coverage: Coverage?

  public init() {}

  public var tests: Int { passed + failed + flaky + skipped + todo }

  mutating func add(_ result: TestResult) {
    switch result.status {
    case .passed: passed += 1
    case .failed:
      failed += 1
      failedKeys.append(result.test.key)
    case .flaky: flaky += 1
    case .skipped: skipped += 1
    case .todo: todo += 1
    }
  }
}
