import Bridge
import Foundation
import Host
import Synchronization
import Wire

/// One test file: its runner, its tests and its worlds.
actor FileRun: TestService.Responder {
  let folder: SuiteFolder
  let file: String
  let options: SuiteOptions
  let service: TestService
  nonisolated let motion: Motion
  nonisolated let passages: Passages
  /// Launches of this file's tests may take one runner after the other.
  private let reuse = RunnerReuse()
  private(set) var script: Session?
  var worlds: [String: World] = [:]
  /// The world that was asked last, whose time goes on while a test waits.
  private var current: World?
  /// What new worlds share their time with.
  var company: Company
  /// The tests that run together now; nil while one runs alone.
  var group: TestGroup?
  private var restarts = 0
  private var lastKey = 0
  private var templates = 0
  var injection: Injection?
  /// Whether the test that runs was told that nothing will end its wait.
  private var isStuck = false
  var snapshots: SnapshotFile

  init(folder: SuiteFolder, file: String, options: SuiteOptions, service: TestService) {
    self.folder = folder
    self.file = file
    self.options = options
    self.service = service
    company = Company(time: options.start)
    motion = Motion()
    passages = Passages(motion)
    snapshots = SnapshotFile(folder: folder.path, testFile: file)
  }

  /// Starts the runner and reads the file's tests.
  func collect() async -> Collected {
    do {
      let session = try await folder.openScripts(options, watch: passages)
      script = session
      service.register(self, for: session.identifier)
      let watch = deadline(options.collectMilliseconds) { _ = await session.close() }
      defer { watch.cancel() }
      let answer = try await session.ask(
        "suite",
        [
          "verb": "collect", "path": .string(moduleName), "snapshots": snapshots.value,
          "update": .string(options.snapshots.rawValue),
          "isNetworkOpen": .bool(options.letsRequestsOut),
        ])
      let value = answer["value"] ?? .null
      if let failure = value["failure"], !failure.isNull { return .failed(self.failure(failure)) }
      return .tests((value["tests"]?.array ?? []).map(name))
    } catch {
      return .failed(TestFailure(message: sentence(of: error)))
    }
  }

  enum Collected {
    case tests([TestName])
    case failed(TestFailure)
  }

  /// TypeScript is known to `require` by the name of what it becomes.
  private var moduleName: String {
    file.hasSuffix(".ts") ? file.dropLast(3) + ".js" : file
  }

  private func name(_ value: JSON) -> TestName {
    let stack = folder.scripts.mapped(stack: value["stack"]?.string ?? "")
    return TestName(
      value, folder: folder.path, file: file, line: places.place(in: stack)?.line ?? 0)
  }

  var places: SourcePlaces { SourcePlaces(folder: folder.path, program: folder.scripts) }

  /// Tells the file which tests will run, so that it knows when a block is over.
  func plan(_ tests: [TestName]) async {
    _ = try? await script?.ask(
      "suite",
      ["verb": "plan", "ids": .array(tests.map { .number(Double($0.number)) })])
  }

  /// Starts the runner again after a test has ended it; the tests that are left are planned anew.
  func restart(for rest: [TestName]) async -> Bool {
    await endWorlds()
    guard restarts < SuiteLimits.restarts else { return false }
    restarts += 1
    guard case .tests = await collect() else { return false }
    await plan(rest)
    return true
  }

  var isLost: Bool { get async { await script?.ending != nil } }

  /// Runs a test once.
  ///
  /// - Parameter injection: a call that fails once.
  func run(
    _ test: TestName, attempt: Int, isLast: Bool, injecting injection: Injection? = nil
  ) async -> TestResult {
    self.injection = injection
    let began = ContinuousClock.now
    var result = TestResult(test: test, status: .passed)
    let key = nextKey()
    company = Company(time: options.start)
    do {
      let answer = try await ask(test, key: key, attempt: attempt, isLast: isLast)
      try await take(answer, into: &result)
    } catch {
      result.failures.append(TestFailure(message: sentence(of: error)))
    }
    result = await completed(result, in: current)
    await worlds.removeValue(forKey: key)?.end()
    current = nil
    result.milliseconds = began.duration(to: .now).milliseconds
    return result
  }

  /// A result with what else is known of a test that has just ended.
  ///
  /// - Parameter world: what it asked last, which still stands.
  func completed(_ result: TestResult, in world: World?) async -> TestResult {
    var result = result
    let notes = await script?.takeNotes() ?? []
    result.console = Array(notes.suffix(20)).filter { $0.kind == .console }
    result.failures += ownErrors(notes)
    if !result.failures.isEmpty { result.status = .failed }
    if !result.failures.isEmpty || injection != nil {
      result.evidence = await world?.evidence() ?? []
    }
    result.called = await world?.called() ?? []
    if options.isTraced { result.trace = await world?.trace() }
    return result
  }

  func nextKey() -> String {
    lastKey += 1
    return "t\(lastKey)"
  }

  private func ask(
    _ test: TestName, key: String, attempt: Int, isLast: Bool
  ) async throws -> JSON {
    guard let script else { throw DriverError("the runner of the test file is gone") }
    await script.restartClock(at: options.start)
    let watch = watch(test, key: key, script)
    defer { watch.cancel() }
    isStuck = false
    let answer = try await script.ask(
      "suite",
      [
        "verb": "run", "id": .number(Double(test.number)), "key": .string(key),
        "attempt": .number(Double(attempt)), "isLast": .bool(isLast),
      ],
      whenStill: { [self] next in await goOn(key, next) })
    return answer?["value"] ?? .null
  }

  /// Ends a test when its time is over, and the runner when that does not help.
  func watch(_ test: TestName, key: String, _ script: Session) -> Task<Void, Never> {
    let limit = test.timeoutMilliseconds ?? options.timeoutMilliseconds
    return deadline(limit) { [self] in
      // One that has to wait for another, whose time is over as well, is not to blame.
      while passages.floor.isWaiting(key), !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(limit))
      }
      guard !Task.isCancelled else { return }
      await expire(
        key,
        "the test took more than \(limit) ms; --timeout, or a number after its body, gives it more")
      try? await Task.sleep(for: .milliseconds(options.graceMilliseconds))
      if !Task.isCancelled { _ = await script.close() }
    }
  }

  /// Lets time go on; when nothing is left that could end the wait of a test, its time is over.
  private func goOn(_ key: String, _ next: Double) async -> Bool {
    if await moveOn(next) { return true }
    guard !isStuck else { return false }
    isStuck = true
    await expire(key, Self.nothingComes)
    return true
  }

  static let nothingComes =
    "the test waits for something that never comes: no timer, call or mini-program is left"
    + " that could end its wait"

  /// Lets time go on while a test waits for it; false when there is nothing left to come.
  ///
  /// It goes on to the next event and no further: what the test does then has begun by the time
  /// that this is asked again.
  func moveOn(_ next: Double) async -> Bool {
    guard let script else { return false }
    // All that run together stand in one company, for which any of them can speak.
    let world = group == nil ? current : worlds.values.first
    await world?.settle()
    guard await script.isStill else { return true }
    let due = min(next, await world?.nextEvent() ?? .infinity)
    guard due <= options.start + SuiteLimits.stillMilliseconds else { return false }
    if let world {
      await world.move(to: max(due, await world.time))
    } else {
      company.time = max(due, company.time)
      await script.advance(to: company.time)
    }
    return true
  }

  func expire(_ key: String, _ message: String) async {
    _ = try? await script?.ask(
      "suite", ["verb": "expire", "key": .string(key), "message": .string(message)])
  }

  private nonisolated func deadline(
    _ milliseconds: Int, _ then: @escaping @Sendable () async -> Void
  ) -> Task<Void, Never> {
    Task {
      try? await Task.sleep(for: .milliseconds(milliseconds))
      if !Task.isCancelled { await then() }
    }
  }

  func take(_ answer: JSON, into result: inout TestResult) async throws {
    guard answer.object != nil else {
      throw DriverError("the test did not end; it may have stopped its own runner")
    }
    result.failures = (answer["failures"]?.array ?? []).prefix(20).map(failure)
    if let reason = answer["skipped"]?.string {
      result.status = .skipped
      result.reason = reason
    }
    snapshots.take(answer, mapped: { folder.scripts.mapped(stack: $0) }, places)
    for block in answer["finishedBlocks"]?.array ?? [] {
      await worlds.removeValue(forKey: block.string ?? "")?.end()
    }
  }

  /// Errors of the test file itself that no promise of it shows. Of tests that run together, the one
  /// that ends next is told of them.
  private func ownErrors(_ notes: [Note]) -> [TestFailure] {
    notes.filter { $0.kind == .error }.prefix(5).map { note in
      let stack = note.stack ?? ""
      let place = places.place(in: stack)
      return TestFailure(
        message: "the test file threw an error that nobody caught\n\n\(note.text)", stack: stack,
        place: place, excerpt: place.map { places.excerpt(at: $0) } ?? "")
    }
  }

  func failure(_ value: JSON) -> TestFailure {
    let stack = folder.scripts.mapped(stack: value["stack"]?.string ?? "")
    let place = places.place(in: stack)
    return TestFailure(
      message: String(
        (value["message"]?.string ?? "it failed").prefix(SuiteLimits.messageCharacters)),
      diff: String((value["diff"]?.string ?? "").prefix(SuiteLimits.messageCharacters)),
      kind: value["kind"]?.string,
      stack: String(stack.prefix(SuiteLimits.messageCharacters)), place: place,
      excerpt: place.map { places.excerpt(at: $0) } ?? "")
  }

  func sentence(of error: any Error) -> String {
    guard case .ended(let ending)? = error as? SessionError else { return "\(error)" }
    return ending == .normal
      ? "the test file did not end in time and was stopped" : "the test file was stopped: \(ending)"
  }

  // MARK: Worlds

  nonisolated func received(_ verb: String, of world: String, call: UInt32) {
    if verb == "next" { passages.begin(call) }
    if !Self.servedAtOnce.contains(verb) { passages.floor.enter(call, of: world) }
  }

  /// What does not wait for the calls of other tests: mocks, for which those may wait, and what the
  /// runner stands still for.
  private static let servedAtOnce: Set = ["next", "template", "styles", "setTimeAtOnce"]

  func respond(to request: JSON, call: UInt32) async throws(CallError) -> JSON {
    await passages.floor.turn(of: call)
    do {
      let key = request["world"]?.string ?? ""
      guard let verb = request["verb"]?.string else { throw DriverError("expected a verb") }
      if verb == "template" { return try addTemplate(request) }
      if verb == "styles" {
        return ["rules": folder.scripts.styleRules(of: request["path"]?.string ?? "")]
      }
      if let answer = try await respondToGroup(verb, key, request, call) { return answer }
      let world = try world(key)
      if group == nil { current = world }
      return try await world.respond(verb, request, passages[call])
    } catch let error as CallError {
      throw error
    } catch SessionError.refused(let reason) {
      // What the prelude refuses is the description of an error, as JSON.
      let described = try? JSON(parsing: reason)
      throw CallError(described?["message"]?.string ?? reason)
    } catch {
      throw CallError("\(error)")
    }
  }

  /// Takes a template that a test of components wrote down.
  private func addTemplate(_ request: JSON) throws -> JSON {
    let path = request["path"]?.string ?? ""
    let text = request["text"]?.string ?? ""
    templates += 1
    guard path.hasPrefix("sampan-loaded/"), text.utf8.count <= SuiteLimits.templateBytes,
      templates <= SuiteLimits.templates
    else {
      throw DriverError(
        "a test file may have \(SuiteLimits.templates) templates of"
          + " \(SuiteLimits.templateBytes) bytes")
    }
    let errors = folder.scripts.add(template: text, at: path)
    guard errors.isEmpty else {
      throw DriverError(errors.map(\.description).joined(separator: "\n"))
    }
    return [:]
  }

  private func world(_ key: String) throws -> World {
    if let world = worlds[key] { return world }
    guard let script else { throw DriverError("the runner of the test file is gone") }
    guard worlds.count < SuiteLimits.worldsInFile else {
      throw DriverError("a file may have \(SuiteLimits.worldsInFile) worlds at once")
    }
    var setting = folder.worldSetting(options, reuse)
    setting.injection = injection
    let world = World(
      key: key, setting: setting, script: script, motion: motion, company: company)
    worlds[key] = world
    return world
  }

  private func endWorlds() async {
    current = nil
    motion.endAll()
    passages.floor.close()
    for world in worlds.values { await world.end() }
    worlds.removeAll()
  }

  /// Ends the runner and all worlds; returns how many kept snapshots no test used.
  func end() async -> Int {
    var unused = 0
    if let script, await script.ending == nil {
      let answer = try? await script.ask("suite", ["verb": "unused"])
      let names = (answer?["value"]?.array ?? []).compactMap(\.string)
      unused = names.count
      if options.snapshots == .all { snapshots.remove(names) }
    }
    await endWorlds()
    folder.endRunners(of: reuse)
    if let script { await folder.coverage?.collect(from: script) }
    _ = await script?.close()
    script = nil
    return unused
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
