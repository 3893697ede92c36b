import Bridge
import Loader
import Transform
import Wire

/// Running scripts that belong to a mini-program and are none of its pages, such as its tests.
extension MiniProgramHost {
  /// Reads a folder as scripts alone: nothing has to be a mini-program. ES modules and TypeScript
  /// are transformed when a script is first asked for.
  ///
  /// - Parameters:
  ///   - library: modules of the host's own by their names, which scripts cannot shadow.
  ///   - counting: whether the scripts count what of them runs, for coverage.
  public func loadScripts(
    _ folder: String, library: [String: String] = [:], counting: Bool = false
  ) -> (program: Program?, diagnostics: [Diagnostic]) {
    let (loaded, found) = PackageLoader.loadScripts(folder: folder)
    let program = loaded.map { scripts in
      Program(
        scripts, transformed: [:], library: library.mapValues { Text($0) },
        lateTransform: ScriptTransform(cacheFolder: configuration.cacheFolder),
        coverage: counting
          ? CoverageBook(cacheFolder: configuration.cacheFolder, sources: []) : nil)
    }
    return (program, found.map(Diagnostic.init))
  }

  /// Starts a runner that runs no page: it waits for asks of the name `suite`, and sees the
  /// scripts of a program.
  public func openScripts(
    _ program: Program, user: String, clock: SessionClock, seed: UInt32? = nil,
    watch: (any CallWatch)? = nil
  ) async throws(SessionError) -> Session {
    let session = try startSession(
      program, Visitor(user: user, app: program.identity),
      LaunchRequest(user: user, clock: clock, seed: seed, watch: watch))
    if configuration.requireSandbox { try await session.requireSandbox() }
    var launch = program.launchConfiguration(page: "")
    launch["clock"] = ["virtual": .bool(clock != .real)]
    if let seed { launch["seed"] = .number(Double(seed)) }
    if case .virtual(let start) = clock { await session.advance(to: start) }
    refillSpares(after: session)
    let deadline = Task { [limits = configuration.limits] in
      try await Task.sleep(for: .milliseconds(limits.startMilliseconds))
      _ = await session.close()
    }
    defer { deadline.cancel() }
    _ = try await session.ask("suite", ["verb": "open", "launch": .object(launch)])
    return session
  }
}
