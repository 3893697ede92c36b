import Bridge
import Host
import Synchronization
import TestSupport
import Testing
import Wire

/// The bounds that the dispatcher sets to services and to what they do for a mini-program: all that
/// fits does, and one more does not.
@Suite struct `What services may take is limited` {
  /// A service that does as much as it is asked to.
  private struct BusyService: Service {
    static let name = "busy"
    struct Amount: Codable, Sendable { var count: Int }
    struct Said: Codable, Sendable { var text: String }
    let rung = Rung()

    final class Rung: Sendable {
      let count = Mutex(0)
    }

    var calls: [Call] {
      Call(atOnce: "setAlarms", example: (Amount(count: 1), Nothing())) { request, context in
        for _ in 0..<request.count {
          context.clock.after(5) { rung.count.withLock { $0 += 1 } }
        }
        return Nothing()
      }
      Call(atOnce: "sayMuch", example: (Amount(count: 1), Said(text: "a"))) { request, _ in
        Said(text: String(repeating: "a", count: request.count))
      }
      Call("guarded", example: (Amount(count: 1), Nothing())) {
        _, _ async throws(CallError) in Nothing()
      }.limits(requestBytes: 100)
      Call("forget", example: (Amount(count: 1), Nothing())) {
        _, _ async throws(CallError) in
        try? await Task.sleep(for: .seconds(600))
        return Nothing()
      }
      Call(task: "forgetTask", as: "ForgetTask", example: (Amount(count: 1), Nothing())) {
        _, _ async throws(CallError) in
        try? await Task.sleep(for: .seconds(600))
        return Nothing()
      }
    }
  }

  private let service = BusyService()

  /// Runs a script, which shows what it finds by `show`.
  private func session(
    _ script: String, _ change: (inout HostLimits) -> Void
  ) async throws -> (session: Session, shown: [String]) {
    let fixture = try Fixture([
      "index.js": """
      const show = (r) => console.log(r.errMsg);
      Page({ async onLoad() { \(script) } });
      """
    ])
    var limits = HostLimits()
    change(&limits)
    let host = try MiniProgramHost(
      HostConfiguration(
        dataFolder: fixture.folder + "/data",
        runnerPath: BuiltProducts.path(of: "sampan-runner"), limits: limits, services: [service]))
    let session = try await fixture.open(on: host)
    await session.settle(within: 100)
    let shown = await session.notes.all.map(\.text)
    return (session, shown)
  }

  @Test(arguments: [(4, [] as [String]), (5, ["4 alarms of services are set; no more fit"])])
  func `alarms`(_ count: Int, _ warnings: [String]) async throws {
    let (session, shown) = try await session("wx.setAlarms({ count: \(count) })") { $0.alarms = 4 }
    #expect(service.rung.count.withLock { $0 } == 4)
    #expect(shown == warnings)
    #expect(await session.close() == .normal)
  }

  @Test func `bytes of a reply`() async throws {
    // `{"text":""}` around it.
    let (session, shown) = try await session(
      "for (const count of [89, 90]) await wx.sayMuch({ count }).then(show, show)"
    ) { $0.replyBytes = 100 }
    #expect(
      shown == ["sayMuch:ok", "sayMuch:fail the reply has 101 bytes; at most 100 fit"])
    #expect(await session.close() == .normal)
  }

  @Test func `decisions that are kept, dropping the oldest`() async throws {
    let (session, _) = try await session(
      """
      for (let i = 0; i < 4; i += 1) await wx.guarded({ count: i, text: 'x'.repeat(i === 0 ? 100 : 0) })
        .catch(() => {});
      """
    ) { $0.decisions = 3 }
    #expect(await session.decisions.map(\.refusal) == [nil, nil, nil])
    #expect(await session.close() == .normal)
    let (full, _) = try await self.session(
      """
      for (let i = 0; i < 3; i += 1) await wx.guarded({ count: i, text: 'x'.repeat(i === 0 ? 100 : 0) })
        .catch(() => {});
      """
    ) { $0.decisions = 3 }
    #expect(await full.decisions.map { $0.refusal == nil } == [false, true, true])
    #expect(await full.close() == .normal)
  }

  @Test func `the time of a call and of a task`() async throws {
    let (session, shown) = try await session(
      "wx.forget({ count: 1, fail: show }); wx.forgetTask({ count: 1, fail: show });"
    ) {
      $0.callSeconds = 0.05
      $0.taskSeconds = 0.1
    }
    #expect(
      shown.filter { $0.contains("timeout") } == ["forget:fail timeout", "forgetTask:fail timeout"])
    #expect(await session.close() == .normal)
  }

  @Test(arguments: [1, 2])
  func `scripts that run beside a mini-program`(_ limit: Int) async throws {
    let fixture = try Fixture([
      "project.config.json": #"{"cloudfunctionRoot":"cloud/"}"#,
      "app.json": #"{"pages":["index"],"workers":"workers"}"#, "workers/w.js": "",
      "cloud/f/index.js": "exports.main = () => 1",
      "index.js": """
      Page({ async onLoad() {
        wx.cloud.init();
        wx.createWorker('workers/w.js');
        await wx.cloud.callFunction({ name: 'f' }).then((r) => console.log(r.result),
          (e) => console.log(e.errMsg));
      } })
      """,
    ])
    var limits = HostLimits()
    limits.sideRunners = limit
    let session = try await fixture.open(limits: limits)
    await session.settle()
    let refusal =
      "cloud.callFunction:fail 1 workers and cloud functions run at once already; no more fit"
    #expect(await session.notes.all.map(\.text) == [limit == 1 ? refusal : "1"])
    #expect(await session.close() == .normal)
  }
}
