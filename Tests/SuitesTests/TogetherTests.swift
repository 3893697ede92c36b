import Foundation
import Suites
import Testing
import Wire

@Suite struct `Tests that run together` {
  private func run(
    _ text: String, _ change: (inout SuiteOptions) -> Void = { _ in }
  ) async throws -> SuiteFixture.Outcome {
    try await SuiteFixture(["a.test.js": Self.start + text]).run(change)
  }

  private static let start = """
    const order = [];
    const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

    """

  @Test func `have worlds and hooks of their own, and are told in their order`() async throws {
    let outcome = try await run(
      """
      let before = 0;
      let entered = 0;
      beforeAll(async () => { await pause(10); entered += 1; });
      beforeEach(async () => { await null; before += 1; });
      test.concurrent('first', async () => {
        order.push('first begins');
        await app.launch();
        await app.tap('.count');
        await pause(1000);
        order.push('first ends');
        await expect(app.locator('.count')).toHaveText('1');
        expect(expect.getState().currentTestName).toBe('first');
      });
      test.concurrent('second', async () => {
        order.push('second begins');
        await app.launch();
        await pause(500);
        order.push('second ends');
        await expect(app.locator('.count')).toHaveText('0');
        expect(expect.getState().currentTestName).toBe('second');
      });
      test.concurrent('third', () => { throw new Error('on purpose'); });
      test('after all', () => {
        expect(order).toEqual(['first begins', 'second begins', 'second ends', 'first ends']);
        expect([entered, before]).toEqual([1, 4]);
      });
      """)
    #expect(outcome.results.map(\.test.title) == ["first", "second", "third", "after all"])
    #expect(
      outcome.results.map(\.status) == [.passed, .passed, .failed, .passed],
      "\(outcome.report(.pretty))")
    #expect(outcome.message("third").contains("on purpose"))
  }

  @Test func `begin when the first one's turn comes, wherever they stand`() async throws {
    let outcome = try await run(
      """
      const note = (name) => async () => { order.push(`${name} begins`); await pause(10); order.push(`${name} ends`); };
      test('before', note('before'));
      test.concurrent('one', note('one'));
      test('between', note('between'));
      describe.concurrent('block', () => {
        afterAll(() => { order.push('block is left'); });
        test('two', note('two'));
      });
      test('order', () => {
        expect(order).toEqual(['before begins', 'before ends', 'one begins', 'two begins', 'one ends', 'two ends',
          'block is left', 'between begins', 'between ends']);
      });
      """)
    #expect(
      outcome.results.map(\.test.title) == ["before", "one", "between", "block › two", "order"])
    #expect(outcome.summary.passed == 5, "\(outcome.report(.pretty))")
  }

  @Test func `share what beforeAll of their block launched`() async throws {
    let outcome = try await run(
      """
      describe.concurrent('block', () => {
        beforeAll(async () => { await app.launch(); await app.tap('.count'); });
        test('one', async () => { await expect(app.locator('.count')).toHaveText('1'); });
        test('two', async () => { await expect(app.locator('.text')).toHaveText('hello'); });
      });
      test('alone', async () => { await app.launch(); await expect(app.locator('.count')).toHaveText('0'); });
      """)
    #expect(outcome.summary.passed == 3, "\(outcome.report(.pretty))")
  }

  @Test func `wait for each other`() async throws {
    let outcome = try await run(
      """
      describe.concurrent('two', () => {
        let tell;
        const told = new Promise((resolve) => { tell = resolve; });
        test('waits', async () => { expect(await told).toBe(1); });
        test('tells', () => { tell(1); });
      });
      """)
    #expect(outcome.summary.passed == 2, "\(outcome.report(.pretty))")
  }

  @Test func `that wait for nothing end alone`() async throws {
    let outcome = try await run(
      """
      test.concurrent('waits for ever', () => new Promise(() => {}));
      test.concurrent('ends', async () => { await app.launch(); await pause(100); });
      test.concurrent('waits as well', async () => { await app.launch(); await new Promise(() => {}); });
      """)
    #expect(outcome.message("waits for ever").contains("never comes"))
    #expect(outcome.status("ends") == .passed, "\(outcome.message("ends"))")
    #expect(outcome.message("waits as well").contains("never comes"))
  }

  @Test func `have deadlines of their own`() async throws {
    let outcome = try await run(
      """
      test.concurrent('has no end', () => new Promise(() => { setInterval(() => {}, 1); }), 200);
      test.concurrent('ends', async () => { await app.launch(); });
      test.concurrent('has its app wait', async () => { await app.launch(); await app.evaluate(() => new Promise(() => {})); }, 300);
      test('goes on', async () => { await app.launch(); });
      """)
    #expect(outcome.message("has no end").contains("took more than 200 ms"))
    #expect(outcome.message("has its app wait").contains("took more than 300 ms"))
    #expect(outcome.status("ends") == .passed, "\(outcome.message("ends"))")
    #expect(outcome.status("goes on") == .passed, "\(outcome.message("goes on"))")
  }

  @Test(arguments: [0, 1])
  func `are so many at once`(_ more: Int) async throws {
    let count = SuiteLimits.testsTogether + more
    let outcome = try await run(
      """
      let running = 0;
      let most = 0;
      test.concurrent.each(Array.from({ length: \(count) }, (_, i) => i))('%i', async (i) => {
        running += 1;
        most = Math.max(most, running);
        order.push(`${i} begins`);
        await pause(10 * (i + 1));
        order.push(`${i} ends`);
        running -= 1;
      });
      test('most', () => {
        expect(most).toBe(\(SuiteLimits.testsTogether));
        expect(order.indexOf('0 ends')).toBe(\(SuiteLimits.testsTogether));
        if (\(more) > 0) expect(order[\(SuiteLimits.testsTogether) + 1]).toBe('\(count - 1) begins');
      });
      """)
    #expect(outcome.summary.passed == count + 1, "\(outcome.report(.pretty))")
  }

  @Test func `share one clock`() async throws {
    let outcome = try await run(
      """
      test.concurrent('moves it', async () => { await app.launch(); await clock.advance(2000); });
      test.concurrent('sees it move', async () => {
        await app.launch();
        await app.tap('Later');
        await pause(2999);
        expect(await app.data('text')).toBe('hello');
        await pause(1);
        expect(await app.data('text')).toBe('later');
      });
      test.concurrent('cannot set it back', async () => {
        await expect(clock.setTime(0)).rejects.toThrow('moves forward only');
        expect(() => jest.setSystemTime(0)).toThrow('await clock.setTime');
      });
      test('alone', async () => { await clock.setTime(0); expect(Date.now()).toBe(0); });
      """)
    #expect(outcome.summary.passed == 4, "\(outcome.report(.pretty))")
  }

  @Test func `are run again alone when they fail`() async throws {
    let outcome = try await run(
      """
      let tries = 0;
      afterAll(() => { order.push('over'); });
      test.concurrent('flaky', async () => { await pause(1); tries += 1; expect(tries).toBe(2); });
      test.concurrent('ends', async () => { await pause(5); expect(order).toEqual([]); });
      """
    ) { $0.retries = 1 }
    #expect(outcome.status("flaky") == .flaky, "\(outcome.report(.pretty))")
    #expect(outcome.status("ends") == .passed, "\(outcome.report(.pretty))")
  }

  @Test func `take down none but those that ran with the one that ended the runner`() async throws {
    let count = SuiteLimits.testsTogether
    let outcome = try await run(
      """
      test.concurrent('loops', async () => { await pause(1); for (;;) {} });
      test.concurrent.each(Array.from({ length: \(count - 1) }, (_, i) => i))('neighbour %i', () => pause(1000));
      test.concurrent('begins later', async () => { await app.launch(); });
      test('alone', async () => { await app.launch(); });
      """
    ) { $0.turnMilliseconds = 300 }
    #expect(outcome.summary.failed == count, "\(outcome.report(.pretty))")
    #expect(outcome.status("begins later") == .passed, "\(outcome.report(.pretty))")
    #expect(outcome.status("alone") == .passed, "\(outcome.report(.pretty))")
  }

  @Test func `leave nothing behind that acts in the name of another`() async throws {
    let outcome = try await run(
      """
      test.concurrent('ends too early', async () => {
        await app.launch();
        pause(50).then(() => app.tap('.count'));
        app.tap('.count');
      });
      test.concurrent('goes on', async () => {
        await app.launch();
        await pause(100);
        await expect(app.locator('.count')).toHaveText('0');
      });
      """)
    #expect(outcome.summary.passed == 2, "\(outcome.report(.pretty))")
  }

  @Test func `leave the same trace each time with the same seed`() async throws {
    let fixture = try SuiteFixture([
      "a.test.js": Self.start + """
        const user = async (i) => {
          await app.launch();
          await app.evaluate(() => { console.log(Math.random(), Date.now()); });
          for (let round = 0; round < 3; round += 1) {
            await app.tap('.count');
            order.push(i);
            await pause(i);
          }
          await app.tap('Later');
          await expect(app.locator('.text')).toHaveText('later');
          order.push(`${i} at ${Date.now()}`);
        };
        test.concurrent.each([3, 2, 1, 2, 3, 1, 2])('%#', user);
        test('order', async () => { await app.launch(); await app.evaluate((text) => console.log(text), order.join()); });
        """
    ])
    func trace() async throws -> String {
      let outcome = try await fixture.run { $0.isTraced = true }
      #expect(outcome.summary.passed == 8, "\(outcome.report(.pretty))")
      return outcome.results.map { $0.trace?.value.jsonText ?? "" }.joined(separator: "\n")
    }
    let first = try await trace()
    #expect(first.contains("tap 'Later'"))
    for _ in 0..<4 {
      async let one = trace()
      async let two = trace()
      #expect(try await [one == first, two == first] == [true, true])
    }
  }
}
