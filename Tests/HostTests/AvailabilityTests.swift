import Host
import Testing
import Wire

/// `wx.canIUse` about fields, options and attributes (`reference/api-conventions.md 8.4`).
@Suite struct `canIUse` {
  private static let schemas: [(schema: String, can: Bool)] = [
    ("request", true), ("showToast.object.image", true), ("showToast.object.picture", false),
    ("showToast.object.success", true), ("showToast.object.success.more", false),
    ("showToast.object.title", true), ("showToast.success.errMsg", true),
    ("showToast.success.title", false), ("showToast.return", false), ("showToast.none", false),
    ("getNetworkType.success.networkType", true), ("getNetworkType.fail", true),
    ("getNetworkType.success.colour", false), ("getNetworkType.complete.errMsg", true),
    ("onCompassChange.callback.direction", true), ("onCompassChange.callback.speed", false),
    ("offCompassChange.callback", true), ("onCompassChange.object", false),
    ("request.object.method", true), ("request.return.abort", true), ("request.return.none", false),
    ("RequestTask.onChunkReceived", true), ("RequestTask.none", false),
    ("FileSystemManager.readFile.object.filePath", true),
    ("FileSystemManager.readFile.object.none", false),
    ("FileSystemManager.readFileSync.return", true),
    ("cloud.callFunction.object.name", true), ("cloud.callFunction.success.result", true),
    ("createWorker.return.postMessage", true), ("createWorker.return.onMessage", true),
    ("button", true), ("button.open-type", true), ("button.open-type.contact", true),
    ("button.open-type.none", false), ("button.colour", false), ("text.selectable", true),
    ("view.hidden", true), ("image.mode.widthFix.x", false), ("marquee", false),
    ("marquee.speed", false), ("none.object.x", false), ("", false), (".", false), ("..", false),
    ("navigateTo.object.url", true), ("__proto__", false), ("constructor.name", false),
  ]

  @Test func `answers from what is declared`() async throws {
    let schemas = JSON.array(Self.schemas.map { .string($0.schema) }).jsonText
    let page =
      "Page({ data: {}, onLoad() { this.setData({ all: \(schemas).map((s) => wx.canIUse(s)) }) } })"
    let session = try await Fixture(["index.js": page]).open()
    await session.settle()
    let answers = try await session.pageData()["all"]?.array?.map(\.bool) ?? []
    for (answer, expected) in zip(answers, Self.schemas) {
      #expect(answer == expected.can, "\(expected.schema)")
    }
    #expect(answers.count == Self.schemas.count)
    #expect(await session.close() == .normal)
  }

  @Test func `is not impressed by what is no schema`() async throws {
    let page = """
      Page({ data: {}, onLoad() {
        const long = 'showToast.object.' + 'x'.repeat(1 << 20);
        this.setData({ all: [undefined, null, 5, {}, [], Symbol('a'), long, 'a\\ud800.b']
          .map((s) => wx.canIUse(s)) });
      } })
      """
    let session = try await Fixture(["index.js": page]).open()
    await session.settle()
    #expect(
      try await session.pageData()["all"]?.jsonText
        == "[false,false,false,false,false,false,false,false]")
    #expect(await session.close() == .normal)
  }
}
