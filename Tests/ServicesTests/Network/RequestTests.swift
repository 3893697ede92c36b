import Bridge
import Testing
import Wire

@testable import Services

struct Refused: Sendable, CustomTestStringConvertible {
  let request: String
  let errno: Int

  init(_ request: String, _ errno: Int) {
    self.request = request
    self.errno = errno
  }

  var testDescription: String { request }
}

@Suite struct `wx.request` {
  @Test func `answers with data, status, headers and cookies`() async throws {
    let head = HTTPHead(
      status: 404,
      headers: [
        HTTPField("X-One", "1"), HTTPField("x-one", "2"), HTTPField("Set-Cookie", "a=1"),
        HTTPField("set-cookie", "b=2"),
      ])
    let stage = NetworkStage([
      .init("https://h.example/a", .response(head, body: Array("\u{FEFF}{\"n\":1}".utf8)))
    ])
    let reply = try await stage.call("request", ["url": "https://h.example/a"]).get().value
    #expect(reply["data"] == "{\"n\":1}")
    #expect(reply["statusCode"] == 404)
    #expect(reply["header"]?["X-One"] == "1,2")
    #expect(reply["cookies"] == ["a=1", "b=2"])
    #expect(reply["profile"]?["statusCode"] == 404)
    let received = try #require(stage.events("onHeadersReceived").first)
    #expect(received.payload.value["statusCode"] == 404)
  }

  @Test func `answers bytes as an ArrayBuffer`() async throws {
    let stage = NetworkStage([.init("*", .response(HTTPHead(status: 200), body: [0, 255, 7]))])
    let reply = try await stage.call(
      "request", ["url": "https://h.example/", "responseType": "arraybuffer"]
    ).get()
    #expect(reply.attachments == [[0, 255, 7]])
    #expect(reply.value["data"] == nil)
  }

  @Test func `sends text and bytes, the host's referer and no header of the connection`()
    async throws
  {
    let transport = ScriptedTransport([.init("*", .json("{}"))])
    let stage = NetworkStage(NetworkSettings(transport: transport))
    _ = try await stage.call(
      "request",
      [
        "url": "https://h.example/", "method": "POST", "data": "é",
        "header": [
          "Referer": "https://evil.example", "Host": "other.example", "Content-Length": "9",
          "X-Mine": " yes ", "content-type": "text/plain",
        ],
      ]
    ).get()
    _ = try await stage.call(
      "request", ["url": "https://h.example/", "method": "PUT", "bytes": ["$buffer": 0]],
      attachments: [[1, 2]]
    ).get()
    let requests = transport.requests
    guard case .bytes(let text) = requests[0].body, case .bytes(let bytes) = requests[1].body else {
      Issue.record("no body was sent")
      return
    }
    #expect(text == Array("é".utf8))
    #expect(bytes == [1, 2])
    #expect(
      requests[0].header("referer") == "https://servicewechat.com/wx1/devtools/page-frame.html")
    #expect(requests[0].header("host") == nil)
    #expect(requests[0].header("content-length") == nil)
    #expect(requests[0].header("x-mine") == "yes")
  }

  @Test(arguments: [
    Refused(#"{"url":"ftp://h.example/"}"#, 600_009), Refused(#"{"url":"h.example"}"#, 600_009),
    Refused(#"{"url":"https://h.example/a\r\nb"}"#, 600_009),
    Refused(#"{"url":"https://api.weixin.qq.com/sns"}"#, 600_002),
    Refused(#"{"url":"https://h.example/","method":"get"}"#, 600_010),
    Refused(#"{"url":"https://h.example/","method":"CONNECT"}"#, 600_010),
    Refused(#"{"url":"https://h.example/","header":{"a":"1\r\nb: 2"}}"#, 600_010),
    Refused(#"{"url":"https://h.example/","header":{"a b":"1"}}"#, 600_010),
    Refused(#"{"url":"https://h.example/","header":{"":"1"}}"#, 600_010),
    Refused(#"{"url":"https://h.example/","header":{"a":"\u0000"}}"#, 600_010),
    Refused("{}", 1001), Refused(#"{"url":7}"#, 1001),
  ])
  func `refuses what cannot be sent`(_ refused: Refused) async throws {
    let stage = NetworkStage([.init("*", .json("{}"))])
    let outcome = await stage.call("request", try JSON(parsing: refused.request))
    guard case .failure(let error) = outcome else {
      Issue.record("it was sent")
      return
    }
    #expect(error.errno == refused.errno)
  }

  @Test(arguments: [
    NetworkError.unreachable("nobody"), .timedOut, .interrupted, .handshake("bad"),
  ])
  func `tells failures in the platform's words`(_ failure: NetworkError) async {
    let stage = NetworkStage([.init("*", .failure(failure))])
    let words = [
      CallError("connect error: nobody", errno: 600_001), CallError("timeout", errno: 5),
      CallError("interrupted", errno: 600_003),
      CallError("ssl hand shake error: bad", errno: 600_001),
    ]
    let outcome = await stage.call("request", ["url": "https://h.example/"])
    guard case .failure(let error) = outcome else {
      Issue.record("it answered")
      return
    }
    #expect(words.contains(error))
    #expect(error == failure.callError)
  }

  @Test func `is timed on the session's clock`() async {
    let stage = NetworkStage([.init("*", delayMilliseconds: 5_000, .json("{}"))])
    let start = stage.paper.now
    #expect(
      await stage.call("request", ["url": "https://h.example/", "timeout": 3_000])
        == .failure(.timedOut))
    #expect((3_000...3_100).contains(stage.paper.now - start))
  }

  @Test func `without a network fails after a while of the session's time`() async {
    let stage = NetworkStage(.offline)
    let start = stage.paper.now
    let outcome = await stage.call("request", ["url": "https://h.example/"])
    guard case .failure(let error) = outcome else {
      Issue.record("it answered")
      return
    }
    #expect(error.errno == 600_001)
    #expect(stage.paper.now - start >= 50)
  }

  @Test func `hands chunks on as they come`() async throws {
    let stage = NetworkStage([.init("*", .response(HTTPHead(status: 200), body: [7, 8]))])
    let reply = try await stage.call(
      "request", ["url": "https://h.example/", "enableChunked": true]
    ).get()
    #expect(stage.events("onChunkReceived").map(\.payload.attachments) == [[[7, 8]]])
    #expect(reply.value["data"] == "")
  }

  @Test func `takes a response up to the limit`() async throws {
    let body = [UInt8](repeating: 65, count: NetworkLimits.responseBytes)
    let stage = NetworkStage([
      .init("https://h.example/fits", .response(HTTPHead(status: 200), body: body)),
      .init("*", .response(HTTPHead(status: 200), body: body + [65])),
    ])
    let fits = try await stage.call(
      "request", ["url": "https://h.example/fits", "responseType": "arraybuffer"]
    ).get()
    #expect(fits.attachments.first?.count == body.count)
    #expect(
      await stage.call("request", ["url": "https://h.example/more"])
        == .failure(NetworkError.tooLarge(limit: NetworkLimits.responseBytes).callError))
  }

  @Test func `takes headers up to the limits`() async throws {
    let stage = NetworkStage([.init("*", .json("{}"))])
    func send(_ count: Int, _ bytes: Int) async -> Bool {
      let header = JSONObject(
        members: (0..<count).map { index in
          .init(
            name: "h\(index)",
            value: .string(String(repeating: "v", count: index == 0 ? bytes : 1)))
        })
      let outcome = await stage.call(
        "request", ["url": "https://h.example/", "header": .object(header)])
      return (try? outcome.get()) != nil
    }
    #expect(await send(NetworkLimits.headers, 1))
    #expect(await send(NetworkLimits.headers + 1, 1) == false)
    #expect(await send(1, NetworkLimits.headerBytes - 2))
    #expect(await send(1, NetworkLimits.headerBytes - 1) == false)
  }

  @Test func `holds the lists of domains when there are any`() async {
    let policy = NetworkPolicy(
      domains: [.request: ["https://h.example", "https://p.example:8443"]])
    let stage = NetworkStage([.init("*", .json("{}"))], policy: policy)
    let outcomes = [
      "https://h.example/a", "https://p.example:8443/", "https://p.example/",
      "https://h.example:443/", "http://h.example/", "https://sub.h.example/", "https://1.1.1.1/",
    ]
    var allowed: [String] = []
    for url in outcomes where (try? await stage.call("request", ["url": .string(url)]).get()) != nil
    {
      allowed.append(url)
    }
    #expect(allowed == ["https://h.example/a", "https://p.example:8443/"])
    #expect(
      await stage.call("request", ["url": "https://x.example/"])
        == .failure(CallError("url not in domain list", errno: 600_002)))
  }
}
