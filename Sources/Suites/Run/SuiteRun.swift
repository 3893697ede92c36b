import Foundation
import Host
import Synchronization
import Wire

/// A run of all tests of some folders.
public struct SuiteRun: Sendable {
  private let options: SuiteOptions
  private let programHost: MiniProgramHost
  private let scriptHost: MiniProgramHost
  private let service: TestService
  /// Gets every event, one at a time.
  private let report: @Sendable (SuiteEvent) -> Void

  /// - Parameter cacheFolder: where compiled sources are kept.
  public init(
    _ options: SuiteOptions, cacheFolder: String,
    report: @escaping @Sendable (SuiteEvent) -> Void
  ) throws {
    self.options = options
    self.report = report
    let service = TestService()
    self.service = service
    var limits = HostLimits()
    limits.memoryBytes = options.memoryBytes
    limits.turnMilliseconds = options.turnMilliseconds
    let folder = NSTemporaryDirectory() + "sampan-test-\(UUID().uuidString)"
    var configuration = HostConfiguration(
      dataFolder: folder, cacheFolder: cacheFolder, runnerPath: options.runnerPath,
      limits: limits, spares: Self.runners(options.jobs),
      requireSandbox: options.requireSandbox)
    configuration.livesAreBrief = true
    options.prepareHost(&configuration)
    programHost = try MiniProgramHost(configuration)
    configuration.network = .offline
    configuration.services = [service]
    configuration.spares = options.jobs > 1 ? 1 : 0
    scriptHost = try MiniProgramHost(configuration)
  }

  /// Runners that serve so many files at once: a second one for each, which is got ready while the
  /// first works, where there are processors for it.
  private static func runners(_ jobs: Int) -> Int {
    max(jobs, min(2 * jobs, ProcessInfo.processInfo.activeProcessorCount))
  }

  /// Runs everything and returns the numbers.
  ///
  /// - Throws: a sentence, when a folder cannot be read.
  ///
  /// - Parameter changed: what is different from the options that the run was made with.
  public func run(
    _ folders: [String], with changed: SuiteOptions? = nil
  ) async throws -> SuiteSummary {
    let options = changed ?? self.options
    let began = ContinuousClock.now
    let coverage = options.measuresCoverage ? CoverageTally() : nil
    var work: [(SuiteFolder, String)] = []
    for path in folders {
      let folder = try await SuiteFolder.load(
        path, options, programHost: programHost, scriptHost: scriptHost, coverage: coverage)
      work += folder.files.map { (folder, $0) }
    }
    report(.began(files: work.count))
    let tally = Tally(options: options, report: report)
    await withTaskGroup(of: Void.self) { group in
      var next = work.makeIterator()
      for _ in 0..<max(1, options.jobs) {
        guard let (folder, file) = next.next() else { break }
        group.addTask { await self.run(file, of: folder, options, tally) }
      }
      while await group.next() != nil {
        guard !tally.isOver, let (folder, file) = next.next() else { continue }
        group.addTask { await self.run(file, of: folder, options, tally) }
      }
    }
    var summary = tally.summary
    summary.files = work.count
    summary.seed = options.seed
    summary.milliseconds = began.duration(to: .now).milliseconds
    summary.coverage = coverage?.report()
    report(.ended(summary))
    return summary
  }

  private func run(
    _ file: String, of folder: SuiteFolder, _ options: SuiteOptions, _ tally: Tally
  ) async {
    let began = ContinuousClock.now
    let run = FileRun(folder: folder, file: file, options: options, service: service)
    switch await run.collect() {
    case .failed(let failure):
      report(.fileBegan(folder: folder.path, file: file, tests: 1))
      tally.add(Self.broken(folder, file, "the file can be loaded", failure))
    case .tests(let tests):
      report(.fileBegan(folder: folder.path, file: file, tests: tests.count))
      let focused = tests.filter(\.isFocused)
      if options.forbidsOnly, let first = focused.first {
        let place = TestFailure.Place(file: file, line: first.line, column: 1)
        tally.add(
          Self.broken(
            folder, file, "no test is marked with only",
            TestFailure(
              message: "'\(first.title)' is marked with only, which --forbid-only does not allow",
              place: place)))
      } else {
        await run.all(tests, tally)
      }
    }
    let unused = await run.end()
    await tally.take(run, unused: unused)
    report(
      .fileEnded(
        folder: folder.path, file: file, milliseconds: began.duration(to: .now).milliseconds))
  }

  private static func broken(
    _ folder: SuiteFolder, _ file: String, _ about: String, _ failure: TestFailure
  ) -> TestResult {
    TestResult(
      test: TestName(folder: folder.path, file: file, about: about), status: .failed,
      failures: [failure])
  }
}

extension FileRun {
  /// Runs the tests that are wanted, one after the other, and those together that may be: all of
  /// the file begin when the first one's turn has come, and each is told at its own place.
  func all(_ tests: [TestName], _ tally: Tally) async {
    let (wanted, told) = Selection(options: options).divide(tests)
    for result in told { tally.add(result) }
    await plan(wanted)
    var together: [Int: TestResult]?
    for (index, test) in wanted.enumerated() {
      if tally.isOver { return }
      if mayRunTogether(test), together == nil {
        let group = wanted.filter(mayRunTogether)
        together = group.count > 1 ? await runTogether(group) : [:]
        let rest = wanted[index...].filter { isToRun($0, after: together?[$0.number]) }
        if await isLost, !(await restart(for: rest)) {
          return tell(lost: wanted[index...], together ?? [:], tally)
        }
      }
      for round in 1...options.repeats {
        let result = await runWithRetries(
          test, first: together?[test.number], isLastRound: round == options.repeats)
        tally.add(result)
        if options.triesFailures, result.status == .passed {
          for failure in await failures(of: test, called: result.called) { tally.add(failure) }
        }
        let rest = wanted[(index + 1)...]
        if await isLost,
          !(await restart(for: rest.filter { isToRun($0, after: together?[$0.number]) }))
        {
          return tell(lost: rest, together ?? [:], tally)
        }
      }
    }
  }

  /// Each time that a test is repeated, and each call of it that fails, is looked at alone.
  private func mayRunTogether(_ test: TestName) -> Bool {
    test.isConcurrent && options.repeats == 1 && !options.triesFailures
  }

  /// Whether the file will hear of a test again after what became of it among others.
  private func isToRun(_ test: TestName, after result: TestResult?) -> Bool {
    result == nil || test.retries ?? options.retries > 0
  }

  /// - Parameter known: what became of those that ran together.
  private func tell(lost tests: ArraySlice<TestName>, _ known: [Int: TestResult], _ tally: Tally) {
    for test in tests {
      tally.add(
        known[test.number]
          ?? TestResult(
            test: test, status: .failed,
            failures: [TestFailure(message: "an earlier test ended the runner of this file")]))
    }
  }

  /// - Parameter first: what became of it when it ran together with others.
  private func runWithRetries(
    _ test: TestName, first: TestResult?, isLastRound: Bool
  ) async -> TestResult {
    let retries = test.retries ?? options.retries
    var failures: [TestFailure] = []
    for attempt in 0...retries {
      let isLast = isLastRound && attempt == retries
      let known = attempt == 0 ? first : nil
      var result: TestResult
      if let known {
        result = known
      } else {
        result = await run(test, attempt: attempt, isLast: isLast)
      }
      result.attempts = attempt + 1
      guard result.status == .failed, attempt < retries, !(await isLost) else {
        if isLastRound, !isLast { await leave(test) }
        if result.status == .passed, attempt > 0 {
          result.status = .flaky
          result.failures = failures
        }
        return result
      }
      failures = result.failures
    }
    return TestResult(test: test, status: .failed)
  }

  /// Tells the file that a test that could have been run again is done.
  private func leave(_ test: TestName) async {
    _ = try? await script?.ask("suite", ["verb": "leave", "id": .number(Double(test.number))])
  }
}

/// Adds up what files of a run find, from several tasks.
final class Tally: Sendable {
  private let state = Mutex(SuiteSummary())
  private let options: SuiteOptions
  private let report: @Sendable (SuiteEvent) -> Void

  init(options: SuiteOptions, report: @escaping @Sendable (SuiteEvent) -> Void) {
    self.options = options
    self.report = report
  }

  var summary: SuiteSummary { state.withLock { $0 } }

  /// Whether `bail` ended the run.
  var isOver: Bool {
    state.withLock { state in
      guard let bail = options.bail, state.failed >= bail else { return false }
      state.wasCut = true
      return true
    }
  }

  func add(_ result: TestResult) {
    state.withLock { state in
      state.add(result)
      report(.tested(result))
    }
  }

  func take(_ run: FileRun, unused: Int) async {
    let (written, updated) = await run.saveSnapshots()
    state.withLock { state in
      state.snapshotsWritten += written
      state.snapshotsUpdated += updated
      state.snapshotsUnused += unused
    }
  }
}

extension FileRun {
  func saveSnapshots() -> (written: Int, updated: Int) {
    // A folder that cannot be written to is told by the next run, which finds no snapshots.
    try? snapshots.save()
    return (snapshots.written, snapshots.updated)
  }
}
