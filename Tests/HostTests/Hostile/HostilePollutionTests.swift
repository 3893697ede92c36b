import Host
import Testing

/// Programs that rewrite the built-ins below the prelude (`reference/hostile-programs.tsv`, areas
/// pollution and marshal). What the prelude then sends word for word is held by `PreludeTests`.
@Suite struct `A program that rewrites built-ins` {
  static let rewrites: [Attack] = [
    Attack(
      "H069", "Object.prototype",
      "for (const name of ['toJSON', 'then', 'get', 'set', 'value', 'writable', 'key', 'data',"
        + " 'success']) Object.prototype[name] = () => { throw new Error(name); };"),
    Attack(
      "H070", "call, apply, bind and Reflect",
      "for (const name of ['call', 'apply', 'bind']) Function.prototype[name] = () => { throw 1; };"
        + " for (const name of Reflect.ownKeys(Reflect)) try { Reflect[name] = () => { throw 1; }; }"
        + " catch (error) {}"),
    Attack(
      "H071", "promises",
      "Promise.prototype.then = () => { throw 1; }; Promise.resolve = () => { throw 1; };"
        + " Object.defineProperty(Promise, Symbol.species, { get() { throw 1; } });"
        + " globalThis.Promise = class { constructor() { throw 1; } };"),
    Attack(
      "H072", "arrays",
      "for (const name of ['push', 'map', 'forEach', 'slice', 'splice', 'shift', 'concat', 'join'])"
        + " Array.prototype[name] = () => { throw 1; };"
        + " Array.prototype[Symbol.iterator] = () => { throw 1; };"
        + " Object.defineProperty(Array.prototype, 0, { set() { throw 1; }, get() { throw 1; } });"),
    Attack(
      "H074", "JSON", "JSON.parse = JSON.stringify = () => { throw 1; };"),
    Attack(
      "H076", "symbols",
      "for (const type of [Array, Map, Set, RegExp, Promise, ArrayBuffer])"
        + " Object.defineProperty(type, Symbol.species, { get() { throw 1; } });"
        + " Object.defineProperty(Object, Symbol.hasInstance, { value() { throw 1; } });"
        + " Object.defineProperty(Object.prototype, Symbol.toStringTag, { get() { throw 1; } });"
        + " Object.defineProperty(Object.prototype, Symbol.toPrimitive, { get() { throw 1; } });"),
    Attack(
      "H077", "Object's functions",
      "for (const name of Object.getOwnPropertyNames(Object)) try { Object[name] = () => { throw 1; }; }"
        + " catch (error) {}"),
    Attack(
      "H077", "strings, maps and numbers",
      "for (const type of [String, Map, Set, WeakMap, Number, RegExp, Math, Date])"
        + " for (const name of Object.getOwnPropertyNames(type.prototype || type))"
        + " try { (type.prototype || type)[name] = () => { throw 1; }; } catch (error) {}"),
    Attack(
      "H079", "by freezing",
      "Object.freeze(wx); Object.freeze(this); Object.freeze(globalThis);"
        + " Object.freeze(Object.prototype); Object.freeze(Array.prototype);"),
    Attack(
      "H080", "by deleting",
      "for (const name of ['Error', 'Promise', 'JSON', 'Map', 'Object', 'Array', 'setTimeout',"
        + " 'console', 'App', 'Page', 'wx']) delete globalThis[name]; globalThis.Date = null;"),
    Attack(
      "H024", "setData that calls setData",
      "let n = 0; const some = () => { if (n++ < 50) this.setData({ n }, some); }; some();"),
  ]

  @Test(arguments: rewrites)
  func `only hurts itself and keeps being served`(_ attack: Attack) async throws {
    try await attack.isSurvived()
  }

  @Test func `leaves nothing of it to the next program of the pool`() async throws {
    let polluter = try Fixture([
      "index.js":
        "Object.prototype.polluted = 1; Array.prototype.map = null; wx.mine = 1; globalThis.x = 1; Page({})"
    ])
    let host = try polluter.host(spares: 2)
    let bad = try await polluter.open(on: host)
    await bad.settle()
    let used = await bad.runnerIdentifier
    #expect(await bad.close() == .normal)

    let clean = try Fixture([
      "index.js":
        "Page({ data: {}, onLoad() { this.setData({ found: [({}).polluted, typeof [].map, wx.mine, typeof x]"
        + ".map((v) => String(v)).join() }); } })"
    ])
    for _ in 0..<3 {
      let good = try await clean.open(on: host)
      await good.settle()
      #expect(try await good.pageData()["found"] == "undefined,function,undefined,undefined")
      #expect(await good.runnerIdentifier != used)
      #expect(await good.close() == .normal)
    }
  }

  static let values: [Attack] = [
    Attack("H051", "a cycle", "const v = {}; v.v = v;"),
    Attack("H052", "ten thousand levels", "let v = {}; for (let i = 0; i < 10000; i++) v = { v };"),
    Attack("H054", "a getter that throws", "const v = { get a() { throw new Error('mine'); } };"),
    Attack("H058", "a toJSON that throws", "const v = { toJSON() { throw new Error('mine'); } };"),
    Attack("H058", "a toJSON that returns itself", "const v = { toJSON() { return this; } };"),
    Attack(
      "H057", "a proxy that lies",
      "const v = new Proxy({}, { ownKeys: () => ['a', 'a'], getOwnPropertyDescriptor: () => undefined });"
    ),
    Attack("H068", "symbols and functions", "const v = { [Symbol()]: 1, f() {}, s: Symbol() };"),
    Attack(
      "H064", "__proto__ as a key", "const v = JSON.parse('{\"__proto__\":{\"polluted\":1}}');"),
  ]

  @Test(arguments: values)
  func `or gives odd values harms nothing`(_ attack: Attack) async throws {
    let uses =
      attack.script
      + " for (const use of [() => wx.setStorageSync('v', v), () => this.setData({ v }),"
      + " () => wx.showToast(v), () => wx.showToast({ title: v }), () => console.log(v),"
      + " () => wx.setStorage({ key: 'v', data: v, fail() {} })])"
      + " try { use(); } catch (error) {}"
      + " if (({}).polluted) throw new Error('polluted');"
    try await Attack(attack.row, attack.title, uses).isSurvived()
  }

  static let callbacks: [Attack] = [
    Attack(
      "H055", "that change",
      "let n = 0; wx.setStorageSync('k', { get a() { return ++n; } });"
        + " return wx.getStorageSync('k').a === wx.getStorageSync('k').a;", "true"),
    Attack(
      "H060", "that are no functions",
      "wx.setStorage({ key: 'k', data: 1, success: 1, fail: {}, complete: 'x' });"
        + " await new Promise((done) => setTimeout(done, 10)); return wx.getStorageSync('k');", "1"),
    Attack(
      "H060", "that are one function",
      "let n = 0; const f = () => { n++; }; wx.setStorage({ key: 'k', data: 1, success: f, complete: f });"
        + " await new Promise((done) => setTimeout(done, 10)); return n;", "2"),
    Attack(
      "H061", "that throw",
      "let done = 0; wx.setStorage({ key: 'k', data: 1, success() { throw new Error('mine'); },"
        + " complete() { done++; } }); await new Promise((r) => setTimeout(r, 10)); return done;",
      "1"),
    Attack(
      "H062", "with odd texts",
      "const v = 'a\\0b\\u2028\\ud800\\u00e9e\\u0301'; wx.setStorageSync(v, v);"
        + " return wx.getStorageSync(v) === v;", "true"),
  ]

  @Test(arguments: callbacks)
  func `or gives odd callbacks gets what it asked for once`(_ attack: Attack) async throws {
    #expect(try await attack.result() == attack.expected)
  }
}
