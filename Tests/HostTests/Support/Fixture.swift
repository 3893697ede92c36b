import Foundation
import Host
import TestSupport

/// A mini-program made for one test, in a folder that goes away with it.
final class Fixture: Sendable {
  let folder: String

  /// - Parameter files: contents by path; `app.json` and an empty page `index` are added when
  ///   they are missing.
  init(_ files: [String: String]) throws {
    folder = NSTemporaryDirectory() + "sampan-test-\(UUID().uuidString)"
    let defaults = [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.js": "Page({})",
      "index.wxml": "<view>ready</view>",
    ]
    for (path, text) in defaults.merging(files, uniquingKeysWith: { $1 }) {
      let file = folder + "/program/" + path
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var program: String { folder + "/program" }

  /// A host whose lasting state lives and dies with the fixture.
  func host(
    limits: HostLimits = HostLimits(), spares: Int = 0, requireSandbox: Bool = false,
    runner: String = "sampan-runner"
  ) throws -> MiniProgramHost {
    try MiniProgramHost(
      HostConfiguration(
        dataFolder: folder + "/data", runnerPath: BuiltProducts.path(of: runner), limits: limits,
        spares: spares, requireSandbox: requireSandbox))
  }

  /// Loads and opens the mini-program, with a virtual clock.
  func open(
    limits: HostLimits = HostLimits(), page: String? = nil, query: String = "",
    user: String = "tester", runner: String = "sampan-runner"
  ) async throws -> Session {
    try await open(
      on: try host(limits: limits, runner: runner), page: page, query: query, user: user)
  }

  /// The same on a host of the test's own.
  func open(
    on host: MiniProgramHost, page: String? = nil, query: String = "", user: String = "tester"
  ) async throws -> Session {
    let (program, diagnostics) = await host.load(self.program)
    guard let program else { throw Unloadable(diagnostics: diagnostics) }
    return try await host.open(
      program,
      LaunchRequest(page: page, query: query, user: user, clock: .virtual(start: Self.epoch)))
  }

  /// Where the virtual clock of a test starts: 2026-01-01 00:00 UTC.
  static let epoch = 1_767_225_600_000.0

  struct Unloadable: Error { let diagnostics: [Diagnostic] }
}
