import Testing
import Wire

@Suite struct `The port's App methods` {
  @Test func `call wx with options, with arguments, and with what it refuses`() async throws {
    let port = try await Port("tabs")
    let client = port.client
    #expect(try await client.wx("getSystemInfoSync")["platform"] == "devtools")
    #expect(try await client.wx("canIUse", "navigateTo") == true)
    let switched = try await client.wx("switchTab", ["url": "/pages/me/me"])
    #expect(switched["errMsg"] == "switchTab:ok")
    #expect(try await client.ask("App.getCurrentPage")["path"] == "pages/me/me")
    #expect(
      try await client.refusal(
        "App.callWxMethod", ["method": "navigateTo", "args": [["url": "/pages/home/home"]]])
        == "can not navigateTo a tabbar page")
    #expect(
      try await client.refusal("App.callWxMethod", ["method": "nowhere", "args": []])
        == "wx.nowhere not exists")
    // What is named in the list of synchronous functions never fails (5, App).
    _ = try await client.wx("navigateBack")
    await port.stop()
  }

  @Test func `tell the page and the stack`() async throws {
    let port = try await Port("tabs")
    let client = port.client
    let first = try await client.ask("App.getCurrentPage")
    #expect(first["path"] == "pages/home/home")
    #expect(first["query"] == [:])
    _ = try await client.wx("navigateTo", ["url": "/shop/pages/item/item?id=2"])
    let stack = try #require(try await client.ask("App.getPageStack")["pageStack"]?.array)
    #expect(stack.map { $0["path"] } == ["pages/home/home", "shop/pages/item/item"])
    #expect(stack[1]["query"] == ["id": "2"])
    _ = try await client.wx("navigateBack")
    #expect(try await client.ask("App.getCurrentPage") == first)
    await port.stop()
  }

  @Test(
    arguments: [
      ("function () { return 1 + 1; }", [], "2"),
      ("(a, b) => a + b", ["x", "y"], "\"xy\""),
      ("async function (a) { await null; return { a }; }", [[1, 2]], "{\"a\":[1,2]}"),
      ("function named(a, b = 7) { return b; }", [1], "7"),
      ("() => { global.kept = 5; return global.kept; }", [], "5"),
      ("function () { return this === globalThis; }", [], "true"),
      ("() => getCurrentPages()[0].route", [], "\"index\""),
      ("() => getCurrentPages()[0].__wxWebviewId__ > 0", [], "true"),
      ("() => __wxConfig.accountInfo.appId.length > 0", [], "true"),
    ] as [(String, JSON, String)])
  func `run functions in the mini-program`(
    _ source: String, _ arguments: JSON, _ result: String
  ) async throws {
    let port = try await Port(files: [:])
    #expect(try await port.client.evaluate(source, arguments).jsonText == result)
    await port.stop()
  }

  @Test func `tell what a function throws, and leave out what is undefined`() async throws {
    let port = try await Port(files: [:])
    let client = port.client
    for (source, message) in [
      ("() => { throw new TypeError('no luck'); }", "no luck"),
      ("async () => { throw new Error('later'); }", "later"),
    ] {
      #expect(
        try await client.refusal("App.callFunction", ["functionDeclaration": .string(source)])
          == message)
    }
    #expect(try await client.refusal("App.callFunction", ["functionDeclaration": "(("]) != nil)
    #expect(
      try await client.ask("App.callFunction", ["functionDeclaration": "() => undefined"]) == [:])
    await port.stop()
  }

  @Test func `leave code from strings forbidden to the mini-program`() async throws {
    let port = try await Port(files: [:])
    #expect(
      try await port.client.evaluate(
        "() => { try { return new Function('return 1')(); } catch (e) { return e.name; } }")
        == "EvalError")
    #expect(try await port.client.evaluate("() => typeof eval('1 + 1')") == "undefined")
    await port.stop()
  }

  @Test func `mock wx and restore it`() async throws {
    let port = try await Port(files: [:])
    let client = port.client
    func mock(_ method: String, _ more: JSON = [:]) async throws {
      var parameters = more.object ?? JSONObject()
      parameters["method"] = .string(method)
      _ = try await client.ask("App.mockWxMethod", .object(parameters))
    }
    let confirmed = "() => wx.showModal({ title: 'a' })"
    try await mock("showModal", ["result": ["confirm": true, "errMsg": "showModal:ok"]])
    #expect(try await client.evaluate(confirmed)["confirm"] == true)
    try await mock("showModal", ["result": ["errMsg": "showModal:fail broken"]])
    #expect(
      try await client.refusal("App.callWxMethod", ["method": "showModal", "args": [["a": 1]]])
        == "broken")
    try await mock(
      "getSystemInfoSync",
      [
        "functionDeclaration":
          "function (extra) { const real = this.origin(); return { sdk: real.SDKVersion, extra }; }",
        "args": ["more"],
      ])
    let info = try await client.wx("getSystemInfoSync")
    #expect(info["extra"] == "more")
    #expect(info["sdk"]?.string?.isEmpty == false)
    try await mock("getSystemInfoSync")
    #expect(try await client.wx("getSystemInfoSync")["platform"] == "devtools")
    #expect(
      try await client.refusal("App.mockWxMethod", ["method": "onAppShow", "result": 1])
        == "You can't mock wx.onAppShow")
    #expect(
      try await client.refusal("App.mockWxMethod", ["method": "nowhere", "result": 1])
        == "wx.nowhere not exists")
    await port.stop()
  }

  @Test func `bind functions whose calls come as events`() async throws {
    let port = try await Port(files: [:])
    let client = port.client
    let other = try await port.connect()
    _ = try await client.ask("App.addBinding", ["name": "told"])
    _ = try await client.evaluate(
      """
      () => {
        const loop = { a: 1, fn() {} };
        loop.self = loop;
        told('x', { n: 1 }, loop);
      }
      """)
    let expected: JSON = ["name": "told", "args": ["x", ["n": 1], ["a": 1]]]
    #expect(try await client.event("App.bindingCalled") == expected)
    #expect(try await other.event("App.bindingCalled") == expected)
    #expect(try await client.refusal("App.addBinding", ["name": "a b"]) != nil)
    await port.stop()
  }

  @Test func `tell console lines and errors`() async throws {
    let port = try await Port(files: [
      "index.js": "Page({ fail() { throw new Error('broken'); } })",
      "index.wxml": "<view bindtap=\"fail\">tap</view>",
    ])
    let client = port.client
    _ = try await client.evaluate("() => { console.log('before'); }")
    _ = try await client.ask("App.enableLog")
    _ = try await client.ask("App.enableLog")
    _ = try await client.evaluate("() => { console.warn('after', { a: [1] }); }")
    #expect(
      try await client.event("App.logAdded")
        == ["type": "warn", "args": ["after", ["a": [1]]]])
    try await client.tap("view")
    let error = try await client.event("App.exceptionThrown")
    #expect(error["message"]?.string?.contains("broken") == true)
    #expect(error["stack"]?.string?.contains("index.js") == true)
    #expect(await client.events.isEmpty)
    #expect(try await client.text("view") == "tap")
    await port.stop()
  }

  @Test func `answer a screenshot with the documented error, and leave`() async throws {
    let port = try await Port(files: [:])
    let client = port.client
    #expect(try await client.refusal("App.captureScreenshot") == "fail to capture screenshot")
    _ = try await client.ask("App.exit")
    #expect(try await client.refusal("App.getPageStack") == "Remote debug connection lost")
    #expect(
      try await client.refusal("App.callFunction", ["functionDeclaration": "() => 1"])
        == "Remote debug connection lost")
    #expect(try await client.ask("Tool.getInfo")["version"]?.string?.isEmpty == false)
    _ = try await client.ask("Tool.compile")
    #expect(try await client.event("App.initialized") == ["from": "devtools"])
    #expect(try await client.evaluate("() => 1") == 1)
    await port.stop()
  }

  @Test func `bind so many functions, and carry so much, and no more`() async throws {
    let port = try await Port(files: [:])
    let client = port.client
    for index in 1...1_000 {
      _ = try await client.ask("App.addBinding", ["name": .string("b\(index)")])
    }
    #expect(
      try await client.refusal("App.addBinding", ["name": "b1001"]) == "at most 1000 bindings fit")
    _ = try await client.ask("App.addBinding", ["name": "b1"])
    // What is around the text takes 25 characters.
    _ = try await client.evaluate("() => { b1('x'.repeat((1 << 20) - 25)); }")
    #expect(
      try await client.event("App.bindingCalled")["args"]?[0]?.string?.count == (1 << 20) - 25)
    #expect(
      try await client.refusal(
        "App.callFunction",
        ["functionDeclaration": "() => { b1('x'.repeat((1 << 20) - 24)); }"]) != nil)
    _ = try await client.evaluate("() => { b1(new Array(60000).fill(1)); }")
    #expect(try await client.event("App.bindingCalled")["args"]?[0]?.array?.count == 49_999)
    await port.stop()
  }

  @Test func `tell of the way back after its answer, where answers are held back`() async throws {
    var limits = Port.quick
    limits.paceMilliseconds = 5
    let port = try await Port("notes", limits: limits)
    let client = port.client
    _ = try await client.ask("App.addBinding", ["name": "routed"])
    _ = try await client.wx("navigateTo", ["url": "/pages/edit/edit"])
    _ = try await client.evaluate(
      "() => { wx.onAppRouteDone(({ openType }) => routed(openType)); }")
    _ = try await client.wx("navigateBack")
    #expect(await client.events.isEmpty)
    #expect(
      try await client.event("App.bindingCalled") == ["name": "routed", "args": ["navigateBack"]])
    await port.stop()
  }
}
