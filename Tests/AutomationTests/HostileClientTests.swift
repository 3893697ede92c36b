import Automation
import TestSupport
import Testing
import Wire

@Suite struct `Hostile clients of the port` {
  /// Whether the port still serves somebody else.
  private func stillServes(_ port: Port) async throws -> Bool {
    try await port.connect().ask("App.getCurrentPage")["path"] == "index"
  }

  @Test(arguments: [
    "", "{", "[", "[]", "null", "5", "\"a\"", "{}", "{\"id\":null}", "{\"id\":{}}", "{\"id\":[1]}",
    "{\"id\":\"a\",\"method\":5,\"params\":\"x\"}",
    "{\"id\":\"a\",\"method\":\"Page.getElements\",\"params\":{\"pageId\":{}}}",
    "{\"id\":\"a\",\"method\":\"App.callWxMethod\",\"params\":{\"method\":\"__proto__\"}}",
    "{\"id\":\"a\",\"method\":\"App.callWxMethod\",\"params\":{\"method\":\"constructor\"}}",
  ])
  func `who send nonsense hurt nobody`(_ text: String) async throws {
    try await send(text)
  }

  @Test func `who nest without end hurt nobody`() async throws {
    try await send(String(repeating: "[", count: 100_000))
  }

  private func send(_ text: String) async throws {
    let port = try await Port(files: [:])
    await port.client.socket.sendFrame(Array(text.utf8))
    #expect(try await port.client.ask("App.getCurrentPage")["path"] == "index")
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test func `may have so many requests waiting and no more`() async throws {
    var limits = Port.quick
    limits.pendingRequests = 3
    let port = try await Port(files: [:], limits: limits)
    let client = port.client
    let never: JSON = ["functionDeclaration": "() => new Promise(() => {})"]
    for _ in 0..<3 { _ = await client.post("App.callFunction", never) }
    #expect(
      try await client.refusal("App.getCurrentPage")
        == "3 requests wait; at most that many fit")
    await port.stop()
  }

  @Test func `get an answer in the end`() async throws {
    var limits = Port.quick
    limits.requestMilliseconds = 50
    let port = try await Port(files: [:], limits: limits)
    let message = try await port.client.refusal(
      "App.callFunction", ["functionDeclaration": "() => new Promise(() => {})"])
    #expect(message?.hasPrefix("no answer within 50 ms") == true)
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test func `are let go when a request is too long, and only they`() async throws {
    var limits = Port.quick
    limits.requestBytes = 10_000
    let port = try await Port(files: [:], limits: limits)
    let fits: JSON = [
      "functionDeclaration": .string("() => 1 /*" + String(repeating: "a", count: 9_000) + "*/")
    ]
    #expect(try await port.client.ask("App.callFunction", fits) == ["result": 1])
    await port.client.socket.sendFrame([UInt8](repeating: 0x61, count: 10_001))
    #expect(await port.client.socket.readCloseCode() == 1009)
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test func `who do not read miss events, and others do not`() async throws {
    var limits = Port.quick
    limits.eventQueueBytes = 1 << 20
    let port = try await Port(files: [:], limits: limits)
    let deaf = try await port.connect()
    _ = try await port.client.ask("App.enableLog")
    for _ in 0..<40 {
      _ = try await port.client.evaluate(
        "() => { for (let i = 0; i < 100; i++) console.log('x'.repeat(4000)); }")
    }
    #expect(try await port.client.ask("App.getCurrentPage")["path"] == "index")
    #expect(await port.client.events.count == 4_000)
    // What waited for it, it gets; the rest it has missed.
    #expect(try await deaf.ask("App.getCurrentPage")["path"] == "index")
    let heard = await deaf.events.count
    #expect(heard > 0 && heard < 4_000, "\(heard)")
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test func `are so many and no more`() async throws {
    var limits = Port.quick
    limits.clients = 2
    let port = try await Port(files: [:], limits: limits)
    let second = try await port.connect()
    let third = try SocketClient(port: port.server.port)
    #expect(await third.upgrade() == nil)
    #expect(try await second.ask("App.getCurrentPage")["path"] == "index")
    #expect(try await port.client.ask("App.getCurrentPage")["path"] == "index")
    await port.stop()
  }

  @Test func `who vanish in the middle of a request leave nothing behind`() async throws {
    let port = try await Port(files: [:])
    for _ in 0..<20 {
      let client = try await port.connect()
      _ = await client.post("App.callFunction", ["functionDeclaration": "() => 1"])
      await client.socket.send([0x81, 0xFE, 0xFF, 0xFF])
    }
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test(arguments: [
    "//" + String(repeating: "*[", count: 30) + "1" + String(repeating: "]", count: 30),
    String(repeating: "//*", count: 100), String(repeating: "(", count: 200) + "1",
    "//*[//*[//*[//*[//*]]]]", "1" + String(repeating: "+1", count: 150),
    String(repeating: "//*|", count: 60) + "//*",
  ])
  func `may ask for costly XPaths`(_ path: String) async throws {
    let rows = String(repeating: "<view><view>a</view></view>", count: 200)
    let port = try await Port(files: ["index.wxml": rows])
    let client = port.client
    _ = try await client.refusal(
      "Page.getElementsByXpath", ["pageId": try await client.page(), "selector": .string(path)])
    #expect(try await stillServes(port))
    await port.stop()
  }

  @Test func `cannot ask for more names than fit`() async throws {
    var limits = Port.quick
    limits.names = 2
    let port = try await Port(files: [:], limits: limits)
    let client = port.client
    let view = try await client.element("view")
    #expect(
      try await client.ask("Element.getAttributes", of: view, ["names": ["a", "b"]])
        == ["attributes": [.null, .null]])
    await #expect(throws: Refusal(message: "'names' holds 3 texts; at most 2 fit")) {
      try await client.ask("Element.getAttributes", of: view, ["names": ["a", "b", "c"]])
    }
    await port.stop()
  }

  @Test func `make the port wait as its pace says`() async throws {
    var limits = AutomationLimits()
    limits.paceMilliseconds = 40
    let port = try await Port(files: [:], limits: limits)
    let start = ContinuousClock.now
    _ = try await port.client.ask("App.getCurrentPage")
    #expect(ContinuousClock.now - start >= .milliseconds(40))
    await port.stop()
  }

  @Test func `close the tool`() async throws {
    let port = try await Port(files: [:])
    let id = await port.client.post("Tool.close")
    #expect(try await port.client.answer(to: id) == [:])
    #expect(try await port.client.message() == nil)
    await port.server.wait()
    await port.stop()
  }
}
