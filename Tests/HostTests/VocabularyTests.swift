import Bridge
import Host
import Synchronization
import TestSupport
import Testing
import Wire

/// A service of an integrator with one of everything that a service can declare.
private final class WeatherService: Service {
  static let name = "weather"
  struct Place: Codable, Sendable { var city: String }
  struct Reading: Codable, Sendable { var degrees: Double }
  struct Progress: Codable, Sendable { var progress: Int }

  let cancelled = Mutex(0)

  var calls: [Call] {
    Call(
      task: "loadMap", as: "MapTask", example: (Place(city: "Oslo"), Reading(degrees: 1)), load
    ) {
      Call(event: "onProgressUpdate", example: Progress(progress: 50))
    }
    Call(
      sync: "getDegreesSync", taking: ["city"], returning: .field("degrees"),
      example: (Place(city: "Oslo"), Reading(degrees: 7))
    ) { request, context throws(CallError) in
      guard request.city != "Atlantis" else { throw CallError("no such city", errno: 7) }
      return Reading(degrees: 7)
    }
    Call(asking: "measureLater", example: (Place(city: "Oslo"), Reading(degrees: 1))) {
      request, context, answer throws(CallError) in
      context.clock.after(60_000, resting: true) {
        answer(.success(Reading(degrees: context.random.fraction() * 0 + 3)))
      }
    }
    Call("sleepy", example: (Place(city: "Oslo"), Reading(degrees: 1))) {
      request, context async throws(CallError) in
      do { try await context.clock.sleep(5_000) } catch { throw .aborted }
      return Reading(degrees: context.clock.now)
    }
    Call(event: "onStorm", example: Reading(degrees: 1))
    Call(atOnce: "watchStorms", example: (Place(city: "Oslo"), Nothing())) { request, context in
      for hour in 1...2 {
        context.clock.after(Double(hour) * 3_600_000) {
          context.events.send("onStorm", Reading(degrees: Double(hour)))
        }
      }
      return Nothing()
    }
    Call("forgetful", example: (Place(city: "Oslo"), Reading(degrees: 1))) {
      request, context async throws(CallError) in
      try? await Task.sleep(for: .seconds(600))
      return Reading(degrees: 1)
    }.limits(deadlineSeconds: 0.05)
    Call(asking: "silent", example: (Place(city: "Oslo"), Reading(degrees: 1))) {
      request, context, answer throws(CallError) in
    }
    Call(asking: "double", example: (Place(city: "Oslo"), Reading(degrees: 1))) {
      request, context, answer throws(CallError) in
      answer(.success(Reading(degrees: 1)))
      answer(.success(Reading(degrees: 2)))
    }
    Manager(
      "Siren", obtainedBy: "createSiren", single: false, endsAfter: "destroy",
      properties: [.init("loudness", 1, isWritable: true), .init("turns", 0)],
      set: Self.tellWhatWasSet
    ) {
      Call(command: "start", taking: ["city"], example: Place(city: "Oslo")) {
        request, context throws(CallError) in
        guard request.city != "Atlantis" else { throw CallError("no such city") }
        context.clock.after(1_000) { [object = context.object] in
          object.send("onTurn", Place(city: request.city), properties: ["turns": 1])
        }
      }
      Call(command: "destroy") { context throws(CallError) in }
      Call(event: "onTurn", example: Place(city: "Oslo"))
      Call(event: "onSet", example: Place(city: "Oslo"))
      Call(event: "onError", example: Nothing())
    }
  }

  private static func tellWhatWasSet(
    _ name: String, _ value: JSON, _ context: CallContext
  ) throws(CallError) {
    context.object.send("onSet", Place(city: "\(name) \(value.jsonText)"))
  }

  private func load(
    _ request: Place, _ context: CallContext
  ) async throws(CallError) -> Reading {
    context.task.send("onProgressUpdate", Progress(progress: 50))
    guard request.city == "Slowtown" else { return Reading(degrees: 4) }
    do { try await Task.sleep(for: .seconds(600)) } catch { cancelled.withLock { $0 += 1 } }
    return Reading(degrees: 5)
  }
}

/// What a service can declare beyond plain calls, through a whole host and runner.
@Suite struct `A service of an integrator` {
  private let service = WeatherService()

  /// Runs a script in onLoad, and waits until nothing moves within some virtual time.
  private func lines(
    _ script: String, within milliseconds: Double = 0
  ) async throws -> (lines: [String], warnings: [String]) {
    let fixture = try Fixture([
      "index.js": """
      const log = (...parts) => console.log(parts.map(
        (part) => typeof part === 'string' ? part : JSON.stringify(part)).join(' '));
      Page({ onLoad() { \(script) } });
      """
    ])
    let host = try MiniProgramHost(
      HostConfiguration(
        dataFolder: fixture.folder + "/data",
        runnerPath: BuiltProducts.path(of: "sampan-runner"), services: [service]))
    let session = try await fixture.open(on: host)
    await session.settle(within: milliseconds)
    let notes = await session.notes.all
    _ = await session.close()
    return (
      notes.filter { $0.kind == .console }.map(\.text),
      notes.filter { $0.kind != .console }.map(\.text)
    )
  }

  @Test func `has tasks that tell their progress`() async throws {
    let said = try await lines(
      """
      const task = wx.loadMap({ city: 'Oslo', success: (r) => log('loaded', r) });
      task.onProgressUpdate((r) => log('progress', r));
      """)
    #expect(
      said.lines == [#"progress {"progress":50}"#, #"loaded {"errMsg":"loadMap:ok","degrees":4}"#])
  }

  @Test func `has tasks whose abort fails the call and cancels the work`() async throws {
    let said = try await lines(
      """
      const task = wx.loadMap({
        city: 'Slowtown', fail: (r) => log('failed', r), complete: () => log('complete'),
      });
      task.onProgressUpdate(() => task.abort());
      """)
    #expect(said.lines == [#"failed {"errMsg":"loadMap:fail abort"}"#, "complete"])
    while service.cancelled.withLock({ $0 }) == 0 { await Task.yield() }
  }

  @Test func `has functions that are only synchronous`() async throws {
    let said = try await lines(
      """
      log(wx.getDegreesSync('Oslo'));
      try { wx.getDegreesSync('Atlantis'); } catch (e) { log(e.message, e.errno); }
      try { wx.getDegreesSync(); } catch (e) { log(e.message); }
      """)
    #expect(
      said.lines == [
        "7", "getDegreesSync:fail no such city 7",
        "getDegreesSync:fail parameter error: parameter.city should be String instead of Undefined;",
      ])
  }

  @Test func `lives on the session's clock`() async throws {
    let script = """
      wx.onStorm((r) => log('storm', r.degrees, new Date().getHours ? Date.now() - start : ''));
      const start = Date.now();
      wx.watchStorms({ city: 'Oslo' });
      wx.measureLater({ city: 'Oslo' }).then((r) => log('measured', r.degrees, Date.now() - start));
      wx.sleepy({ city: 'Oslo' }).then((r) => log('slept', r.degrees - start));
      """
    let early = try await lines(script, within: 59_999)
    #expect(early.lines == ["slept 5000"])
    let late = try await lines(script, within: 7_200_000)
    #expect(
      late.lines == [
        "slept 5000", "measured 3 60000", "storm 1 3600000", "storm 2 7200000",
      ])
  }

  @Test func `that is silent, late or answers twice fails its calls by type`() async throws {
    let said = try await lines(
      """
      wx.silent({ city: 'a' }).catch((r) => log(r));
      wx.forgetful({ city: 'a' }).catch((r) => log(r));
      wx.double({ city: 'a' }).then((r) => log(r));
      """)
    #expect(
      said.lines.sorted() == [
        #"{"errMsg":"double:ok","degrees":1}"#,
        #"{"errMsg":"forgetful:fail timeout","errno":5}"#,
        #"{"errMsg":"silent:fail internal error: the service let the call go unanswered","errno":4}"#,
      ])
    #expect(
      said.warnings.sorted() == [
        "the service behind double answered one call twice; the first answer counts",
        "the service behind forgetful did not answer in time; the call failed",
        "the service behind silent let a call go without an answer",
      ])
  }

  @Test func `has objects with methods, events and properties`() async throws {
    let said = try await lines(
      """
      const a = wx.createSiren(), b = wx.createSiren();
      a.onTurn((r) => log('a', r.city, a.turns)); b.onTurn((r) => log('b', r.city, b.turns));
      a.onSet((r) => log('set', r.city)); a.onError((r) => log('error', r.errMsg));
      a.start('Oslo'); a.start('Atlantis'); a.loudness = 9;
      log(a.loudness, b.loudness, a.turns);
      """, within: 1_000)
    #expect(
      said.lines == ["9 1 0", "error start:fail no such city", "set loudness 9", "a Oslo 1"])
  }
}
