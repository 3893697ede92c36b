import Bridge
import Foundation
import Host
import Wire

/// A folder of tests with the mini-program that they are about.
struct SuiteFolder: Sendable {
  /// As it was given.
  let path: String
  /// The mini-program; nil when the folder holds none, which is fine for tests of components.
  let program: Program?
  let programProblem: String
  /// The folder's scripts, tests among them.
  let scripts: Program
  /// Test files, relative to the folder.
  let files: [String]
  /// Takes what is covered, when that is measured.
  let coverage: CoverageTally?
  private let programHost: MiniProgramHost
  private let scriptHost: MiniProgramHost

  static func load(
    _ path: String, _ options: SuiteOptions, programHost: MiniProgramHost,
    scriptHost: MiniProgramHost, coverage: CoverageTally?
  ) async throws -> SuiteFolder {
    let (program, diagnostics) = await programHost.load(
      path, counting: coverage != nil)
    let errors = diagnostics.filter { $0.severity == .error }.prefix(5).map(\.description)
    let (scripts, remarks) = scriptHost.loadScripts(
      path, library: SuitesText.module, counting: coverage != nil)
    guard let scripts else {
      throw DriverError(remarks.map(\.description).joined(separator: "\n"))
    }
    coverage?.add(scripts, prefix: prefix(path, ""), isWhole: false)
    if let program {
      let inner = program.root.dropFirst(scripts.root.count).drop { $0 == "/" }
      coverage?.add(
        program, prefix: prefix(path, program.root.hasPrefix(scripts.root) ? inner : ""),
        isWhole: true)
    }
    let files = scripts.scriptPaths.filter(Self.isTest)
      .filter { options.onlyFiles?.contains($0) ?? true }
    return SuiteFolder(
      path: path, program: program,
      programProblem: "there is no mini-program to launch in \(path)\n"
        + errors.joined(separator: "\n"),
      scripts: scripts, files: files, coverage: coverage, programHost: programHost,
      scriptHost: scriptHost)
  }

  /// The folder as it was given, and one inside of it.
  private static func prefix(_ path: String, _ inner: Substring) -> String {
    var prefix = path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
    if !inner.isEmpty { prefix += inner + "/" }
    return prefix
  }

  /// `a.test.js`, `a.spec.ts`; what was installed or built is left alone.
  private static func isTest(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard !parts.contains("miniprogram_npm"), let name = parts.last else { return false }
    return [".test.js", ".test.ts", ".spec.js", ".spec.ts"].contains { name.hasSuffix($0) }
  }

  /// A runner for one test file.
  func openScripts(_ options: SuiteOptions, watch: any CallWatch) async throws -> Session {
    try await scriptHost.openScripts(
      scripts, user: "test", clock: .virtual(start: options.start), seed: options.seed,
      watch: watch)
  }

  /// How a call may fail: what its service declares, or else a failure without a number.
  func errors(of call: String) -> [CallError] { programHost.declaredErrors(of: call) }

  /// Ends the runners that served one file's tests.
  func endRunners(of reuse: RunnerReuse) { programHost.endKept(of: reuse) }

  func worldSetting(_ options: SuiteOptions, _ reuse: RunnerReuse) -> WorldSetting {
    WorldSetting(
      program: program, programProblem: programProblem, start: options.start, seed: options.seed,
      isTraced: options.isTraced, coverage: coverage,
      makeHost: { [programHost] folder in
        var configuration = programHost.configuration
        configuration.dataFolder = folder
        return try MiniProgramHost(configuration, runnersOf: programHost, reuse: reuse)
      })
  }
}
