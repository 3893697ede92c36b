import Host
import Testing
import View

@Suite struct StyleLanguageTests {
  @Test(arguments: [("sass", "scss"), ("less", "less")])
  func `what sass and less come to styles the view`(_ plugin: String, _ ending: String) async throws
  {
    let fixture = try Fixture([
      "project.config.json": #"{"setting": {"useCompilerPlugins": ["\#(plugin)"]}}"#,
      "index.wxml": "<view class=\"a\"><view class=\"b\">text</view></view>",
      "index.\(ending)": ".a { .b { width: 20rpx; color: red } }",
    ])
    let host = try fixture.host()
    let (_, remarks) = await host.load(fixture.program)
    // A warning says that the tool is missing or cannot be sealed off here.
    try #require(remarks.allSatisfy { $0.severity == .warning }, "\(remarks)")
    guard remarks.isEmpty else { return }
    let session = try await fixture.open(on: host)
    await session.settle()
    let node = try #require(await session.view.findAll(".b").first)
    #expect(await session.style(of: node, "width") == "10px")
    #expect(await session.style(of: node, "color") == "rgb(255, 0, 0)")
    _ = await session.close()
  }
}
