import ArgumentParser
import Foundation
import Suites
import Synchronization

struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the tests of mini-programs.",
    discussion: """
      Test files are NAME.test.js, NAME.spec.js, or the same in TypeScript, anywhere below the \
      folder. Each runs sealed in a process of its own and drives the mini-program beside it, \
      without a display, a network or waiting: time is virtual, and the same seed gives the same \
      run. Exits with 1 when a test failed, with 2 when there are no tests or the usage is wrong.
      """)

  @Argument(help: "Folders of mini-programs or of components.", completion: .directory)
  var folders: [String] = ["."]

  @OptionGroup(title: "Which tests") var choice: TestChoice
  @OptionGroup(title: "How they run") var manner: TestManner
  @OptionGroup(title: "Reports") var reports: TestReports
  @OptionGroup(title: "Coverage") var coverage: TestCoverage

  func validate() throws {
    for folder in folders { try Folder.validate(folder) }
    try choice.validate()
  }

  func run() async throws {
    setenv("TZ", manner.timezone, 1)
    tzset()
    var options = try choice.applied(to: manner.options)
    if let network = NetworkChoice(argument: manner.network) {
      let settings = try network.settings(allowing: [])
      options.prepareHost = { $0.network = settings }
      options.letsRequestsOut = true
    }
    options.isTraced = reports.trace != nil
    options.measuresCoverage = coverage.isWanted
    let memory = TestMemory(folders: folders)
    if choice.lastFailed, let failed = memory.failed, !failed.isEmpty { options.onlyKeys = failed }
    if choice.changed, let files = changedFiles() {
      guard !files.isEmpty else { return Output.remark("nothing changed since the last commit") }
      options.onlyFiles = TestChanges.affected(by: files)
    }
    let run = try makeRun(options)
    let summary = try await tests(of: run, options)
    memory.keep(summary.failedKeys)
    if manner.watch {
      try await watch(run, options)
    } else if summary.tests == 0 {
      Output.remark(
        "no test was run; test files are named NAME.test.js, and --filter or --tag may leave none")
      if !choice.passWithNoTests { throw Exit.unusable }
    }
    let isCovered = try summary.coverage.map(coverage.tell) ?? true
    if summary.failed > 0 || !isCovered { throw Exit.failed }
  }

  /// Runs again what a change touches, until it is interrupted.
  private func watch(_ run: SuiteRun, _ options: SuiteOptions) async throws {
    let changes = TestChanges(folders: folders)
    var before = changes.stamps()
    Output.remark("waiting for changes; Ctrl-C ends")
    while true {
      // Only a person waits for this, and only at the terminal.
      try await Task.sleep(for: .milliseconds(150))
      let now = changes.stamps()
      let touched = Set(now.keys).union(before.keys).filter { now[$0] != before[$0] }
      guard !touched.isEmpty else { continue }
      before = now
      var options = options
      options.onlyKeys = nil
      options.onlyFiles = TestChanges.affected(by: touched.map(relative))
      let summary = try await tests(of: run, options)
      TestMemory(folders: folders).keep(summary.failedKeys)
      before = changes.stamps()
    }
  }

  private func relative(_ path: String) -> String {
    for folder in folders {
      let start = URL(fileURLWithPath: folder).path + "/"
      if path.hasPrefix(start) { return String(path.dropFirst(start.count)) }
    }
    return path
  }

  /// Changed files of all folders; nil when one of them is in no git repository.
  private func changedFiles() -> [String]? {
    let changes = TestChanges(folders: folders)
    var all: [String] = []
    for folder in folders {
      guard let files = changes.sinceCommit(in: folder) else {
        Output.remark("\(folder) is in no git repository, so all its tests run")
        return nil
      }
      all += files
    }
    return all
  }

  private func makeRun(_ options: SuiteOptions) throws -> SuiteRun {
    let reporters = try reports.make()
    do {
      return try SuiteRun(
        options, cacheFolder: ProgramOptions.defaultDataFolder + "/cache",
        report: { reporters.take($0) })
    } catch {
      Output.remark("error: \(error)")
      throw Exit.unusable
    }
  }

  private func tests(of run: SuiteRun, _ options: SuiteOptions) async throws -> SuiteSummary {
    do {
      return try await run.run(folders, with: options)
    } catch {
      Output.remark("error: \(error)")
      throw Exit.unusable
    }
  }
}

/// Tells all reporters, one event at a time, whatever thread it comes from.
final class Reporters: @unchecked Sendable {  // The lock is held whenever a reporter is used.
  private let lock = Mutex(())
  private let all: [any Reporter]

  init(_ all: [any Reporter]) { self.all = all }

  func take(_ event: SuiteEvent) {
    lock.withLock { _ in
      for reporter in all { reporter.take(event) }
    }
  }
}
