import Bridge
import Host
import Testing
import Wire

/// Workers: scripts in runners of their own that a mini-program speaks with.
@Suite struct `A worker` {
  /// A page that shows what it hears; `script` runs in its `onLoad`.
  private static func files(_ script: String, worker: String) -> [String: String] {
    [
      "app.json": #"{"pages":["index"],"workers":"workers"}"#,
      "workers/w/index.js": worker, "workers/util.js": "exports.twice = (n) => n * 2",
      "outside.js": "exports.secret = 1",
      "index.js": """
      Page({ data: { heard: [] }, hear(v) { this.setData({ heard: [...this.data.heard, v] }); },
        onLoad() {
          const hear = (v) => this.hear(v);
          const attempt = (f) => { try { hear(f()); } catch (e) { hear(e.errMsg || String(e)); } };
          \(script)
        } })
      """,
    ]
  }

  private static func heard(
    _ script: String, worker: String, within milliseconds: Double = 1_000,
    limits: HostLimits = HostLimits()
  ) async throws -> (heard: String, notes: [String]) {
    let fixture = try Fixture(files(script, worker: worker))
    let session = try await fixture.open(limits: limits)
    await session.settle(within: milliseconds)
    let heard = try await session.pageData()["heard"]?.jsonText ?? "nothing"
    let notes = await session.notes.all.map(\.text)
    #expect(await session.close() == .normal)
    return (heard, notes)
  }

  @Test func `answers messages, uses modules of its folder, and has its own timers`() async throws {
    let (heard, notes) = try await Self.heard(
      """
      const w = wx.createWorker('workers/w/index.js');
      w.onMessage(hear);
      w.postMessage({ n: 21, bytes: new Uint8Array([1, 2]).buffer });
      """,
      worker: """
        const { twice } = require('../util.js');
        worker.onMessage((m) => {
          console.log('got', m.n);
          worker.postMessage({ at: Date.now() % 1000, n: twice(m.n), size: m.bytes.byteLength });
          setTimeout(() => worker.postMessage({ later: Date.now() % 1000 }), 250);
        });
        """)
    #expect(heard == #"[{"at":0,"n":42,"size":2},{"later":250}]"#)
    #expect(notes == ["[worker] got 21"])
  }

  @Test func `sees no page, no wx and nothing outside of its folder`() async throws {
    let (heard, _) = try await Self.heard(
      "wx.createWorker('/workers/w/index.js').onMessage(hear)",
      worker: """
        const attempt = (f) => { try { return String(f()); } catch (e) { return e.message; } };
        setTimeout(() => worker.postMessage([typeof wx, typeof Page, typeof App, typeof getApp,
          typeof worker.terminate, attempt(() => require('../../outside.js').secret)]), 1);
        """)
    #expect(
      heard
        == #"[["undefined","undefined","undefined","undefined","undefined","#
        + #""module 'outside.js' is not defined, require args is '../../outside.js'"]]"#)
  }

  @Test func `is one at a time, and says so`() async throws {
    let (heard, _) = try await Self.heard(
      """
      const first = wx.createWorker('workers/w/index.js');
      attempt(() => wx.createWorker('workers/w/index.js'));
      first.terminate();
      first.onError((e) => hear(e.errMsg));
      first.postMessage({});
      attempt(() => typeof wx.createWorker('workers/w/index.js').postMessage);
      """, worker: "")
    #expect(
      heard
        == #"["createWorker:fail exceed max concurrent worker limit: one runs already; end it"#
        + #" with its terminate()","function","#
        + #""postMessage:fail the worker is over; create another with wx.createWorker"]"#)
  }

  @Test(arguments: [
    ("'pages/x.js'", "createWorker:fail 'pages/x.js' is not in the folder of workers, which"),
    ("'workers/../outside.js'", "module 'workers/../outside.js' is not defined"),
    ("'workers/none.js'", "createWorker:fail module 'workers/none.js' is not defined"),
    ("", "createWorker:fail parameter error: parameter.scriptPath should be String"),
    ("{}", "createWorker:fail parameter error: parameter.scriptPath should be String"),
  ])
  func `is refused a script that is none`(_ argument: String, _ sentence: String) async throws {
    let (heard, _) = try await Self.heard(
      "attempt(() => wx.createWorker(\(argument)))", worker: "")
    #expect(heard.contains(sentence), "\(heard)")
  }

  @Test func `that computes without end is killed, and another may follow`() async throws {
    var limits = HostLimits()
    limits.turnMilliseconds = 300
    let (heard, notes) = try await Self.heard(
      """
      const w = wx.createWorker('workers/w/index.js');
      w.onProcessKilled(() => {
        hear('killed');
        const next = wx.createWorker('workers/util.js');
        hear(typeof next.postMessage);
      });
      w.postMessage({});
      """, worker: "worker.onMessage(() => { for (;;); })", limits: limits)
    #expect(heard == #"["killed","function"]"#)
    #expect(notes.contains { $0.hasPrefix("the worker ended: one turn ran for more than") })
  }

  @Test func `tells its errors to the author, and ends with the mini-program`() async throws {
    let (_, notes) = try await Self.heard(
      "wx.createWorker('workers/w/index.js')",
      worker: "setTimeout(() => { throw new Error('lost') }, 5); setInterval(() => {}, 10)")
    #expect(notes == ["[worker] Error: lost"])
  }

  @Test func `floods nobody`() async throws {
    let (heard, _) = try await Self.heard(
      """
      let n = 0;
      const w = wx.createWorker('workers/w/index.js');
      w.onMessage((m) => { n += 1; if (m.last) hear(n <= 1001 ? 'bounded' : n); });
      """,
      worker: """
        setTimeout(() => { for (let i = 0; i < 5000; i += 1) worker.postMessage({ i });
          setTimeout(() => worker.postMessage({ last: true }), 10); }, 1);
        """)
    #expect(heard == #"["bounded"]"#)
  }
}
