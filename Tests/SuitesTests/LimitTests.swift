import Synchronization
import Testing
import Wire

@testable import Suites

@Suite struct `The limits of a test file` {
  private func run(
    _ files: [String: String], _ change: (inout SuiteOptions) -> Void = { _ in }
  ) async throws -> SuiteFixture.Outcome {
    try await SuiteFixture(files).run(change)
  }

  @Test func `allow so many mini-programs at once`() async throws {
    let outcome = try await run([
      "a.test.js": """
      test('all', async () => {
        const all = await users(\(SuiteLimits.appsInWorld + 1));
        for (const one of all.slice(1)) await one.launch();
        await expect(all[0].launch()).rejects.toThrow('may run \(SuiteLimits.appsInWorld) mini-programs at once');
        await all[1].close();
        await all[0].launch();
      });
      """
    ]) { $0.timeoutMilliseconds = 60_000 }
    #expect(outcome.status("all") == .passed, "\(outcome.message("all"))")
  }

  /// A block has its world until it is left, and blocks nest no deeper than that many.
  @Test(arguments: [0, 1])
  func `allow so many worlds at once`(_ more: Int) async throws {
    let blocks = SuiteLimits.worldsInFile + more
    let opening = (0..<blocks).map {
      "describe('\($0)', () => { beforeAll(() => device.set({ brand: 'x' }));"
    }
    let outcome = try await run([
      "a.test.js": opening.joined(separator: "\n") + "test('inner', () => {});"
        + String(repeating: "});", count: blocks)
    ])
    #expect(outcome.summary.failed == more, "\(outcome.report(.pretty))")
    if more > 0 {
      let message = outcome.results.first?.failures.first?.message ?? ""
      #expect(message.contains("blocks nest more than \(SuiteLimits.worldsInFile) deep"))
    }
  }

  @Test func `forget the oldest calls`() async throws {
    let kept = SuiteLimits.callsKept
    let outcome = try await run([
      "a.test.js": """
      test('all', async () => {
        await app.launch();
        const ask = (count) => app.evaluate(async (times) => {
          for (let i = 0; i < times; i += 1) await wx.getNetworkType();
        }, count);
        const before = (await app.calls()).length;
        await ask(\(kept) - before);
        expect(await app.calls()).toHaveLength(\(kept));
        await ask(1);
        expect(await app.calls()).toHaveLength(\(kept));
      });
      """
    ]) { $0.timeoutMilliseconds = 60_000 }
    #expect(outcome.status("all") == .passed, "\(outcome.message("all"))")
  }

  @Test func `let a test wait so long on virtual time`() async throws {
    let still = Int(SuiteLimits.stillMilliseconds)
    let outcome = try await run([
      "a.test.js": """
      test('at it', () => new Promise((resolve) => { setTimeout(resolve, \(still)); }));
      test('past it', () => new Promise((resolve) => { setTimeout(resolve, \(still + 1)); }));
      """
    ])
    #expect(outcome.status("at it") == .passed, "\(outcome.message("at it"))")
    #expect(outcome.message("past it").contains("never comes"))
  }

  @Test func `take templates of some length, and so many`() async throws {
    let bytes = SuiteLimits.templateBytes
    let outcome = try await run([
      "a.test.js": """
      const simulate = require('miniprogram-simulate');
      test('length', () => {
        const tag = (size) => `<view>${'x'.repeat(size - 13)}</view>`;
        simulate.load({ template: tag(\(bytes)) });
        expect(() => simulate.load({ template: tag(\(bytes + 1)) })).toThrow('templates of \(bytes) bytes');
      });
      test('number', () => {
        for (let i = 2; i < \(SuiteLimits.templates); i += 1) simulate.load({ template: '<view/>' });
        expect(() => simulate.load({ template: '<view/>' })).toThrow('\(SuiteLimits.templates) templates');
      });
      """
    ]) {
      $0.timeoutMilliseconds = 60_000
      // All templates are loaded in one turn, which takes its time on a machine with much to do.
      $0.turnMilliseconds = 60_000
    }
    #expect(outcome.status("length") == .passed, "\(outcome.message("length"))")
    #expect(outcome.status("number") == .passed, "\(outcome.message("number"))")
  }

  @Test func `cut long messages`() async throws {
    let length = SuiteLimits.messageCharacters
    let outcome = try await run([
      "a.test.js": """
      test('at it', () => { throw 'x'.repeat(\(length) - 7); });
      test('past it', () => { throw new Error('x'.repeat(\(length))); });
      """
    ])
    #expect(outcome.result("past it")?.failures.first?.message.count == length)
    #expect((outcome.result("at it")?.failures.first?.message.count ?? 0) <= length)
  }

  @Test func `start a lost runner again so many times`() async throws {
    let tests = SuiteLimits.restarts + 2
    let outcome = try await run([
      "a.test.js":
        "test.each(Array.from({ length: \(tests) }, (_, i) => i))('%i', () => { for (;;); });"
    ]) { $0.turnMilliseconds = 300 }
    #expect(outcome.results.count == tests)
    #expect(
      outcome.results.count { $0.failures.contains { $0.message.contains("an earlier test") } }
        == 1,
      "\(outcome.report(.pretty))")
  }

  @Test func `move the clock so many times in one wait`() async throws {
    let moves = SuiteLimits.movesInWait
    let outcome = try await run([
      "a.test.js": """
      const ticked = async (time) => {
        let ticks = 0;
        const id = setInterval(() => { ticks += 1; }, 1);
        await clock.advance(time);
        clearInterval(id);
        return ticks;
      };
      test('at it', async () => { expect(await ticked(\(moves))).toBe(\(moves)); });
      test('past it', async () => {
        // What is left of the time passes at once.
        expect(await ticked(\(moves + 100))).toBe(\(moves + 1));
      });
      """
    ]) { $0.timeoutMilliseconds = 60_000 }
    #expect(outcome.status("at it") == .passed, "\(outcome.message("at it"))")
    #expect(outcome.status("past it") == .passed, "\(outcome.message("past it"))")
  }

  @Test(arguments: [(60_000, true), (500, false)])
  func `give a file so long until its tests are known`(
    _ milliseconds: Int, _ isEnough: Bool
  ) async throws {
    let outcome = try await run([
      "a.test.js": isEnough
        ? "for (let i = 0; i < 3e6; i += 1); test('it', () => {});"
        : "for (;;); test('it', () => {});"
    ]) {
      $0.collectMilliseconds = milliseconds
      $0.turnMilliseconds = isEnough ? 60_000 : 3_000
    }
    #expect(outcome.summary.passed == (isEnough ? 1 : 0), "\(outcome.report(.pretty))")
    #expect(outcome.summary.failed == (isEnough ? 0 : 1))
  }

  @Test(arguments: [(60_000, true), (300, false)])
  func `give a test so long to end after its time`(
    _ milliseconds: Int, _ isEnough: Bool
  ) async throws {
    let outcome = try await run([
      "a.test.js": """
      test('it', async () => { \(isEnough ? "await app.launch();" : "for (;;);") }, 1);
      test('next', () => {});
      """
    ]) {
      $0.graceMilliseconds = milliseconds
      $0.turnMilliseconds = isEnough ? 60_000 : 3_000
    }
    #expect(
      outcome.message("it").contains(isEnough ? "took more than 1 ms" : "stopped"),
      "\(outcome.message("it"))")
    #expect(outcome.status("next") == .passed)
  }

  @Test(arguments: [0, 1])
  func `ask for counters so many times`(_ more: Int) async {
    let wanted = SuiteLimits.coverageAnswers + more
    let asked = Mutex(0)
    var taken = 0
    func ask() async -> JSON? {
      let number = asked.withLock {
        $0 += 1
        return $0
      }
      return ["more": .bool(number < wanted)]
    }
    await CoverageTally.eachAnswer(of: ask) { _ in taken += 1 }
    #expect(taken == SuiteLimits.coverageAnswers)
  }

  @Test(arguments: [0, 1])
  func `show the source of files up to a length`(_ more: Int) async throws {
    let code = "exports.one = () => 1;\n//"
    let source =
      code + String(repeating: "x", count: SuiteLimits.shownSourceBytes - code.utf8.count + more)
    let outcome = try await run([
      "lib.js": source, "index.js": "require('./lib').one(); Page({})",
      "a.test.js": "test('it', () => app.launch());",
    ]) { $0.measuresCoverage = true }
    let files = try #require(outcome.summary.coverage).files
    let file = try #require(files.first { $0.path.hasSuffix("/lib.js") })
    #expect(file.source.isEmpty == (more == 1))
  }
}
