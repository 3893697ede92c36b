import Foundation
import Testing
import Wire

@testable import Platform

@Suite struct `The XML of payments` {
  private func read(_ text: String) throws -> [String: String] {
    try FlatXML.read(Array(text.utf8))
  }

  @Test func `is flat, with texts, CDATA and five entities`() throws {
    #expect(
      try read(
        "<?xml version=\"1.0\"?>\n<xml>\n<a><![CDATA[<&>]]></a><b>1</b><c/><d></d>"
          + "<e>&lt;&amp;&gt;&quot;&apos;&#65;&#x4e2d;</e><f>x<![CDATA[y]]>z</f></xml>\n")
        == ["a": "<&>", "b": "1", "c": "", "d": "", "e": "<&>\"'A中", "f": "xyz"])
  }

  @Test(arguments: [
    "", "<xml>", "<xml></xml>x", "<html></html>", "<xml><a></xml>", "<xml><a>1</b></xml>",
    "<xml><a b=\"1\">1</a></xml>", "<xml><a><b>1</b></a></xml>", "<xml>text</xml>",
    "<xml><a>&b;</a></xml>", "<xml><a>&</a></xml>", "<xml><a>&#xD800;</a></xml>",
    "<xml><a><![CDATA[</a></xml>", "<xml><a><!-- c --></a></xml>", "<xml><1:2>1</1:2></xml>",
    "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><a>&a;</a></xml>",
    "<?xml version=\"1.0\"?><!DOCTYPE xml SYSTEM \"file:///etc/passwd\"><xml></xml>",
  ])
  func `is nothing else`(_ text: String) {
    #expect(throws: FlatXML.Malformed.self) { try read(text) }
  }

  @Test func `has a hundred fields at most, with names of 64 bytes`() throws {
    let fields = { (count: Int) in
      "<xml>" + (0..<count).map { "<f\($0)>1</f\($0)>" }.joined() + "</xml>"
    }
    #expect(try read(fields(100)).count == 100)
    #expect(throws: FlatXML.Malformed.self) { try read(fields(101)) }
    let name = String(repeating: "n", count: 64)
    #expect(try read("<xml><\(name)>1</\(name)></xml>") == [name: "1"])
    #expect(throws: FlatXML.Malformed.self) { try read("<xml><\(name)n>1</\(name)n></xml>") }
  }

  @Test func `is read again as it was written`() throws {
    let fields = ["a": "1", "b": "]]>", "c": "中<&", "d": "", "e": "a]]>b]]>"]
    #expect(try read(FlatXML.write(fields)) == fields)
  }

  @Test func `of a refund is sealed as the platform's vector is`() throws {
    let plain =
      "<root><out_refund_no>R1</out_refund_no><refund_status>SUCCESS</refund_status></root>"
    #expect(
      try ResourceSeal.sealRefund(plain, apiKey: "0123456789abcdef0123456789abcdef")
        == "dDo+GCOVYtgSlXn23/zEWflDXwgO0oK5kucv3QjRHFvn7Lh4yPr6uu7ScJF174PUumBuHpVCbPkRsuTZN+RMQOblY/NMKnTUMCkYx1Y5fZ8hHUpLuESpr4QKre9hFssx"
    )
    #expect(
      try ResourceSeal.seal(
        #"{"trade_state":"SUCCESS"}"#, key: "0123456789abcdef0123456789ABCDEF",
        nonce: "nonce0123456", associated: "transaction")
        == "2jYhU7Fvyi6P+Hb8NDRwN4sRJMk32qOOtV2NuXg1W2IDW3o13LuzN48=")
  }
}

@Suite struct `The platform's servers` {
  private let platform = TestPlatform()
  private var server: PlatformServer {
    PlatformServer(store: platform.store, now: { platform.now })
  }

  private func get(_ path: String, _ query: String = "") -> PlatformResponse {
    server.answer(PlatformRequest(method: "GET", path: path, rawQuery: query))
  }

  private func post(_ path: String, _ body: String, _ query: String = "") -> PlatformResponse {
    server.answer(
      PlatformRequest(method: "POST", path: path, rawQuery: query, body: Array(body.utf8)))
  }

  private func json(_ response: PlatformResponse) throws -> JSON {
    try JSON(parsing: String(decoding: response.body, as: UTF8.self))
  }

  private func code(_ response: PlatformResponse) throws -> Int? {
    try json(response)["errcode"]?.int
  }

  @Test func `take bodies of a megabyte, not a byte more`() {
    let most = String(repeating: " ", count: PlatformServerLimits.bodyBytes)
    #expect(post("/pay/orderquery", most).status == 200)
    #expect(post("/pay/orderquery", most + " ").status == 413)
    #expect(post("/_sandbox/login", most + " ").status == 413)
    // A file comes with a little around it.
    let file = String(repeating: " ", count: PlatformServerLimits.uploadBytes)
    #expect(post("/cgi-bin/media/upload", file).status == 200)
    #expect(post("/cgi-bin/media/upload", file + " ").status == 413)
  }

  @Test func `exchange a code for a session, as the platform words it`() throws {
    let code = try platform.store.login("ada", in: "wx1", on: platform.now)
    let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
    let query = { (code: String, secret: String, type: String) in
      "appid=wx1&secret=\(secret)&js_code=\(code)&grant_type=\(type)"
    }
    let path = "/sns/jscode2session"
    #expect(try self.code(get(path, query(code, secret, "password"))) == 40_002)
    #expect(try self.code(get(path, query(code, "guess", "authorization_code"))) == 40_125)
    let session = try json(get(path, query(code, secret, "authorization_code")))
    #expect(session["openid"]?.string?.count == 28 && session["errcode"] == nil)
    #expect(try self.code(get(path, query(code, secret, "authorization_code"))) == 40_163)
    let message = try json(get(path, query("x", secret, "authorization_code")))["errmsg"]?.string
    #expect(message?.contains(#/ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/#) == true)
  }

  @Test func `want a token that they have issued`() throws {
    let path = "/cgi-bin/user/get"
    #expect(try code(get(path)) == 41_001)
    #expect(try code(get(path, "access_token=")) == 41_001)
    #expect(try code(get(path, "access_token=guess")) == 40_001)
    let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
    let issued = try json(
      get("/cgi-bin/token", "grant_type=client_credential&appid=wx1&secret=\(secret)"))
    let token = try #require(issued["access_token"]?.string)
    #expect(try code(get(path, "access_token=\(token)")) == nil)
    platform.advance(minutes: 120)
    #expect(try code(get(path, "access_token=\(token)")) == 42_001)
  }

  @Test func `never tell one program of another's users`() throws {
    let other = try platform.store.openID(of: "ada", in: "wx2", on: platform.now)
    let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
    let token = try platform.store.issueToken(appID: "wx1", secret: secret, on: platform.now).text
    #expect(try code(get("/cgi-bin/user/info", "access_token=\(token)&openid=\(other)")) == 40_003)
    #expect(
      try code(
        post(
          "/cgi-bin/message/custom/send",
          #"{"touser":"\#(other)","msgtype":"text","text":{"content":"x"}}"#,
          "access_token=\(token)")) == 40_003)
    #expect(
      try code(get("/wxa/getpaidunionid", "access_token=\(token)&openid=\(other)")) == 40_003)
  }

  @Test(arguments: [("", 44_002), ("{", 47_001), ("[]", 47_001), ("nonsense", 47_001)])
  func `refuse bodies that are no object`(_ body: String, _ expected: Int) throws {
    try refuse(body, expected)
  }

  @Test func `refuse bodies that nest without end`() throws {
    try refuse(String(repeating: "[", count: 100_000), 47_001)
  }

  private func refuse(_ body: String, _ expected: Int) throws {
    let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
    let token = try platform.store.issueToken(appID: "wx1", secret: secret, on: platform.now).text
    #expect(
      try code(post("/cgi-bin/message/custom/send", body, "access_token=\(token)")) == expected)
  }

  @Test func `read objects so deep and no deeper`() throws {
    let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
    let token = try platform.store.issueToken(appID: "wx1", secret: secret, on: platform.now).text
    let send = { (depth: Int) in
      let body =
        String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
      return try self.code(
        self.post("/cgi-bin/message/custom/send", body, "access_token=\(token)"))
    }
    #expect(try send(PlatformServerLimits.jsonDepth) == 47_003)
    #expect(try send(PlatformServerLimits.jsonDepth + 1) == 47_001)
  }

  @Test func `do not know what they do not serve`() {
    for path in ["/", "/cgi-bin/none", "/_sandbox/none", "/pay/none", "/../etc/passwd"] {
      #expect(get(path).status == 404, "\(path)")
    }
  }
}

@Suite struct `Numbers of version 3` {
  @Test(arguments: [
    "{}", "{\"a\":1,\"b\":true,\"c\":false,\"d\":null}", "{\"a\":\"1.5e3\"}",
    "[-1,0,123456789012345]",
    #"{"a\"1.5":1}"#,
  ])
  func `are whole`(_ text: String) { #expect(WholeNumbers.areAll(in: Array(text.utf8))) }

  @Test(arguments: ["[1.0]", "[1e2]", "[1E2]", "[1234567890123456]", "{\"total\":0.1}"])
  func `are nothing else`(_ text: String) {
    #expect(!WholeNumbers.areAll(in: Array(text.utf8)))
  }
}
