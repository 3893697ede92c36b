/// The bounds of one run of tests, whatever a test file does. Each has a test at it and past it.
public enum SuiteLimits {
  /// Mini-programs that run at once in one world.
  public static let appsInWorld = 16
  /// Worlds that one file may have at once.
  public static let worldsInFile = 64
  /// Tests of one file that run together, when they may.
  public static let testsTogether = 5
  /// Calls that are remembered in each world; older ones are dropped.
  public static let callsKept = 500
  /// Virtual time that may pass while a test waits by itself, in milliseconds.
  public static let stillMilliseconds = 60_000_000.0
  /// Times that one wait may move the clock, so that an interval cannot keep it busy for ever.
  public static let movesInWait = 10_000
  /// How long a file may take until its tests are known, in milliseconds, unless the options say
  /// otherwise.
  public static let collectMilliseconds = 20_000
  /// How long after its deadline a test may take to end, in milliseconds, unless the options say
  /// otherwise.
  public static let graceMilliseconds = 2_000
  /// Times that the runner of a file is started again after it was lost.
  public static let restarts = 8
  /// Templates that a file may write down itself, and how long each may be.
  public static let templates = 2_000
  public static let templateBytes = 256 << 10
  /// The longest text of a message in a report, in characters.
  public static let messageCharacters = 20_000
  /// Answers that the counters of one runner are told in.
  public static let coverageAnswers = 20
  /// Of a longer file, coverage shows no source.
  public static let shownSourceBytes = 1 << 20
}
