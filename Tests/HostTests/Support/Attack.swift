import Host
import Testing
import Wire

/// What a hostile mini-program does, as the body of its page's `onLoad`.
struct Attack: CustomTestStringConvertible, Sendable {
  /// The row of `reference/hostile-programs.tsv`.
  let row: String
  let title: String
  let script: String
  /// For attacks that tell what they found, what they must find.
  let expected: String
  var testDescription: String { "\(row) \(title)" }

  init(_ row: String, _ title: String, _ script: String, _ expected: String = "") {
    self.row = row
    self.title = title
    self.script = script
    self.expected = expected
  }

  static var limits: HostLimits {
    var limits = HostLimits()
    limits.turnMilliseconds = 300
    limits.graceMilliseconds = 300
    limits.memoryBytes = 96 << 20
    return limits
  }

  /// For attacks that must not end: time that is plenty on a machine with much to do.
  static var patientLimits: HostLimits {
    var limits = Self.limits
    limits.turnMilliseconds = 20_000
    limits.graceMilliseconds = 20_000
    return limits
  }

  /// How a program with this attack ends; closing it, when it does not end by itself.
  func ending(limits: HostLimits = Self.limits) async throws -> Ending {
    let fixture = try Fixture(["index.js": "Page({onLoad() {\n\(script)\n}})"])
    let session = try await fixture.open(limits: limits)
    await session.settle()
    if let ending = await session.ending { return ending }
    return await session.close()
  }

  /// What the script returns, as JSON text; `await` may be used in it.
  func result(limits: HostLimits = Self.patientLimits, files: [String: String] = [:]) async throws
    -> String
  {
    let page = """
      const show = (page, result) => page.setData({ result });
      Page({ data: {}, onLoad() { (async () => {
      \(script)
      })().then((v) => show(this, v), (e) => show(this, 'threw ' + e)); } })
      """
    let fixture = try Fixture(files.merging(["index.js": page]) { $1 })
    let session = try await fixture.open(limits: limits)
    await session.settle(within: 100)
    let data = try await session.pageData()
    #expect(await session.close() == .normal)
    return data["result"]?.jsonText ?? "nothing"
  }

  /// Checks that a program with this attack goes on being served, and that only it is hurt.
  func isSurvived(limits: HostLimits = Self.patientLimits) async throws {
    let fixture = try Fixture([
      "index.js":
        "Page({ data: { n: 0 }, onLoad() {\n\(script)\n}, up() { this.setData({ n: 'up' }); } })",
      "index.wxml": "<button bindtap=\"up\">go</button><view>{{n}}</view>",
    ])
    let session = try await fixture.open(limits: limits)
    await session.settle()
    #expect(await session.ending == nil)
    try await session.tap("button")
    await session.settle()
    #expect(await session.screenText(columns: 40).contains("up"))
    #expect(await session.close() == .normal)
  }
}

extension Session {
  /// The data of the page on top.
  func pageData() async throws(SessionError) -> JSON {
    try await ask("data", ["page": .number(Double(view.currentPage?.id ?? 0))])
  }
}
