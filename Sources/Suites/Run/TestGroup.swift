import Host
import Wire

/// Tests of a file that run together, and what became of them.
struct TestGroup {
  struct Running {
    let test: TestName
    let began: ContinuousClock.Instant
    let watch: Task<Void, Never>
    /// Whether it was told that nothing will end its wait.
    var isTold = false
  }

  /// By the keys that the test file knows them by.
  let tests: [String: TestName]
  /// Those that have begun and not ended, by their keys.
  var running: [String: Running] = [:]
  /// By the tests' numbers.
  var results: [Int: TestResult] = [:]

  /// The first of them, as the file declares them, that waits and was not told so.
  mutating func nextToTell() -> String? {
    let next = running.filter { !$0.value.isTold }.min {
      $0.value.test.number < $1.value.test.number
    }
    if let next { running[next.key]?.isTold = true }
    return next?.key
  }
}

/// Running tests together (`test.concurrent`).
extension FileRun {
  /// Runs tests together, so many at once as the limit allows, and returns what became of them, by
  /// their numbers. One that did not come to run is missing.
  func runTogether(_ tests: [TestName]) async -> [Int: TestResult] {
    guard let script else { return [:] }
    injection = nil
    var time = options.start
    for world in worlds.values { time = max(time, await world.time) }
    company = Company(time: time, isShared: true)
    for world in worlds.values { await world.join(company) }
    await script.restartClock(at: time)
    let keyed = tests.map { (key: nextKey(), test: $0) }
    group = TestGroup(tests: Dictionary(uniqueKeysWithValues: keyed.map { ($0.key, $0.test) }))
    let list = keyed.map { key, test -> JSON in
      [
        "id": .number(Double(test.number)), "key": .string(key),
        "isLast": .bool(test.retries ?? options.retries == 0),
      ]
    }
    passages.floor.open()
    var lost = "the test did not end; it may have stopped its own runner"
    do {
      let answer = try await script.ask(
        "suite",
        [
          "verb": "together", "tests": .array(list),
          "limit": .number(Double(SuiteLimits.testsTogether)),
        ],
        whenStill: { [self] next in await goOnTogether(next) })
      // What can neither go on nor end would disturb those that come after it.
      if answer == nil { _ = await script.close() }
    } catch {
      lost = sentence(of: error)
    }
    for key in (group?.running ?? [:]).keys.sorted() { await ended(key, lost: lost) }
    passages.floor.close()
    company = Company(time: company.time)
    for world in worlds.values { await world.join(company) }
    defer { group = nil }
    return group?.results ?? [:]
  }

  /// Lets time go on for all; when nothing is left to come, the first that waits is over.
  private func goOnTogether(_ next: Double) async -> Bool {
    if await moveOn(next) { return true }
    guard let key = group?.nextToTell() else { return false }
    await expire(key, Self.nothingComes)
    return true
  }

  /// What a test that runs among others tells of itself; nil for all that is asked of its world.
  ///
  /// - Throws: a refusal of what is left of a test that has ended.
  func respondToGroup(
    _ verb: String, _ key: String, _ request: JSON, _ call: UInt32
  ) async throws -> JSON? {
    guard let group, let script else { return nil }
    if verb == "began" {
      guard let test = group.tests[key], group.running[key] == nil,
        group.results[test.number] == nil
      else { throw DriverError("no test of this group waits to begin as '\(key)'") }
      self.group?.running[key] = .init(
        test: test, began: .now, watch: watch(test, key: key, script))
      return [:]
    }
    // A block's world outlasts its tests, and ends with the last of them.
    guard group.running[key] != nil || key.hasPrefix("b") else {
      throw DriverError("the test that asks for this has ended; await all that it does")
    }
    switch verb {
    case "turn": return [:]
    case "ended":
      passages.floor.drop(key, but: call)
      await ended(key, request["result"] ?? .null)
      return [:]
    default: return nil
    }
  }

  /// Takes the result of a test that ran among others.
  ///
  /// - Parameter lost: why there is none.
  private func ended(_ key: String, _ answer: JSON = .null, lost: String? = nil) async {
    guard let running = group?.running.removeValue(forKey: key) else { return }
    running.watch.cancel()
    var result = TestResult(test: running.test, status: .passed)
    let world = worlds[answer["world"]?.string ?? key]
    do {
      if let lost { throw DriverError(lost) }
      try await take(answer, into: &result)
    } catch {
      result.failures.append(TestFailure(message: sentence(of: error)))
    }
    result = await completed(result, in: world)
    await worlds.removeValue(forKey: key)?.end()
    result.milliseconds = running.began.duration(to: .now).milliseconds
    group?.results[running.test.number] = result
  }
}
