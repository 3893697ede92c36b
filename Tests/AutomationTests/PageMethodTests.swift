import Testing
import Wire

@Suite struct `The port's Page methods` {
  @Test func `read, write and call`() async throws {
    let port = try await Port(files: [
      "index.js": """
      Page({
        data: { list: [{ n: 1 }, { n: 2 }], text: 'a' },
        add(a, b) { return a + b; },
        async later(a) { await null; return { a }; },
        fail() { return Promise.reject(new Error('no')); },
      })
      """,
      "index.wxml": "<view>{{text}}</view>",
    ])
    let client = port.client
    let page = try await client.page()
    func ask(_ method: String, _ more: JSON) async throws -> JSON {
      var parameters = more.object ?? JSONObject()
      parameters["pageId"] = page
      return try await client.ask(method, .object(parameters))
    }
    #expect(try await ask("Page.getData", [:])["data"]?["text"] == "a")
    #expect(try await ask("Page.getData", ["path": "list[1].n"]) == ["data": 2])
    #expect(try await ask("Page.getData", ["path": "list[7].n"]) == [:])
    #expect(try await ask("Page.setData", ["data": ["text": "b", "list[0].n": 5]]) == [:])
    #expect(try await client.text("view") == "b")
    #expect(try await ask("Page.getData", ["path": "list[0]"]) == ["data": ["n": 5]])
    #expect(
      try await ask("Page.callMethod", ["method": "add", "args": [1, 2]]) == ["result": 3])
    #expect(
      try await ask("Page.callMethod", ["method": "later", "args": ["x"]])
        == ["result": ["a": "x"]])
    for (method, message) in [("fail", "no"), ("nothing", "page.nothing not exists")] {
      #expect(
        try await client.refusal(
          "Page.callMethod", ["pageId": page, "method": .string(method), "args": []]) == message)
    }
    await port.stop()
  }

  @Test func `find elements by selectors of any kind`() async throws {
    let port = try await Port("counter")
    let client = port.client
    for (selector, count) in [
      ("counter", 2), (".sum", 1), ("view", 3), ("counter + counter", 1), (".counter", 0),
      ("counter:nth-child(2)", 1), ("[data-index=\"1\"]", 1), (".sum, counter", 3), ("page", 1),
      ("counter > view", 2), ("#nothing", 0), ("*", 12), (".su", 0),
    ] {
      #expect(try await client.elements(selector).count == count, "\(selector)")
    }
    let page = try await client.page()
    let sum = try await client.ask("Page.getElement", ["pageId": page, "selector": ".sum"])
    #expect(sum["tagName"] == "view")
    #expect(sum["nodeId"] == nil)
    let host = try await client.element("counter")
    #expect(host["nodeId"] == host["elementId"])
    #expect(try await client.element("page")["tagName"] == "body")
    #expect(
      try await client.refusal("Page.getElement", ["pageId": page, "selector": ".none"])
        == "no such element")
    #expect(try await client.refusal("Page.getElement", ["pageId": page, "selector": "!!"]) != nil)
    await port.stop()
  }

  @Test(arguments: [
    ("/counter[2]", 1), ("//counter//view", 2), ("//view[@class='sum']", 1),
    ("//*[contains(text(), 'Together')]", 1), ("//button[normalize-space(text())=\"+\"]", 2),
    ("//view[contains(@class, \"counter\")]/button[last()]", 2),
    ("//counter[@data-index='1']/view/text", 1), ("/*", 3), ("//text()", 7), ("//nothing", 0),
    ("//button[@disabled='true']", 0), ("(//button)[3]", 1), ("//view[3 > 2]", 3),
    ("//button[position() mod 2 = 0]/..", 2), ("//text/following-sibling::button", 4),
    ("//button/preceding-sibling::text | //view", 5), ("//text/ancestor::counter", 2),
    ("count(//button) = 4", 0), ("//counter[.//button[string-length(@class) = 4]]", 2),
  ])
  func `find elements by XPath`(_ path: String, _ count: Int) async throws {
    let port = try await Port("counter")
    let client = port.client
    let page = try await client.page()
    let found = try await client.ask(
      "Page.getElementsByXpath", ["pageId": page, "selector": .string(path)])
    let elements = path == "//text()" ? 0 : count
    #expect(found["elements"]?.array?.count == elements)
    await port.stop()
  }

  @Test func `keep the identity of pages and refuse those that are gone`() async throws {
    let port = try await Port("notes")
    let client = port.client
    let list = try await client.page()
    try await client.tap(".new")
    let edit = try await client.page()
    #expect(edit != list)
    _ = try await client.wx("navigateBack")
    #expect(try await client.page() == list)
    for method in ["Page.getElements", "Page.getData", "Element.tap"] {
      #expect(
        try await client.refusal(
          method, ["pageId": edit, "selector": "view", "elementId": "1"]) == "page destroyed")
    }
    await port.stop()
  }

  @Test func `tell the window`() async throws {
    let port = try await Port("counter")
    let client = port.client
    let page = try await client.page()
    let names: JSON = [
      "innerWidth", "innerHeight", "document.documentElement.scrollWidth",
      "document.body.scrollTop",
      "nothing",
    ]
    func properties() async throws -> JSON? {
      try await client.ask("Page.getWindowProperties", ["pageId": page, "names": names])[
        "properties"]
    }
    #expect(try await properties() == [375, 603, 375, 0, .null])
    _ = try await client.wx("pageScrollTo", ["scrollTop": 120])
    #expect(try await properties() == [375, 603, 375, 120, .null])
    await port.stop()
  }

  @Test func `answer for what there is not`() async throws {
    let port = try await Port("counter")
    let client = port.client
    let page = try await client.page()
    for (method, parameters, message) in [
      ("Nothing.at.all", [:], "appservice Nothing.at.all unimplemented"),
      ("Page.nothing", ["pageId": page], "webview Page.nothing unimplemented"),
      ("Page.callFunction", ["pageId": page], "webview Page.callFunction unimplemented"),
      ("Tool.nothing", [:], "appservice Tool.nothing unimplemented"),
      ("Page.getElements", ["selector": "a"], "appservice Page.getElements unimplemented"),
      ("Page.getElements", ["pageId": 99_999, "selector": "a"], "page destroyed"),
      ("Element.tap", ["pageId": page, "elementId": "99999"], "element destroyed"),
      ("Element.tap", ["pageId": page, "elementId": "x"], "element destroyed"),
    ] as [(String, JSON, String)] {
      #expect(try await client.refusal(method, parameters) == message, "\(method)")
    }
    await port.stop()
  }
}
