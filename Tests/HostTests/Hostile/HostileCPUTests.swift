import Host
import Testing

/// Programs that keep the processor for themselves (`reference/hostile-programs.tsv`, area cpu).
@Suite(.serialized) struct `A program that keeps the processor` {
  static let endless: [Attack] = [
    Attack("H001", "a plain loop", "for (;;);"),
    Attack("H002", "a loop in finally", "for (;;) { try { for (;;); } finally { for (;;); } }"),
    Attack("H004", "a getter given to setData", "this.setData({ get a() { for (;;); } });"),
    Attack(
      "H006", "a proxy given to wx",
      "wx.showToast(new Proxy({}, { ownKeys() { for (;;); }, get() { for (;;); }, "
        + "getOwnPropertyDescriptor() { for (;;); } }));"),
    Attack("H008", "a chain of microtasks", "const f = () => Promise.resolve().then(f); f();"),
    Attack("H009", "an async loop", "(async () => { for (;;) await null; })();"),
    Attack(
      "H012", "a regular expression that backtracks",
      "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(300)); for (;;);"),
    Attack("H014", "a comparator that never returns", "[2, 1].sort(() => { for (;;); });"),
    Attack(
      "H019", "a built-in over a huge array-like",
      "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 0);"),
    Attack(
      "H027", "synchronous calls without end",
      "for (;;) wx.setStorageSync('k', Math.random());"),
    Attack(
      "H061", "a callback that never returns",
      "wx.setStorage({ key: 'k', data: 1, success() { for (;;); } });"),
  ]

  @Test(arguments: endless)
  func `is stopped`(_ attack: Attack) async throws {
    #expect(try await attack.ending().kind == "cpu")
  }

  static let heavy: [Attack] = [
    Attack(
      "H025", "native work on long strings",
      "const s = 'é'.repeat(1 << 22); for (;;) { s.normalize('NFD'); encodeURIComponent(s); }"),
    Attack(
      "H015", "JSON of a graph of shared parts",
      "let a = {}; for (let i = 0; i < 40; i++) a = { l: a, r: a }; JSON.stringify(a);"),
    Attack("H026", "a huge number", "((3n ** 3000000n) ** 2n).toString();"),
    Attack("H012", "a regular expression over much text", "/(.*)*x/.test('a'.repeat(300000));"),
    Attack(
      "H014", "an inconsistent comparator",
      "Array.from({ length: 1e6 }, (_, i) => i).sort(() => Math.random() - 0.5);"),
    Attack(
      "H020", "a million parentheses",
      "try { (0, eval)('('.repeat(1e6)); Function('('.repeat(1e6)); } catch (error) {}"),
  ]

  @Test(arguments: heavy)
  func `is stopped or done, and never breaks anything`(_ attack: Attack) async throws {
    #expect(["cpu", "memory", "normal"].contains(try await attack.ending().kind))
  }

  @Test func `that nests a source too deep for the parser only fails itself`() async throws {
    let deep = String(repeating: "(", count: 200_000) + String(repeating: ")", count: 200_000)
    let fixture = try Fixture(["other.js": "module.exports = 1 + \(deep)", "app.js": "App({});"])
    let session = try await fixture.open(limits: Attack.patientLimits)
    await session.settle()
    #expect(await session.ending == nil)
    #expect(await session.screenText(columns: 40).contains("ready"))
    #expect(await session.close() == .normal)
  }

  static let bounded: [Attack] = [
    Attack(
      "H021", "ten thousand timers",
      "let n = 0; try { for (let i = 0; i < 10000; i++) { setInterval(() => {}, 0); n++; } } catch (e) {}"
        + " return n;", "1000"),
    Attack("H017", "WebAssembly", "return typeof WebAssembly;", "\"undefined\""),
    Attack(
      "H024", "setData from its own callback, without end",
      "let n = 0; await new Promise((done) => { const more = () => n++ < 200 "
        + "? this.setData({ n }, more) : done(); more(); }); return n;", "201"),
  ]

  @Test(arguments: bounded)
  func `is held to a bound`(_ attack: Attack) async throws {
    #expect(try await attack.result() == attack.expected)
  }

  @Test func `beside another program leaves that one alone`() async throws {
    let calm = try Fixture([
      "index.js": "Page({ data: { n: 0 }, up() { this.setData({ n: this.data.n + 1 }); } })",
      "index.wxml": "<button bindtap=\"up\">{{n}}</button>",
    ])
    let good = try await calm.open()
    await good.settle()
    async let bad = Attack("H022", "", "for (;;);").ending()
    for _ in 0..<50 { try await good.tap("button") }
    await good.settle()
    #expect(await good.screenText(columns: 40).contains("50"))
    #expect(try await bad.kind == "cpu")
    #expect(await good.close() == .normal)
  }
}
