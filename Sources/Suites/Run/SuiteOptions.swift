import Host

/// How a run of tests is set up.
public struct SuiteOptions: Sendable {
  /// What happens to snapshots that differ or are missing.
  public enum SnapshotUpdate: String, Sendable, CaseIterable {
    /// Missing ones are written, others compared.
    case new
    /// Those that differ are replaced, too.
    case all
    /// Nothing is written; a missing one fails.
    case none
  }

  /// Test files that run at once.
  public var jobs = 2
  /// Which part of the tests runs, from 1, of how many.
  public var shard: (index: Int, count: Int)?
  /// Only tests whose full name contains one of these.
  public var filters: [String] = []
  /// Only tests with one of these tags.
  public var tags: [String] = []
  /// No test with one of these tags.
  public var withoutTags: [String] = []
  /// Only these tests, by `TestName.key`; nil runs all.
  public var onlyKeys: Set<String>?
  /// Only these files, relative to the folder; nil runs all.
  public var onlyFiles: Set<String>?
  /// How often a test that fails is run again.
  public var retries = 0
  /// How often each test is run.
  public var repeats = 1
  /// Ends the run after so many failures; nil never.
  public var bail: Int?
  public var seed: UInt32 = 1
  /// Wall time that one test may take, in milliseconds.
  public var timeoutMilliseconds = 10_000
  /// Fails when a test is marked with `only`.
  public var forbidsOnly = false
  public var snapshots = SnapshotUpdate.new
  /// Where the virtual clock of every test starts, in milliseconds since 1970.
  public var start = 1_767_225_600_000.0
  /// Whether each test is run again with each of its calls failing once.
  public var triesFailures = false
  /// Whether a trace of every test is kept.
  public var isTraced = false
  /// Changes the host of the mini-programs, such as the network that requests meet which a test
  /// lets out.
  public var prepareHost: @Sendable (inout HostConfiguration) -> Void = { $0.network = .live() }
  /// Whether every request goes out that no test answers.
  public var letsRequestsOut = false
  /// Whether what the tests cover is measured.
  public var measuresCoverage = false
  public var memoryBytes = 256 << 20
  public var turnMilliseconds = 5_000
  public var collectMilliseconds = SuiteLimits.collectMilliseconds
  public var graceMilliseconds = SuiteLimits.graceMilliseconds
  public var requireSandbox = false
  /// The runner's executable; nil takes the one beside this program.
  public var runnerPath: String?

  public init() {}
}
