import Bridge
import Foundation
import Host
import Testing
import Wire

/// `wx.cloud.database()` of a mini-program, and `cloud.database()` of its functions.
@Suite struct `The cloud's database` {
  private let fixture: Fixture
  private let host: MiniProgramHost

  /// The page runs `script`, whose result it shows; `f` runs the event's `code` as a function.
  init() throws {
    fixture = try Fixture([
      "project.config.json":
        #"{"appid":"wx12","miniprogramRoot":"app/","cloudfunctionRoot":"cloud/"}"#,
      "app/app.json": #"{"pages":["index"]}"#, "app/app.js": "App({})",
      "app/index.wxml": "<view/>",
      "app/index.js": """
      wx.cloud.init();
      const db = wx.cloud.database();
      const _ = db.command;
      const items = db.collection('items');
      const call = (name) => wx.cloud.callFunction({ name }).then((r) => r.result);
      const scripts = require('./scripts.js');
      const show = (e) => String(e && e.errMsg || e);
      Page({ data: {}, onLoad({ run }) {
        scripts[run]({ db, _, items, call }).then((r) => this.setData({ result: r }),
          (e) => this.setData({ result: show(e) }));
      } })
      """,
      "app/scripts.js": Self.scripts,
      "cloud/all/index.js": """
      const cloud = require('wx-server-sdk');
      cloud.init();
      const items = cloud.database().collection('items');
      exports.main = async () => (await items.orderBy('n', 'desc').get()).data.map((d) => d.n);
      """,
      "cloud/fill/index.js": """
      const db = require('wx-server-sdk').database();
      exports.main = async () => {
        for (let n = 0; n < 25; n += 1) {
          await db.collection('many').add({ data: { n, _openid: n < 23 ? 'other' : 'server' } });
        }
        return [(await db.collection('many').get()).data.length,
          (await db.collection('many').where({ _openid: 'server' }).count()).total];
      };
      """,
    ])
    host = try fixture.host()
  }

  private static let scripts = """
    const ns = (r) => r.data.map((d) => d.n);
    exports.fill = async ({ items }) => {
      for (const [n, tag, at] of [[3, 'c', 30], [1, 'a', 10], [2, 'b', 20]]) {
        await items.add({ data: { _id: 'i' + n, n, tag, at: new Date(at), in: { x: n }, list: [n, 9] } });
      }
      return ns(await items.get());
    };
    exports.find = async ({ items, _, db }) => {
      const found = [];
      for (const where of [{ n: 2 }, { n: _.gt(1) }, { n: _.gt(1).lt(3) }, { n: _.in([1, 3]) }, { 'in.x': 3 },
        { in: { x: _.neq(3) } }, { list: 9 }, { tag: _.eq('a').or(_.eq('b')) }, { n: _.not(_.eq(1)) },
        _.or([{ n: 1 }, { tag: 'c' }]), { none: _.exists(false) }, { at: _.gte(new Date(20)) }, { n: '2' },
        { at: _.lt(db.serverDate()) }, { 'list.0': 1 }, { n: null }]) {
        found.push(ns(await items.where(where).orderBy('n', 'asc').get()).join(''));
      }
      return found;
    };
    exports.shape = async ({ items }) => [
      ns(await items.orderBy('n', 'desc').limit(2).get()), ns(await items.orderBy('n', 'asc').skip(1).get()),
      Object.keys((await items.doc('i1').field({ tag: true }).get()).data).sort(),
      (await items.doc('i1').get()).data.at instanceof Date, (await items.where({ n: 1 }).count()).total];
    exports.change = async ({ items, _, db }) => {
      const one = items.doc('i1');
      const told = [await one.update({ data: { n: _.inc(4), 'in.y': 2, list: _.push([7, 8]), tag: _.remove() } })];
      const { _openid, at, ...data } = (await one.get()).data;
      told.push(data, typeof _openid, await items.doc('new').set({ data: { now: db.serverDate() } }),
        (await items.doc('new').get()).data.now instanceof Date, await items.where({ n: _.lt(4) }).update({ data: { low: 1 } }),
        await items.doc('new').remove(), await items.where({ low: 1 }).remove(), (await items.count()).total);
      return told.map((t) => (t && t.errMsg ? { ...t, errMsg: t.errMsg.split(':')[1] } : t));
    };
    exports.missing = ({ items }) => items.doc('none').get();
    exports.taken = ({ items }) => items.add({ data: { _id: 'i1' } });
    exports.owner = ({ items }) => items.doc('i1').update({ data: { _openid: 'me' } });
    exports.forged = async ({ items }) => {
      await items.add({ data: { _id: 'mine', n: 9, _openid: 'somebody' } });
      return (await items.doc('mine').get()).data._openid.length;
    };
    exports.others = async ({ items }) => [ns(await items.get()), await items.doc('i1').get().catch((e) => e.errCode),
      (await items.doc('i1').remove()).stats, await items.doc('i1').set({ data: {} }).catch((e) => e.errCode)];
    exports.all = ({ call }) => call('all');
    exports.many = async ({ call }) => call('fill');
    exports.deep = async ({ items, _ }) => {
      await items.add({ data: { n: 1 } });
      const nested = (depth) => { let c = _.eq(1); for (let i = 0; i < depth; i += 1) c = _.not(c); return c; };
      const data = (depth) => { let d = 1; for (let i = 0; i < depth; i += 1) d = { d }; return { d }; };
      const tell = (p) => p.then(() => 'ok', (e) => /nests? deeper/.test(e.errMsg));
      return [await tell(items.where({ n: nested(30) }).get()), await tell(items.where({ n: nested(31) }).get()),
        await tell(items.add({ data: data(62) })), await tell(items.add({ data: data(63) }))];
    };
    exports.large = async ({ items }) => {
      const tell = (size) => items.add({ data: { _id: 'i' + size, s: 'x'.repeat(size) } }).then(() => 'ok', (e) => e.errMsg);
      const id = 'i1048400'; const around = (await tell(1048400)) === 'ok';
      const owner = (await items.doc(id).get()).data._openid;
      const other = JSON.stringify({ s: '', _id: id, _openid: owner }).length;
      await items.doc(id).remove();
      return [around, await tell(1048576 - other), /at most 1048576 fit/.test(await tell(1048577 - other))];
    };
    exports.odd = async ({ items, db, _ }) => {
      const tell = (f) => { try { return f().then(() => 'ok', (e) => e.errCode || 'refused'); } catch (e) { return 'threw'; } };
      const all = [() => items.add(), () => items.add({ data: 5 }), () => items.add({ data: { b: new ArrayBuffer(1) } }),
        () => items.where(5).get(), () => items.where({ $op: 'eval', $value: 1 }).get(), () => db.collection(''),
        () => items.add({ data: { a: _.inc(1) } }), () => items.doc('x'.repeat(129)).get(),
        () => items.doc('x'.repeat(128)).set({ data: {} }), () => db.collection('c'.repeat(129)).get(),
        () => items.doc('i1').update({ data: {} }), () => items.doc('i1').update({ data: { _id: 'i2' } })];
      const told = []; for (const f of all) told.push(await tell(f)); return told;
    };
    """

  private func run(_ name: String, user: String = "ann") async throws -> String {
    let session = try await fixture.open(on: host, query: "run=\(name)", user: user)
    await session.settle(within: 1_000)
    let result = try await session.pageData()["result"]?.jsonText ?? "nothing"
    #expect(await session.notes.errors == [])
    #expect(await session.close() == .normal)
    return result
  }

  @Test func `keeps documents and finds them by conditions`() async throws {
    let told1 = try await run("fill")
    #expect(told1 == "[3,1,2]")
    let told2 = try await run("find")
    #expect(
      told2 == #"["2","23","2","13","3","12","123","12","23","13","123","23","","123","1",""]"#)
    let told3 = try await run("shape")
    #expect(told3 == #"[[3,2],[2,3],["_id","tag"],true,1]"#)
  }

  @Test func `changes documents`() async throws {
    _ = try await run("fill")
    let told4 = try await run("change")
    #expect(
      told4
        == #"[{"errMsg":"ok","stats":{"updated":1}},"#
        + #"{"_id":"i1","n":5,"in":{"x":1,"y":2},"list":[1,9,7,8]},"string","#
        + #"{"errMsg":"ok","_id":"new","stats":{"created":1,"updated":0}},true,"#
        + #"{"errMsg":"ok","stats":{"updated":2}},{"errMsg":"ok","stats":{"removed":1}},"#
        + #"{"errMsg":"ok","stats":{"removed":2}},1]"#)
  }

  @Test func `shows a user nothing of others, and functions everything`() async throws {
    _ = try await run("fill")
    let told5 = try await run("others", user: "bob")
    #expect(told5 == #"[[],-1,{"removed":0},-502003]"#)
    let told6 = try await run("forged")
    #expect(told6 == "28")
    let told7 = try await run("all", user: "bob")
    #expect(told7 == "[9,3,2,1]")
    let told8 = try await run("many")
    #expect(told8 == "[25,2]")
  }

  @Test(arguments: [
    ("missing", "document.get:fail cannot find document with _id none"),
    ("taken", "collection.add:fail Error: errCode: -502001 database request fail"),
    ("owner", "document.update:fail Error: errCode: -502003 database permission denied"),
  ])
  func `refuses in the platform's words`(_ script: String, _ sentence: String) async throws {
    _ = try await run("fill")
    let told = try await run(script)
    #expect(told.contains(sentence), "\(told)")
  }

  @Test func `takes documents and conditions up to their limits`() async throws {
    let told9 = try await run("deep")
    #expect(told9 == #"["ok",true,"ok",true]"#)
    let told10 = try await run("large")
    #expect(told10 == #"[true,"ok",true]"#)
  }

  @Test func `refuses what is no document and no condition`() async throws {
    _ = try await run("fill")
    let told11 = try await run("odd")
    #expect(
      told11
        == #"["refused","refused","refused",-502001,-502001,"threw",-502001,-502001,"ok",-502001,"#
        + #"-502001,-502001]"#)
  }
}
