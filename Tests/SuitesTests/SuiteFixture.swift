import Foundation
import Suites
import Synchronization

/// A folder of a mini-program with tests, gone when the test ends.
final class SuiteFixture: Sendable {
  let folder: String

  /// - Parameter files: contents by path; a mini-program of one page is added.
  init(_ files: [String: String]) throws {
    folder = NSTemporaryDirectory() + "sampan-suite-\(UUID().uuidString)"
    let standard = [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})",
      "index.js": """
      Page({
        data: { text: 'hello', count: 0 },
        more() { this.setData({ count: this.data.count + 1 }); },
        later() { setTimeout(() => this.setData({ text: 'later' }), 3000); },
        ask() { wx.showModal({ title: 'Sure?', success: ({ confirm }) => this.setData({ text: `${confirm}` }) }); },
        fail() { throw new Error('broken on purpose'); },
      });
      """,
      "index.wxml": """
      <view class="text">{{text}}</view><view class="count" bindtap="more">{{count}}</view>
      <button bindtap="later">Later</button><button bindtap="ask">Ask</button>
      <button bindtap="fail">Fail</button>
      """,
    ]
    for (path, text) in standard.merging(files, uniquingKeysWith: { $1 }) {
      let file = URL(filePath: folder + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What became of the tests, in the order in which they ended.
  func run(_ change: (inout SuiteOptions) -> Void = { _ in }) async throws -> Outcome {
    try await Self.run(folder, change)
  }

  static func run(
    _ folder: String, _ change: (inout SuiteOptions) -> Void = { _ in }
  ) async throws -> Outcome {
    var options = SuiteOptions()
    options.runnerPath = runnerPath
    // Many suites run at once here, on a machine that may have other work; tests of the limit set it.
    options.timeoutMilliseconds = 60_000
    change(&options)
    let results = Kept()
    let cache = NSTemporaryDirectory() + "sampan-suite-cache"
    let run = try SuiteRun(options, cacheFolder: cache) { event in results.take(event) }
    return Outcome(summary: try await run.run([folder]), events: results.all)
  }

  struct Outcome {
    let summary: SuiteSummary
    let events: [SuiteEvent]

    var results: [TestResult] {
      events.compactMap { if case .tested(let result) = $0 { result } else { nil } }
    }

    /// The status of the test of a name; nil when there is none.
    func status(_ title: String) -> TestResult.Status? { result(title)?.status }

    func result(_ title: String) -> TestResult? { results.first { $0.test.title == title } }

    /// All that is said of why a test failed.
    func message(_ title: String) -> String {
      (result(title)?.failures.map(\.text) ?? []).joined(separator: "\n")
    }

    /// What a reporter writes of it.
    func report(_ kind: ReporterKind) -> String {
      let lines = Kept()
      let reporter = kind.make(isTerminal: false) { lines.add($0) }
      for event in events { reporter.take(event) }
      return lines.text
    }
  }

  /// Takes events and lines from several threads.
  private final class Kept: Sendable {
    private let events = Mutex<[SuiteEvent]>([])
    private let lines = Mutex<[String]>([])
    func take(_ event: SuiteEvent) { events.withLock { $0.append(event) } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [SuiteEvent] { events.withLock { $0 } }
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
  }

  /// The runner that was built together with the tests.
  static let runnerPath: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    return (bundle as NSString).deletingLastPathComponent + "/sampan-runner"
  }()

  static let programs = URL(filePath: #filePath).appending(path: "../../../MiniPrograms")
    .standardized.path
}
