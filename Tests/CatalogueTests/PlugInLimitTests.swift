import Bridge
import Foundation
import Host
import TestSupport
import Testing
import Wire

/// What a plug-in's process may take of the host (`PlugInLimits`).
@Suite struct `What a plug-in may take is limited` {
  private let folder = NSTemporaryDirectory() + "sampan-plug-in-limits-\(UUID().uuidString)"

  /// A plug-in whose `serve` is a few lines of Python with `id` and `request`.
  private func write(_ serve: String, padding: Int = 0) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/plug-in", withIntermediateDirectories: true)
    let schema = #"{"name":"a.ask","request":{"size":"number"},"limits":{"deadlineSeconds":30}}"#
    let manifest =
      #"{"name":"a","command":["python3","a.py"],"calls":["# + schema + "]"
      + #","note":""# + String(repeating: "x", count: padding) + "\"}"
    let script = """
      import json, os, sys
      def say(id, result):
          sys.stdout.write(json.dumps({"id": id, "result": result}, separators=(",", ":")) + "\\n")
          sys.stdout.flush()
      for line in sys.stdin:
          message = json.loads(line)
          if message["method"] != "a.ask": continue
          id, request = message["id"], message["params"]["request"]
          \(serve)
      """
    try Data(manifest.utf8).write(to: URL(filePath: folder + "/plug-in/plugin.json"))
    try Data(script.utf8).write(to: URL(filePath: folder + "/plug-in/a.py"))
  }

  private func host() throws -> MiniProgramHost {
    try MiniProgramHost(
      HostConfiguration(
        dataFolder: folder + "/data", runnerPath: BuiltProducts.path(of: "sampan-runner"),
        plugIns: [folder + "/plug-in"]))
  }

  private func said(_ script: String) async throws -> [String] {
    let session = try await open(try host(), script)
    await session.settle()
    let notes = await session.notes.all.filter { $0.kind == .console }.map(\.text)
    _ = await session.close()
    return notes
  }

  private func open(_ host: MiniProgramHost, _ script: String) async throws -> Session {
    let page = """
      const say = (r) => console.log(r.errMsg);
      Page({ async onLoad() { \(script) } });
      """
    try FileManager.default.createDirectory(
      atPath: folder + "/program", withIntermediateDirectories: true)
    for (name, text) in [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.wxml": "<view/>",
      "index.js": page,
    ] { try Data(text.utf8).write(to: URL(filePath: folder + "/program/" + name)) }
    let program = try #require(await host.load(folder + "/program").program)
    return try await host.open(program, LaunchRequest(clock: .virtual(start: 0)))
  }

  @Test func `in starts of a minute`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("os._exit(3)")
    let said = try await said(
      "for (let i = 0; i < 6; i += 1) await wx.a.ask({ size: i }).then(say, say)")
    let ended = "a.ask:fail internal error: the plug-in a ended: exit code 3"
    let refused = "a.ask:fail internal error: the plug-in a has ended 5 times in a minute"
    #expect(said == Array(repeating: ended, count: 5) + [refused])
  }

  @Test func `in bytes of a message`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // `{"id":1,"result":{"data":"…"}}`; the first id is 1.
    try write(#"say(id, {"data": "x" * int(request["size"])})"#)
    let around = #"{"id":1,"result":{"data":""}}"#.utf8.count
    let limit = 8 << 20
    let said = try await said(
      """
      await wx.a.ask({ size: \(limit - around) }).then(say, say);
      await wx.a.ask({ size: \(limit - around + 1) }).then(say, say);
      """)
    #expect(said.first == "a.ask:ok")
    #expect(
      said.last
        == "a.ask:fail internal error: the plug-in a ended: it wrote a line of more than 8388608 bytes"
    )
  }

  @Test func `in bytes of plugin.json`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("pass")
    let empty = try Data(contentsOf: URL(filePath: folder + "/plug-in/plugin.json")).count
    try write("pass", padding: (1 << 20) - empty)
    _ = try host()
    try write("pass", padding: (1 << 20) - empty + 1)
    let error = #expect(throws: SchemaError.self) { _ = try host() }
    #expect(error?.description.hasSuffix("plugin.json has more than 1048576 bytes") == true)
  }
}
