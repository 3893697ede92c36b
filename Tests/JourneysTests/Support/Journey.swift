import Foundation
import Host
import Wire

/// A mini-program and lasting state of its own, both gone when the test ends.
final class Journey: Sendable {
  private let folder: String
  let program: String
  let host: MiniProgramHost

  /// One of MiniPrograms/.
  convenience init(_ name: String) throws {
    try self.init(
      program: URL(filePath: #filePath).appending(path: "../../../../MiniPrograms/\(name)")
        .standardized.path)
  }

  /// - Parameters:
  ///   - files: contents by path; `app.json` and a page `index` are added when missing.
  ///   - absent: a file that is not added.
  convenience init(files: [String: String], without absent: String? = nil) throws {
    let program = NSTemporaryDirectory() + "sampan-journey-\(UUID().uuidString)"
    let standard = [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.js": "Page({})",
      "index.wxml": "<view>{{text}}</view>",
    ]
    for (path, text) in standard.merging(files, uniquingKeysWith: { $1 })
    where path != absent {
      let file = URL(filePath: program + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try self.init(program: program, folder: program)
  }

  private init(program: String, folder: String? = nil) throws {
    self.program = program
    self.folder = folder ?? NSTemporaryDirectory() + "sampan-journey-\(UUID().uuidString)"
    host = try MiniProgramHost(
      HostConfiguration(dataFolder: self.folder + "/data", runnerPath: Self.runnerPath))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Opens the program at 2026-01-01 00:00 UTC of a virtual clock and waits for its first screen.
  func open(
    page: String? = nil, query: String = "", user: String = "tester", seed: UInt32? = nil,
    restoring stack: [String] = []
  ) async throws -> Session {
    let (program, diagnostics) = await host.load(self.program)
    guard let program else { throw Unloadable(diagnostics: diagnostics) }
    let request = LaunchRequest(
      page: page, query: query, user: user, clock: .virtual(start: Self.epoch), seed: seed)
    let session = try await host.open(program, request, restoring: stack)
    await session.settle()
    return session
  }

  static let epoch = 1_767_225_600_000.0

  struct Unloadable: Error { let diagnostics: [Diagnostic] }

  /// The runner that was built together with the tests.
  private static let runnerPath: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    return (bundle as NSString).deletingLastPathComponent + "/sampan-runner"
  }()
}

extension Session {
  /// The screen with runs of spaces as one, to look for sentences in.
  var screen: String {
    screenText(columns: 60).split(separator: " ").joined(separator: " ")
  }

  /// Taps and waits until nothing moves.
  func tapAndSettle(_ target: String) async throws {
    try await tap(target)
    await settle()
  }

  var errorTexts: [String] { notes.errors.map(\.text) }
  var consoleTexts: [String] { notes.all.filter { $0.kind == .console }.map(\.text) }
}
