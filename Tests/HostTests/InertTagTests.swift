import Host
import Testing

@Suite struct InertTagTests {
  @Test func `check tells of tags that do nothing, once in a template`() async throws {
    let fixture = try Fixture([
      "index.json": #"{"usingComponents":{"own":"own"}}"#,
      "index.wxml": "<view><div>a</div>\n<div/><own/><camera/><block/>\n<xr-mesh/></view>",
      "own.json": #"{"component":true}"#, "own.js": "Component({})", "own.wxml": "<slot/>",
    ])
    let program = try #require(await fixture.host().load(fixture.program).program)
    let warnings = await program.checkAll().sorted().map { "\($0)".prefix { $0 != ";" } }
    #expect(
      warnings == [
        "index.wxml:1:7: warning: <div> is no built-in component",
        "index.wxml:2:13: warning: <camera> does nothing here: it is shown with its children and"
          + " sends no events",
        "index.wxml:3:1: warning: <xr-mesh> does nothing here: it is shown with its children and"
          + " sends no events",
      ])
  }
}
