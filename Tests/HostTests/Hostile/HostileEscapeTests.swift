import Host
import Testing

/// Programs that look for a way out of their realm, or for what is outside
/// (`reference/hostile-programs.tsv`, areas escape, info and files).
///
/// The complete list of globals is held by `PreludeTests` (`realm.scenario`).
@Suite struct `A program that looks for a way out` {
  static let searches: [Attack] = [
    Attack(
      "H083", "the constructor of constructors",
      "return [].constructor.constructor('return this')() === globalThis;", "true"),
    Attack(
      "H084", "functions made of text",
      "let made = 0; for (const f of [() => {}, async () => {}, function* () {}, async function* () {}])"
        + " try { f.constructor('return 1'); made++; } catch (error) {}"
        + " return [made, typeof (0, eval)('1')];", #"[0,"undefined"]"#),
    Attack(
      "H085", "a timer made of text",
      "globalThis.ran = 0; try { setTimeout('globalThis.ran = 1', 0); } catch (error) {}"
        + " await new Promise((done) => setTimeout(done, 20)); return globalThis.ran;", "0"),
    Attack(
      "H086", "imports",
      "let found = 0; for (const name of ['fs', '/etc/passwd', 'data:text/javascript,1', '../x'])"
        + " try { await import(name); found++; } catch (error) {} return found;", "0"),
    Attack(
      "H087", "the formatting of stacks",
      "const seen = []; Error.prepareStackTrace = (e, frames) => { seen.push(frames); return 'x'; };"
        + " const o = {}; if (Error.captureStackTrace) Error.captureStackTrace(o);"
        + " new Error('x').stack; return seen.length;", "0"),
    Attack(
      "H087", "paths of the host in stacks",
      "const stacks = []; try { null.x; } catch (e) { stacks.push(e.stack); }"
        + " try { wx.setStorageSync(); } catch (e) { stacks.push(e.stack || ''); }"
        + " try { require('./none'); } catch (e) { stacks.push(e.stack + e.message); }"
        + " return stacks.some((s) => /\\/(tmp|home|usr|work|proc)\\//.test(s));", "false"),
    Attack(
      "H089", "WebAssembly and shared memory",
      "return ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry']"
        + ".filter((name) => name in globalThis);", "[]"),
    Attack(
      "H090", "an engine's own functions",
      "return ['ShadowRealm', '$vm', '$', 'gc', 'load', 'readFile', 'print', 'quit', 'run', 'native',"
        + " 'process', 'Deno', 'Bun', 'window', 'self'].filter((name) => name in globalThis);", "[]"
    ),
    Attack(
      "H098", "modules that are not the package's",
      "let found = 0; for (const path of ['../../x', '/etc/passwd', '../../../../etc/passwd', 'fs',"
        + " './APP', 'app\\0.js', 'file:///etc/passwd', './%61pp', '.\\\\app'])"
        + " try { require(path); found++; } catch (error) {} return found;", "0"),
    Attack(
      "H100", "a fine clock",
      "return [typeof performance, Number.isInteger(Date.now())];", #"["undefined",true]"#),
    Attack(
      "H103", "the process",
      "const text = JSON.stringify(wx.getSystemInfoSync()) + JSON.stringify(__wxConfig);"
        + " return /\\/(tmp|home|usr|work|proc)\\/|\\bpid\\b/.test(text);", "false"),
    Attack(
      "H106", "old memory",
      "let sum = 0; for (let i = 0; i < 50; i++) sum += new Uint8Array(1 << 16).reduce((a, b) => a + b);"
        + " return sum;", "0"),
  ]

  @Test(arguments: searches)
  func `finds nothing`(_ attack: Attack) async throws {
    #expect(try await attack.result() == attack.expected)
  }

  @Test func `by a label of a source gets only the label`() async throws {
    let fixture = try Fixture([
      "index.js": """
      Page({});
      //# sourceURL=file:///etc/passwd
      //# sourceMappingURL=file:///etc/passwd
      """
    ])
    let session = try await fixture.open()
    await session.settle()
    #expect(await session.screenText(columns: 40).contains("ready"))
    #expect(await session.close() == .normal)
  }

  @Test func `through expressions and wxs finds no function`() async throws {
    let fixture = try Fixture([
      "index.wxml": """
      <wxs module="w">
      var f = "".constructor; var g = f.constructor;
      module.exports = { a: typeof f, b: typeof g, c: typeof ([].constructor.constructor) };
      </wxs>
      <view>a:{{ "".constructor.constructor }}{{ [].constructor }}{{ data.__proto__.constructor }}.</view>
      <view>w:{{ w.a }} {{ w.b }} {{ w.c }}.</view>
      """
    ])
    let session = try await fixture.open()
    await session.settle()
    let text = await session.screenText(columns: 60)
    #expect(text.contains("a:."), "\(text)")
    #expect(!text.contains("function"), "\(text)")
    #expect(await session.close() == .normal)
  }

  @Test func `sees the same language and time zone in every runner`() async throws {
    let look = Attack(
      "H102", "",
      "const o = Intl.DateTimeFormat().resolvedOptions(); return [o.locale, o.timeZone];")
    let first = try await look.result()
    #expect(try await look.result() == first)
  }

  @Test func `with odd keys of storage gets back exactly what it put`() async throws {
    let keys =
      "['__proto__', 'constructor', '../../x', '/etc/passwd', \"'; DROP TABLE entry; --\","
      + " 'e\\u0301', '\\u00e9', 'a\\0b', '\\u2028', 'k'.repeat(1000)]"
    let program = """
      const keys = \(keys);
      Page({ data: {}, onLoad(query) {
        if (query.put) keys.forEach((key, i) => wx.setStorageSync(key, i + 1));
        const got = keys.map((key) => wx.getStorageSync(key));
        const wrong = keys.filter((key, i) => got[i] !== i + 1).map(escape);
        this.setData({ wrong, count: wx.getStorageInfoSync().keys.length });
      } })
      """
    let fixture = try Fixture(["index.js": program])
    for query in ["put=1", ""] {
      let session = try await fixture.open(query: query)
      await session.settle()
      let data = try await session.pageData()
      #expect(data["wrong"] == [] && data["count"] == 10, "\(query) \(data.jsonText)")
      #expect(await session.close() == .normal)
    }
  }

  @Test func `does not see what another user stored`() async throws {
    let fixture = try Fixture([
      "index.js":
        "Page({ data: {}, onLoad(q) { if (q.put) wx.setStorageSync('k', 'mine');"
        + " this.setData({ k: wx.getStorageSync('k') }); } })"
    ])
    for (user, query, expected) in [("a", "put=1", "mine"), ("b", "", ""), ("a", "", "mine")] {
      let session = try await fixture.open(query: query, user: user)
      await session.settle()
      #expect(try await session.pageData()["k"]?.string == expected)
      _ = await session.close()
    }
  }
}
