import Foundation
import Host
import Suites
import Testing
import Wire

@Suite struct `The world of a test` {
  @Test func `answers bridged calls, passes them on, and counts them`() async throws {
    let outcome = try await SuiteFixture([
      "index.js": """
      Page({
        data: { text: '', count: 0 },
        more() { wx.showModal({ title: 'Real?', success: ({ confirm }) => this.setData({ text: `${confirm}` }),
          fail: ({ errMsg }) => this.setData({ text: errMsg }) }); },
      });
      """,
      "a.test.js": """
      test('answers', async () => {
        await app.launch();
        const modal = await app.mock('showModal', { confirm: true, cancel: false });
        await app.tap('.count');
        await expect(app.locator('.text')).toHaveText('true');
        expect(modal).toHaveBeenCalledWith(expect.objectContaining({ title: 'Real?' }), expect.anything());
      });
      test('fails', async () => {
        await app.launch();
        await app.mockOnce('showModal', () => { throw new Error('no screen'); });
        await app.tap('.count');
        await expect(app.locator('.text')).toHaveText('showModal:fail no screen');
      });
      test('passes on', async () => {
        await app.launch();
        await app.mock('showModal', async (request, { next }) => {
          const result = await next({ ...request, title: 'Changed' });
          return result;
        });
        await app.tap('.count');
        await expect(app).toHaveModal('Changed');
        await app.dialog.dismiss();
        await expect(app.locator('.text')).toHaveText('false');
        expect(await app.calls('showModal')).toHaveLength(1);
      });
      """,
    ]).run()
    #expect(
      outcome.results.map(\.status) == [.passed, .passed, .passed], "\(outcome.report(.pretty))")
  }

  @Test func `seeds storage and keeps users apart`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      test('storage', async () => {
        const [ada, bob] = await users('ada', 'bob');
        await ada.launch({ storage: { name: 'Ada', list: [1, { a: 2 }] } });
        await bob.launch();
        expect(await ada.storage.get('name')).toBe('Ada');
        expect(await ada.storage.get('list')).toEqual([1, { a: 2 }]);
        expect(await bob.storage.get('name')).toBe('');
      });
      test('is fresh', async () => {
        const [ada] = await users('ada');
        await ada.launch();
        expect(await ada.storage.get('name')).toBe('');
      });
      """
    ]).run()
    #expect(outcome.summary.passed == 2, "\(outcome.report(.pretty))")
  }

  @Test func `gives the same trace for the same seed`() async throws {
    let fixture = try SuiteFixture([
      "a.test.js": """
      test('chance', async () => {
        await app.launch();
        await app.evaluate(() => { console.log(Math.random(), Date.now()); });
        await app.tap('Later');
        await expect(app.locator('.text')).toHaveText('later');
      });
      """
    ])
    func trace(_ seed: UInt32) async throws -> String {
      let outcome = try await fixture.run {
        $0.isTraced = true
        $0.seed = seed
      }
      #expect(outcome.summary.passed == 1, "\(outcome.report(.pretty))")
      return outcome.results.first?.trace?.value.jsonText ?? ""
    }
    let first = try await trace(7)
    #expect(first.contains("tap 'Later'"))
    #expect(try await trace(7) == first)
    #expect(try await trace(8) != first)
  }

  @Test func `fails each call once and tells what is not survived`() async throws {
    let outcome = try await SuiteFixture([
      "index.js": """
      Page({
        data: { text: '', count: 0 },
        more() { wx.showModal({ title: 'Sure?', complete: (result) => this.setData({ text: result.confirm.toString() }) }); },
      });
      """,
      "a.test.js": """
      test('asks', async () => {
        await app.launch();
        await app.tap('.count');
        await app.dialog.accept();
        await expect(app.locator('.text')).toHaveText('true');
      });
      """,
    ]).run { $0.triesFailures = true }
    let found = outcome.results.filter { $0.test.title.contains("when showModal fails") }
    #expect(found.map(\.status) == [.failed], "\(outcome.report(.pretty))")
  }

  @Test func `fills the storage and tells what is not survived`() async throws {
    let outcome = try await SuiteFixture([
      "index.js": """
      Page({
        data: { text: '', count: 0 },
        more() { wx.setStorageSync('count', 1); this.setData({ text: 'kept' }); },
      });
      """,
      "a.test.js": """
      test('keeps', async () => {
        await app.launch();
        await app.tap('.count');
        await expect(app.locator('.text')).toHaveText('kept');
      });
      """,
    ]).run { $0.triesFailures = true }
    let found = outcome.results.filter { $0.test.title.contains("when setStorage fails") }
    #expect(found.map(\.status) == [.failed], "\(outcome.report(.pretty))")
  }

  @Test func `keeps a hostile test file from everybody but itself`() async throws {
    let outcome = try await SuiteFixture([
      "a.test.js": """
      test('reaches nothing', () => {
        expect(typeof process).toBe('undefined');
        expect(() => require('fs')).toThrow();
        expect(() => require('../../../etc/passwd')).toThrow();
      });
      test('floods the console', () => { for (let i = 0; i < 5000; i += 1) console.log('x'.repeat(100)); });
      test('eats memory', () => { const all = []; for (;;) all.push(new Uint8Array(1 << 20).fill(1)); });
      test('goes on', async () => { await app.launch(); await expect(app).toShow('hello'); });
      """,
      "b.test.js":
        "test('is not touched', async () => { await app.launch(); await expect(app).toShow('hello'); });",
    ]).run {
      $0.memoryBytes = 96 << 20
      // What these do in one turn takes long on a busy machine.
      $0.turnMilliseconds = 60_000
      $0.timeoutMilliseconds = 60_000
    }
    #expect(outcome.status("reaches nothing") == .passed, "\(outcome.message("reaches nothing"))")
    #expect(
      outcome.status("floods the console") == .passed, "\(outcome.message("floods the console"))")
    #expect(outcome.status("eats memory") == .failed)
    #expect(outcome.status("goes on") == .passed, "\(outcome.message("goes on"))")
    #expect(outcome.status("is not touched") == .passed)
  }
}

@Suite struct `The network of a test` {
  private static let page = """
    Page({
      data: { text: '', count: 0 },
      more() {
        const began = Date.now();
        const show = (text) => this.setData({ text: `${text} after ${Date.now() - began}` });
        wx.request({ url: 'https://api.example.com/items', timeout: 5000,
          success: ({ statusCode, data }) => show(`${statusCode} ${data.name}`),
          fail: ({ errMsg, errno }) => show(`${errno} ${errMsg}`) });
      },
    });
    """

  private func texts(_ body: String, _ change: (inout SuiteOptions) -> Void = { _ in }) async throws
    -> SuiteFixture.Outcome
  {
    try await SuiteFixture([
      "index.js": Self.page,
      "a.test.js": """
      const tap = async (text) => {
        await app.launch();
        await app.tap('.count');
        await expect(app.locator('.text')).toHaveText(text, { timeout: '1m' });
      };
      \(body)
      """,
    ]).run(change)
  }

  @Test func `goes wrong as the test says, on virtual time`() async throws {
    let outcome = try await texts(
      """
      beforeEach(() => { network.mock('GET https://api.example.com/*', { data: { name: 'Oslö' } }); });
      test('slow', async () => { network.latency('2s'); await tap('200 Oslö after 2000'); });
      test('late', async () => { network.latency('9s'); await tap('5 request:fail timeout after 5000'); });
      test('status', async () => {
        network.fault('https://api.example.com/*', { status: 503 }); await tap('503 Oslö after 0');
      });
      test('whole', async () => { network.fault('*', { cutAfter: 16 }); await tap('200 Oslö after 0'); });
      test('cut', async () => {
        network.fault('*', { cutAfter: 15 }); await tap('600003 request:fail interrupted after 0');
      });
      test('offline', async () => {
        network.offline(); await tap('600001 request:fail connect error: there is no network after 50');
      });
      test('mended', async () => {
        const mend = network.fault('*', { offline: true });
        mend();
        await tap('200 Oslö after 0');
      });
      test('unknown', () => { expect(() => network.fault('*', { slow: 1 })).toThrow('found slow'); });
      """)
    #expect(outcome.summary.failed == 0, "\(outcome.report(.pretty))")
  }

  @Test func `is strict, and says how to let a request out`() async throws {
    let outcome = try await texts(
      "test('it', async () => { await app.launch(); await app.tap('.count'); });")
    let message = outcome.message("it")
    for way in ["network.mock('GET https", "network.allow('https", "--network record:FILE"] {
      #expect(message.contains(way), "\(message)")
    }
  }

  @Test func `answers from a recording`() async throws {
    let file = NSTemporaryDirectory() + "sampan-recording-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let body = Data(#"{"name":"Bergen"}"#.utf8).base64EncodedString()
    let line: JSON = [
      "method": "GET", "url": "https://api.example.com/items", "status": 200,
      "headers": [["Content-Type", "application/json"]], "body": .string(body),
      "milliseconds": 120,
    ]
    try Data((line.jsonText + "\n").utf8).write(to: URL(fileURLWithPath: file))
    let recording = try ReplayingTransport(file: file)
    let outcome = try await texts(
      """
      test('replayed', () => tap('200 Bergen after 120'));
      test('slower', async () => {
        network.fault('*', { latency: 1000, status: 404 });
        await tap('404 Bergen after 1120');
      });
      """
    ) {
      $0.prepareHost = { $0.network = NetworkSettings(transport: recording) }
      $0.letsRequestsOut = true
    }
    #expect(outcome.summary.failed == 0, "\(outcome.report(.pretty))")
  }

  @Test func `lets more requests wait than may be under way at once`() async throws {
    let outcome = try await SuiteFixture([
      "index.js": """
      Page({
        data: { text: '', count: 0 },
        more() {
          for (let i = 0; i < 25; i += 1) {
            wx.request({
              url: 'https://api.example.com/items',
              complete: () => this.setData({ count: this.data.count + 1 }),
            });
          }
        },
      });
      """,
      "a.test.js": """
      test('many', async () => {
        await app.launch();
        await app.tap('.count');
        await expect(app.locator('.count')).toHaveText('25', { timeout: '1m' });
      });
      """,
    ]).run {
      $0.prepareHost = { $0.network = NetworkSettings(transport: OfflineTransport()) }
      $0.letsRequestsOut = true
    }
    #expect(outcome.summary.passed == 1, "\(outcome.report(.pretty))")
  }

  @Test func `is in the trace, with the last screen and what is stored`() async throws {
    let outcome = try await texts(
      """
      test('it', async () => {
        network.mock('https://api.example.com/*', { name: 'Oslo' });
        await tap('200 Oslo after 0');
        await app.storage.set('city', { name: 'Oslo' });
      });
      """
    ) { $0.isTraced = true }
    let end = try #require(outcome.result("it")?.trace?.value["ends"]?[0])
    #expect(end["storage"] == ["city": ["name": "Oslo"]], "\(end.jsonText)")
    #expect(end["network"]?[0]?["status"] == 200)
    #expect(end["network"]?[0]?["url"] == "https://api.example.com/items")
    #expect(end["screen"]?.string?.contains("200 Oslo after 0") == true)
  }
}
