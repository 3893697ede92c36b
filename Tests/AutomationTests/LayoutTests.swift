import Automation
import Host
import Testing
import Wire

/// Everything is a square of 10 px at (3, 4), on a picture of one byte.
private struct Square: ScreenLayout {
  func box(of node: Int, in session: Session) async -> ScreenBox? {
    ScreenBox(left: 3, top: 4, width: 10, height: 10.4)
  }
  func contentSize(
    of node: Int, in session: Session
  ) async -> (width: Double, height: Double)? { (20, 900) }
  func picture(of session: Session) async -> [UInt8]? { [0x50] }
}

@Suite struct `A layout of the port` {
  @Test func `gives sizes, places, pictures and the middle that is touched`() async throws {
    let port = try await Port(
      files: [
        "index.js":
          "Page({ data: { at: '' }, hear({ detail: { x, y } }) { this.setData({ at: `${x},${y}` }); } })",
        "index.wxml": "<scroll-view bindtap=\"hear\">{{at}}</scroll-view>",
      ], layout: Square())
    let client = port.client
    let view = try await client.element("scroll-view")
    #expect(try await client.ask("Element.getOffset", of: view) == ["left": 3, "top": 4])
    #expect(
      try await client.ask(
        "Element.getDOMProperties", of: view, ["names": ["offsetWidth", "offsetHeight"]])
        == ["properties": [10, 10]])
    #expect(
      try await client.ask(
        "Element.callFunction", of: view, ["functionName": "scroll-view.scrollHeight", "args": []])
        == ["result": 900])
    #expect(
      try await client.ask(
        "Page.getWindowProperties",
        [
          "pageId": try await client.page(),
          "names": ["document.documentElement.scrollHeight"],
        ]) == ["properties": [900]])
    #expect(try await client.ask("App.captureScreenshot") == ["data": "UA=="])
    try await client.tap("scroll-view")
    #expect(try await client.text("scroll-view") == "8,9.2")
    await port.stop()
  }
}
