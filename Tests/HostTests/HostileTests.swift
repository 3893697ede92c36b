import Host
import Testing

/// Programs that try to keep the machine for themselves. Each must end in a typed way, within its
/// limit, and nothing else may notice (`reference/hostile-programs.tsv`).
@Suite(.serialized) struct `A hostile program` {
  struct Attack: CustomTestStringConvertible, Sendable {
    /// The row of hostile-programs.tsv.
    let row: String
    let title: String
    /// The body of the page's onLoad.
    let script: String
    var testDescription: String { "\(row) \(title)" }

    init(_ row: String, _ title: String, _ script: String) {
      self.row = row
      self.title = title
      self.script = script
    }
  }

  static var limits: HostLimits {
    var limits = HostLimits()
    limits.turnMilliseconds = 300
    limits.graceMilliseconds = 300
    limits.memoryBytes = 96 << 20
    return limits
  }

  private func ending(of script: String, limits: HostLimits = Self.limits) async throws -> Ending {
    let fixture = try Fixture(["index.js": "Page({onLoad() {\n\(script)\n}})"])
    let session = try await fixture.open(limits: limits)
    await session.settle()
    if let ending = await session.ending { return ending }
    return await session.close()
  }

  static let endless: [Attack] = [
    Attack("H001", "a plain loop", "for (;;);"),
    Attack("H002", "a loop in finally", "for (;;) { try { for (;;); } finally { for (;;); } }"),
    Attack(
      "H004", "a getter given to setData", "this.setData({ get a() { for (;;); } });"),
    Attack(
      "H006", "a proxy given to wx",
      "wx.showToast(new Proxy({}, { ownKeys() { for (;;); }, get() { for (;;); }, "
        + "getOwnPropertyDescriptor() { for (;;); } }));"),
    Attack("H008", "a chain of microtasks", "const f = () => Promise.resolve().then(f); f();"),
    Attack("H009", "an async loop", "(async () => { for (;;) await null; })();"),
    Attack("H014", "a comparator that never returns", "[2, 1].sort(() => { for (;;); });"),
    Attack(
      "H019", "a built-in over a huge array-like",
      "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 0);"),
    Attack(
      "H027", "synchronous calls without end",
      "for (;;) wx.setStorageSync('k', Math.random());"),
  ]

  @Test(arguments: endless)
  func `that never gives up its turn is stopped`(_ attack: Attack) async throws {
    #expect(try await ending(of: attack.script).kind == "cpu")
  }

  static let hungry: [Attack] = [
    Attack("H028", "small objects", "const all = []; for (;;) all.push({ a: [1] });"),
    Attack(
      "H029", "typed arrays",
      "const all = []; for (;;) all.push(new Uint8Array(8 << 20).fill(1));"),
    Attack("H033", "maps", "const all = new Map(); for (let i = 0;; i++) all.set(i, {});"),
    Attack("H033", "closures", "let f = null; for (;;) { const g = f; f = () => g; }"),
    Attack("H036", "promises", "const all = []; for (;;) all.push(new Promise(() => {}));"),
    Attack(
      "H032", "strings",
      "const all = []; for (let i = 0;; i++) all.push((String(i) + 'x'.repeat(65536)).split('').join('-'));"
    ),
  ]

  @Test(arguments: hungry)
  func `that eats memory is stopped near its cap`(_ attack: Attack) async throws {
    var limits = Self.limits
    limits.turnMilliseconds = 20_000
    let ending = try await ending(of: attack.script, limits: limits)
    // An engine that is refused memory may also raise an error that the guest does not catch.
    #expect(ending.kind == "memory" || ending.kind == "normal", "\(ending)")
    if case .memory(let bytes, let limit) = ending {
      #expect(bytes <= limit + 32 << 20, "\(ending)")
    }
  }

  static let tolerated: [Attack] = [
    Attack(
      "H024", "setData that calls setData",
      "const again = () => this.setData({ a: 1 }, again); "
        + "let n = 0; const some = () => { if (n++ < 50) this.setData({ n }, some); }; some();"),
    Attack(
      "H038", "recursion through callbacks",
      "const f = () => [1].map(f); try { f(); } catch (error) {}"),
    Attack(
      "H049", "a thousand pages",
      "for (let i = 0; i < 1000; i++) wx.navigateTo({ url: '/index', fail() {} });"),
    Attack(
      "H051", "a cycle",
      "const a = {}; a.a = a; try { wx.setStorageSync('a', a); } catch (error) {}"),
    Attack(
      "H069", "a polluted Object.prototype",
      "for (const name of ['toJSON', 'then', 'get', 'set', 'value', 'key', 'data', 'success']) "
        + "Object.prototype[name] = () => { throw new Error(name); };"),
    Attack(
      "H072", "an index setter on Array.prototype",
      "Object.defineProperty(Array.prototype, 0, { set() { throw new Error('caught'); } });"),
    Attack(
      "H079", "a frozen world", "Object.freeze(wx); Object.freeze(this); Object.freeze(globalThis);"
    ),
    Attack(
      "H080", "deleted built-ins",
      "delete globalThis.Error; delete globalThis.Promise; delete globalThis.JSON; globalThis.Date = null;"
    ),
  ]

  @Test(arguments: tolerated)
  func `that only hurts itself keeps being served`(_ attack: Attack) async throws {
    let fixture = try Fixture([
      "index.js":
        "Page({ data: { n: 0 }, onLoad() {\n\(attack.script)\n}, up() { this.setData({ n: 'up' }); } })",
      "index.wxml": "<button bindtap=\"up\">go</button><view>{{n}}</view>",
    ])
    let session = try await fixture.open(limits: Self.limits)
    await session.settle()
    #expect(await session.ending == nil)
    try await session.tap("button")
    await session.settle()
    #expect(await session.screenText(columns: 40).contains("up"))
    #expect(await session.close() == .normal)
  }

  @Test func `beside another program leaves that one alone`() async throws {
    let calm = try Fixture([
      "index.js": "Page({ data: { n: 0 }, up() { this.setData({ n: this.data.n + 1 }); } })",
      "index.wxml": "<button bindtap=\"up\">{{n}}</button>",
    ])
    let good = try await calm.open()
    await good.settle()
    async let bad = ending(of: "for (;;);")
    for _ in 0..<50 { try await good.tap("button") }
    await good.settle()
    #expect(await good.screenText(columns: 40).contains("50"))
    #expect(try await bad.kind == "cpu")
    #expect(await good.close() == .normal)
  }
}
