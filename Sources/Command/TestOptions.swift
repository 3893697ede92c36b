import ArgumentParser
import Foundation
import Suites

/// Which tests run.
struct TestChoice: ParsableArguments {
  @Option(help: "Only tests whose file or full name contains this text; may be given again.")
  var filter: [String] = []

  @Option(help: "Only tests with this tag (`@smoke` in a name, or {tags}); may be given again.")
  var tag: [String] = []

  @Option(help: "No test with this tag; may be given again.")
  var withoutTag: [String] = []

  @Option(help: "A part of all tests, as 2/3; the same test is always in the same part.")
  var shard: String?

  @Flag(help: "Only the tests that failed the last time.")
  var lastFailed = false

  @Flag(help: "Only the test files that differ from the last commit; all when other files do.")
  var changed = false

  @Flag(help: "Fail when a test is marked with only.")
  var forbidOnly = false

  @Flag(help: "Exit with 0 when there are no tests.")
  var passWithNoTests = false

  func validate() throws { _ = try parsedShard() }

  private func parsedShard() throws -> (Int, Int)? {
    guard let shard else { return nil }
    let parts = shard.split(separator: "/").map { Int($0) ?? 0 }
    guard parts.count == 2, parts[1] >= 1, (1...parts[1]).contains(parts[0]) else {
      throw ValidationError("--shard takes a part of a whole, as 2/3, found '\(shard)'")
    }
    return (parts[0], parts[1])
  }

  func applied(to options: SuiteOptions) throws -> SuiteOptions {
    var options = options
    options.filters = filter
    options.tags = tag.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    options.withoutTags = withoutTag.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
    options.shard = try parsedShard()
    options.forbidsOnly = forbidOnly
    return options
  }
}

/// How tests run.
struct TestManner: ParsableArguments {
  @Option(help: "Test files that run at once (default: one for each processor).")
  var jobs: Int?

  @Option(help: "Runs a test that fails again, so often; one that then passes is flaky.")
  var retries = 0

  @Option(help: "Runs each test so often.")
  var repeatEach = 1

  @Flag(
    help: """
      Runs each test again with each call that it made failing once, and tells what the program \
      does not survive.
      """)
  var failures = false

  @Option(help: "Ends the run after so many failures.")
  var bail: Int?

  @Option(help: "Where random numbers start.")
  var seed: UInt32 = 1

  @Option(help: "Wall time that one test may take, in milliseconds.")
  var timeout = 10_000

  @Option(
    help: """
      What a request meets that no test answers: 'strict' fails the test, 'live' and 'offline' \
      do as for run, record:FILE writes answers down, replay:FILE answers from there.
      """)
  var network = "strict"

  @Option(
    help: "Snapshots: 'new' writes missing ones, 'all' replaces what differs, 'none' writes none.")
  var updateSnapshots: SnapshotChoice?

  @Option(help: "The time zone that mini-programs see.")
  var timezone = "Asia/Shanghai"

  @Option(help: "Memory that each mini-program may use, in MiB.")
  var memoryLimit = 256

  @Option(help: "CPU time that one turn may take, in milliseconds.")
  var turnLimit = 5_000

  @Flag(help: "Runs again what a change of a file touches.")
  var watch = false

  @Flag(help: "Refuse to run unless every layer of the sandbox holds.")
  var requireSandbox = false

  enum SnapshotChoice: String, ExpressibleByArgument, CaseIterable {
    case new
    case all
    case none
  }

  func validate() throws {
    guard network == "strict" || NetworkChoice(argument: network) != nil else {
      throw ValidationError(
        "--network takes strict, live, offline, record:FILE or replay:FILE, found '\(network)'")
    }
    for (name, value, range) in [
      ("--retries", retries, 0...100), ("--repeat-each", repeatEach, 1...100_000),
      ("--timeout", timeout, 1...3_600_000), ("--memory-limit", memoryLimit, 32...65_536),
      ("--turn-limit", turnLimit, 10...3_600_000), ("--jobs", jobs ?? 1, 1...256),
      ("--bail", bail ?? 1, 1...1_000_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "\(name) is \(value); it takes \(range.lowerBound) to \(range.upperBound)")
    }
  }

  var options: SuiteOptions {
    var options = SuiteOptions()
    options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    options.retries = retries
    options.repeats = repeatEach
    options.bail = bail
    options.triesFailures = failures
    options.seed = seed
    options.timeoutMilliseconds = timeout
    options.memoryBytes = memoryLimit << 20
    options.turnMilliseconds = turnLimit
    options.requireSandbox = requireSandbox
    options.snapshots =
      switch updateSnapshots {
      case .new: .new
      case .all: .all
      case .none?: .none
      // In CI nobody looks at what is written.
      case nil: ProcessInfo.processInfo.environment["CI"] == nil ? .new : .none
      }
    return options
  }
}

/// Who tells of the run.
struct TestReports: ParsableArguments {
  @Option(
    help: """
      pretty, json (lines), junit, tap or github; with =FILE it is written there. May be given \
      again.
      """)
  var reporter: [String] = []

  @Flag(help: "The same as --reporter json.")
  var json = false

  @Option(help: "Writes what happened in every test here; `sampan trace` shows it.")
  var trace: String?

  func validate() throws {
    for one in reporter where ReporterKind(rawValue: Self.parts(one).name) == nil {
      let known = ReporterKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--reporter '\(one)' is not known; known are \(known)")
    }
  }

  private static func parts(_ text: String) -> (name: String, file: String?) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }

  func make() throws -> Reporters {
    var wanted = reporter.map(Self.parts)
    if json { wanted.append(("json", nil)) }
    if wanted.isEmpty {
      wanted = [("pretty", nil)]
      if ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] != nil {
        wanted.append(("github", nil))
      }
    }
    var all = try wanted.map { try Self.make($0.name, $0.file) }
    if let trace { all.append(TraceReporter(try Self.writer(to: trace))) }
    return Reporters(all)
  }

  private static func make(_ name: String, _ file: String?) throws -> any Reporter {
    let kind = ReporterKind(rawValue: name) ?? .pretty
    guard let file else {
      return kind.make(isTerminal: Output.isTerminal) { Output.result($0) }
    }
    return kind.make(isTerminal: false, try writer(to: file))
  }

  /// Writes lines to a new file.
  private static func writer(to file: String) throws -> (String) -> Void {
    let url = URL(fileURLWithPath: file)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: file, contents: nil),
      let handle = FileHandle(forWritingAtPath: file)
    else { throw ValidationError("the report '\(file)' cannot be written") }
    return { handle.write(Data(($0 + "\n").utf8)) }
  }
}
