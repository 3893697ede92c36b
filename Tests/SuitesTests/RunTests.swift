import Foundation
import Suites
import Testing

@Suite struct `A run of tests` {
  @Test func `drives the program and reads its screen`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      test('taps', async () => {
        await app.launch();
        await app.tap('.count');
        await expect(app.locator('.count')).toHaveText('1');
        await expect(app).toHaveData({ count: 1 });
        expect(await app.screen()).toContain('hello');
      });
      test('waits on virtual time', async () => {
        await app.launch();
        const before = Date.now();
        await app.getByRole('button', { name: 'Later' }).tap();
        await expect(app.locator('.text')).toHaveText('hello');
        await expect(app.locator('.text')).toHaveText('later');
        expect(Date.now() - before).toBe(3000);
      });
      test('answers dialogs', async () => {
        await app.launch();
        await app.tap('Ask');
        await expect(app).toHaveModal('Sure?');
        await app.dialog.accept();
        await expect(app.locator('.text')).toHaveText('true');
      });
      """
    ]).run()
    #expect(
      outcome.results.map(\.status) == [.passed, .passed, .passed], "\(outcome.report(.pretty))")
  }

  @Test func `fails for what nobody expected`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      test('uncaught', async () => { await app.launch(); await app.tap('Fail'); });
      test('allowed', async () => {
        await app.launch(); app.allowErrors('on purpose'); await app.tap('Fail');
      });
      test('console', async () => { await app.launch(); await app.evaluate(() => console.error('no')); });
      test('rejection', async () => { Promise.reject(new Error('unheard')); });
      test('never', () => new Promise(() => {}));
      test('loop', () => { for (;;); });
      test('after the loop', () => {});
      """
    ]).run { $0.turnMilliseconds = 200 }
    #expect(outcome.status("uncaught") == .failed)
    #expect(outcome.message("uncaught").contains("broken on purpose"))
    #expect(outcome.status("allowed") == .passed)
    #expect(outcome.message("console").contains("console.error"))
    #expect(outcome.message("rejection").contains("unheard"))
    #expect(outcome.message("never").contains("never comes"))
    #expect(outcome.status("loop") == .failed)
    #expect(outcome.status("after the loop") == .passed)
  }

  @Test func `tells the line, the difference and the screen`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      test('differs', async () => {
        await app.launch();
        await app.tap('.count');
        await expect(app.locator('.count')).toHaveText('2');
      });
      """
    ]).run()
    let failure = try #require(outcome.result("differs")?.failures.first)
    #expect(failure.place?.line == 4)
    #expect(failure.diff == "- 2\n+ 1")
    #expect(failure.excerpt.contains("> 4 |"))
    let evidence = try #require(outcome.result("differs")?.evidence.first)
    #expect(evidence.before?.contains("│ 0 ") == true)
    #expect(evidence.now.contains("│ 1 "))
  }

  @Test func `runs again what fails and calls it flaky`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      let runs = 0;
      test('sometimes', () => { runs += 1; expect(runs).toBe(2); });
      test('never', () => { expect(1).toBe(2); });
      """
    ]).run { $0.retries = 2 }
    #expect(outcome.status("sometimes") == .flaky)
    #expect(outcome.result("never")?.attempts == 3)
    #expect(outcome.summary.flaky == 1)
    #expect(outcome.summary.failed == 1)
  }

  @Test func `divides tests among shards, each in one`() async throws {
    let fixture = try SuiteFixture([
      "a.test.js": "test.each([1, 2, 3, 4, 5, 6, 7, 8])('number %i', () => {});"
    ])
    var titles: [String] = []
    for index in 1...3 {
      titles += try await fixture.run { $0.shard = (index, 3) }.results.map(\.test.title)
    }
    #expect(titles.sorted() == (1...8).map { "number \($0)" })
  }

  @Test func `keeps snapshots and compares with them`() async throws {
    let fixture = try SuiteFixture([
      "a.test.js":
        "test('keeps', () => { expect({ a: globalThis.value ?? 1 }).toMatchSnapshot(); });"
    ])
    #expect(try await fixture.run { $0.snapshots = .none }.status("keeps") == .failed)
    #expect(try await fixture.run().summary.snapshotsWritten == 1)
    #expect(try await fixture.run { $0.snapshots = .none }.status("keeps") == .passed)
    let kept = try String(
      contentsOfFile: fixture.folder + "/__snapshots__/a.test.js.snap", encoding: .utf8)
    #expect(kept.contains("exports[`keeps 1`] = `\n{\n  \"a\": 1,\n}\n`;"))
  }

  @Test func `runs nothing but what is marked, and can forbid the mark`() async throws {
    let fixture = try SuiteFixture([
      "a.test.js":
        "test('one', () => {}); test.only('two', () => {}); test.skip('three', () => {});"
    ])
    let outcome = try await fixture.run()
    #expect(outcome.status("one") == .skipped)
    #expect(outcome.status("two") == .passed)
    #expect(try await fixture.run { $0.forbidsOnly = true }.summary.failed == 1)
  }
}

@Suite struct `The suites of our mini-programs` {
  static let programs =
    ((try? FileManager.default.contentsOfDirectory(atPath: SuiteFixture.programs)) ?? [])
    .filter { FileManager.default.fileExists(atPath: "\(SuiteFixture.programs)/\($0)/tests") }
    .sorted()

  @Test(arguments: programs)
  func `pass`(_ name: String) async throws {
    let outcome = try await SuiteFixture.run("\(SuiteFixture.programs)/\(name)") {
      $0.snapshots = .none
      // Wall time, and the machine may have much to do.
      $0.timeoutMilliseconds = 60_000
    }
    #expect(outcome.summary.failed == 0, "\(outcome.report(.pretty))")
    #expect(outcome.summary.passed > 0)
  }
}
