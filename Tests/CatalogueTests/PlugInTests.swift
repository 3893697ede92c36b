import Bridge
import Foundation
import Host
import TestSupport
import Testing
import Wire

/// A service in Python, behind the same permissions, limits and deadlines as any other.
@Suite struct `A plug-in` {
  private static let folder = URL(filePath: #filePath).appending(path: "../PlugIn").standardized
    .path

  /// Runs a script at the start of a program, and tells what it said.
  private func lines(_ script: String) async throws -> [String] {
    let folder = NSTemporaryDirectory() + "sampan-plug-in-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let page = """
      const say = (r) => console.log(r.errMsg + (r.degrees ? ' ' + r.degrees + ' ' + r.user : '')
        + (r.errno ? ' ' + r.errno : ''));
      const ask = (request) => wx.weather.forecast(request).then(say, say);
      Page({ onLoad() { \(script) } });
      """
    for (name, text) in [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.wxml": "<view/>",
      "index.js": page,
    ] { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
    let host = try MiniProgramHost(
      HostConfiguration(
        dataFolder: folder + "/data", runnerPath: BuiltProducts.path(of: "sampan-runner"),
        plugIns: [Self.folder]))
    let program = try #require(await host.load(folder).program)
    let session = try await host.open(
      program,
      LaunchRequest(
        user: "ada", clock: .virtual(start: 0), permissions: PermissionPolicy(.reject)))
    await session.settle()
    let notes = await session.notes.all.filter { $0.kind == .console }.map(\.text)
    _ = await session.close()
    return notes
  }

  @Test func `serves calls in another language, and tells events`() async throws {
    let said = try await lines(
      """
      wx.onStorm((r) => console.log('storm', r.city));
      ask({ city: 'Oslo', days: 2 }).then(() => ask({ city: 'Atlantis' }))
        .then(() => ask({ city: 'Storm' }));
      """)
    #expect(
      said == [
        "weather.forecast:ok 7,7 ada", "weather.forecast:fail no such city 7", "storm Storm",
        "weather.forecast:ok 7 ada",
      ])
  }

  @Test func `is asked only what is declared, allowed and fits`() async throws {
    let said = try await lines(
      """
      ask({}).then(() => ask({ city: 'x'.repeat(200) })).then(() => wx.weather.here().then(say, say))
        .then(() => wx.weather.never().then(say, say));
      """)
    #expect(
      said.filter { !$0.hasPrefix("weather.forecast:fail parameter error: parameter.city should") }
        == [
          "weather.forecast:fail the request has 211 bytes; at most 200 fit 1001",
          "weather.here:fail auth deny 103", "weather.never:fail timeout 5",
        ])
  }

  @Test func `that crashes or babbles fails its calls by type, and starts again`() async throws {
    let said = try await lines(
      "ask({ city: 'Crash' }).then(() => ask({ city: 'Babble' })).then(() => ask({ city: 'Oslo' }));"
    )
    #expect(said.count == 3)
    #expect(
      said.first == "weather.forecast:fail internal error: the plug-in weather ended: exit code 3 4"
    )
    #expect(
      said.dropFirst().first?.contains("the plug-in weather ended: it wrote a line that is no JSON")
        == true)
    #expect(said.last == "weather.forecast:ok 7 ada")
  }

  @Test(
    arguments: [
      (["name": "a b"], "name is"), (["name": "a", "request": ["x": "text"]], "a.request.x is"),
      (["name": "a", "kind": "magic"], "a.kind is"),
      (["name": "storm", "kind": "event"], "begins with"),
      (["name": "a", "needs": ["luck"]], "a.needs holds"),
      (["name": "a", "errors": ["x": 1]], "a.errors"),
      ([:], "name is missing"),
    ] as [(JSON, String)])
  func `is told what is wrong with its declaration`(_ schema: JSON, _ sentence: String) {
    let error = #expect(throws: SchemaError.self) {
      _ = try Call(schema: schema) { _, _ async throws(CallError) in .nothing }
    }
    #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
  }
}
