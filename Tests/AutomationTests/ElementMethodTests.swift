import Testing
import Wire

@Suite struct `The port's Element methods` {
  @Test func `tap and read inside components`() async throws {
    let port = try await Port("counter")
    let client = port.client
    let counters = try await client.elements("counter")
    let inside = try await client.ask(
      "Element.getElements", of: counters[1], ["selector": ".more"])
    let more = try #require(inside["elements"]?[0])
    _ = try await client.ask("Element.tap", of: more)
    #expect(try await client.text(".sum") == "Together: 6")
    #expect(
      try await client.ask(
        "Element.getAttributes", of: counters[1], ["names": ["data-index", "nothing"]])
        == ["attributes": ["1", .null]])
    #expect(
      try await client.ask(
        "Element.getProperties", of: counters[1], ["names": ["value", "label", "__propPublic"]])
        == ["properties": [4, "Pears", ["label": true, "value": true]]])
    // A disabled button does not react.
    _ = try await client.ask(
      "Page.setData", ["pageId": try await client.page(), "data": ["counts[0].count": 0]])
    let less = try await client.ask(
      "Element.getElement", of: counters[0], ["selector": ".less"])
    _ = try await client.ask("Element.tap", of: less)
    #expect(try await client.text(".sum") == "Together: 6")
    await port.stop()
  }

  @Test func `read and change components`() async throws {
    let port = try await Port("counter")
    let client = port.client
    let counter = try await client.element("counter")
    #expect(
      try await client.ask("Element.getData", of: counter, ["path": "label"]) == ["data": "Apples"])
    _ = try await client.ask("Element.callMethod", of: counter, ["method": "more", "args": []])
    #expect(try await client.text(".sum") == "Together: 6")
    _ = try await client.ask("Element.setData", of: counter, ["data": ["label": "Plums"]])
    #expect(try await client.text("counter text") == "Plums: 3 ")
    await #expect(throws: Refusal(message: "component.nothing not exists")) {
      try await client.ask("Element.callMethod", of: counter, ["method": "nothing", "args": []])
    }
    await port.stop()
  }

  @Test func `tell markup, styles and places`() async throws {
    let port = try await Port(files: [
      "index.wxml": """
      <view id="a" class="box" data-user-name="x" hover-class="none"><text>a &lt; b</text>\
      <view wx:if="{{true}}">c</view></view>
      """,
      "index.wxss": ".box { color: red; margin-top: 20px; }",
    ])
    let client = port.client
    let box = try await client.element("#a")
    #expect(
      try await client.ask("Element.getWXML", of: box, ["type": "inner"])
        == ["wxml": "<text>a &lt; b</text><view>c</view>"])
    let outer = try await client.ask("Element.getWXML", of: box, ["type": "outer"])["wxml"]?.string
    #expect(outer?.hasPrefix("<view id=\"a\" class=\"box\"") == true)
    #expect(outer?.contains("data-user-name=\"x\"") == true)
    #expect(
      try await client.ask("Element.getStyles", of: box, ["names": ["color", "marginTop"]])
        == ["styles": ["rgb(255, 0, 0)", "20px"]])
    #expect(try await client.ask("Element.getOffset", of: box) == ["left": 0, "top": 0])
    #expect(
      try await client.ask(
        "Element.getDOMProperties", of: box, ["names": ["innerText", "offsetWidth", "nothing"]])
        == ["properties": ["a < b\nc", 0, .null]])
    await port.stop()
  }

  @Test func `keep the identity of elements until they are gone`() async throws {
    let port = try await Port(files: [
      "index.js": "Page({ data: { rows: ['a', 'b'] } })",
      "index.wxml": "<view wx:for=\"{{rows}}\" wx:key=\"*this\">{{item}}</view>",
    ])
    let client = port.client
    let page = try await client.page()
    let rows = try await client.elements("view")
    _ = try await client.ask(
      "Page.setData", ["pageId": page, "data": ["rows": ["c", "a", "b"]]])
    #expect(Array(try await client.elements("view")[1...]) == rows)
    _ = try await client.ask("Page.setData", ["pageId": page, "data": ["rows": ["c"]]])
    await #expect(throws: Refusal(message: "element destroyed")) {
      try await client.ask("Element.tap", of: rows[0])
    }
    await port.stop()
  }

  @Test func `use controls as a person would`() async throws {
    let port = try await Port(files: [
      "index.js": """
      const tell = (name) => function (event) {
        this.setData({ [name]: { type: event.type, ...event.detail } });
      };
      Page({
        data: { checked: false },
        typed: tell('typed'), confirmed: tell('confirmed'), switched: tell('switched'),
        slid: tell('slid'), swiped: tell('swiped'), moved: tell('moved'), scrolled: tell('scrolled'),
      })
      """,
      "index.wxml": """
      <input bindinput="typed" bindconfirm="confirmed" />
      <switch bindchange="switched" />
      <slider max="10" bindchange="slid" />
      <swiper bindchange="swiped"><swiper-item/><swiper-item/></swiper>
      <movable-area><movable-view direction="all" bindchange="moved"/></movable-area>
      <scroll-view scroll-y bindscroll="scrolled"><view>a</view></scroll-view>
      """,
    ])
    let client = port.client
    func use(_ selector: String, _ function: String, _ arguments: JSON) async throws -> JSON {
      try await client.ask(
        "Element.callFunction", of: try await client.element(selector),
        ["functionName": .string(function), "args": arguments])
    }
    func data(_ name: String) async throws -> JSON {
      try await client.ask(
        "Page.getData", ["pageId": try await client.page(), "path": .string(name)])["data"] ?? .null
    }
    func property(_ selector: String, _ name: String) async throws -> JSON? {
      try await client.ask(
        "Element.getProperties", of: try await client.element(selector),
        ["names": [.string(name)]])["properties"]?[0]
    }
    _ = try await use("input", "input.input", ["abc", true])
    #expect(try await data("typed")["value"] == "abc")
    #expect(try await data("typed")["cursor"] == 3)
    #expect(try await data("confirmed")["value"] == "abc")
    #expect(try await property("input", "value") == "abc")
    _ = try await use("switch", "switch.tap", [])
    #expect(try await data("switched")["value"] == true)
    #expect(try await property("switch", "checked") == true)
    _ = try await use("slider", "slider.slideTo", [7])
    #expect(try await data("slid")["value"] == 7)
    _ = try await use("swiper", "swiper.swipeTo", [1])
    #expect(try await data("swiped")["current"] == 1)
    #expect(try await data("swiped")["source"] == "touch")
    _ = try await use("movable-view", "movable-view.moveTo", [10, 20])
    #expect(try await data("moved")["x"] == 10)
    #expect(try await property("movable-view", "_translateY") == 20)
    _ = try await use("scroll-view", "scroll-view.scrollTo", [0, 90])
    #expect(try await data("scrolled")["scrollTop"] == 90)
    #expect(try await use("scroll-view", "scroll-view.scrollTop", []) == ["result": 90])
    for (name, message) in [("input.nothing", "input.nothing not exists")] {
      await #expect(throws: Refusal(message: message)) { try await use("input", name, []) }
    }
    await #expect(throws: Refusal(message: "functionName is not provided")) {
      try await client.ask(
        "Element.callFunction", of: try await client.element("input"), [:])
    }
    await port.stop()
  }

  @Test func `press with a finger, short and long`() async throws {
    let port = try await Port(files: [
      "index.js": """
      Page({
        data: { heard: [] },
        hear(event) { this.setData({ heard: [...this.data.heard, event.type] }); },
      })
      """,
      "index.wxml": """
      <view class="both" bindtap="hear" bindlongpress="hear" bindtouchstart="hear" \
      bindtouchend="hear">a</view>
      <view class="tap" bindtap="hear">b</view>
      """,
    ])
    let client = port.client
    func heard() async throws -> [String] {
      let data = try await client.ask(
        "Page.getData", ["pageId": try await client.page(), "path": "heard"])
      let all = data["data"]?.array?.compactMap(\.string) ?? []
      _ = try await client.ask(
        "Page.setData", ["pageId": try await client.page(), "data": ["heard": []]])
      return all
    }
    let both = try await client.element(".both")
    _ = try await client.ask("Element.tap", of: both)
    #expect(try await heard() == ["touchstart", "touchend", "tap"])
    _ = try await client.ask("Element.touchstart", of: both)
    while try await client.evaluate("() => getCurrentPages()[0].data.heard.length") != 2 {}
    _ = try await client.ask("Element.touchend", of: both)
    #expect(try await heard() == ["touchstart", "longpress", "touchend"])
    let slipped: JSON = ["changedTouches": [["identifier": 0, "pageX": 50, "pageY": 0]]]
    _ = try await client.ask("Element.touchstart", of: both)
    _ = try await client.ask("Element.touchmove", of: both, slipped)
    _ = try await client.ask("Element.touchend", of: both, slipped)
    #expect(try await heard() == ["touchstart", "touchend"])
    let tap = try await client.element(".tap")
    _ = try await client.ask("Element.touchstart", of: tap)
    _ = try await client.ask("Element.touchend", of: tap)
    #expect(try await heard() == ["tap"])
    await port.stop()
  }

  @Test func `send events of any name`() async throws {
    let port = try await Port(files: [
      "index.js": """
      Page({
        data: { heard: [] },
        hear(event) {
          const { currentTarget: { id }, type, detail } = event;
          this.setData({ heard: [...this.data.heard, { id, type, detail }] });
        },
      })
      """,
      "index.wxml": """
      <view id="outer" bindfancy="hear" bindtap="hear"><view id="inner" bindfancy="hear">a</view></view>
      """,
    ])
    let client = port.client
    func heard() async throws -> JSON? {
      try await client.ask(
        "Page.getData", ["pageId": try await client.page(), "path": "heard"])["data"]
    }
    let inner = try await client.element("#inner")
    _ = try await client.ask(
      "Element.triggerEvent", of: inner, ["type": "fancy", "detail": ["a": 1]])
    let once: JSON = ["id": "inner", "type": "fancy", "detail": ["a": 1]]
    #expect(try await heard() == [once])
    _ = try await client.ask(
      "Element.dispatchEvent", of: inner, ["eventName": "fancy", "eventData": ["detail": ["b": 2]]])
    let again: JSON = ["id": "inner", "type": "fancy", "detail": ["b": 2]]
    let outer: JSON = ["id": "outer", "type": "fancy", "detail": ["b": 2]]
    #expect(try await heard() == [once, again, outer])
    for (more, message) in [
      (["eventData": [:]], "eventName is not provided"),
      (["eventName": "fancy", "$": ".none"], "target is not found"),
    ] as [(JSON, String)] {
      await #expect(throws: Refusal(message: message)) {
        try await client.ask("Element.dispatchEvent", of: inner, more)
      }
    }
    await port.stop()
  }

  @Test func `answer dialogs that the host shows`() async throws {
    let port = try await Port(files: [
      "index.js": """
      Page({
        data: { answer: '' },
        ask() {
          wx.showModal({ title: 'Sure?', success: ({ confirm }) => {
            this.setData({ answer: confirm ? 'yes' : 'no' });
          } });
        },
      })
      """,
      "index.wxml": "<view bindtap=\"ask\">{{answer}}</view>",
    ])
    let client = port.client
    func native(_ method: String, _ data: JSON = [:]) async throws -> JSON {
      try await client.ask("Tool.native", ["method": .string(method), "data": data])
    }
    #expect(try await native("confirmModal")["error"]?["message"]?.string?.isEmpty == false)
    for (method, answer) in [("confirmModal", "yes"), ("cancelModal", "no")] {
      try await client.tap("view")
      #expect(try await native(method) == [:])
      while try await client.text("view") != answer {}
    }
    #expect(
      try await native("nothing") == ["error": ["message": "can not find in protocol: nothing"]])
    #expect(
      try await native("navigateLeft")["error"]?["message"] == "there is no page to go back to")
    await port.stop()
  }

  @Test func `allow and forget permissions`() async throws {
    let port = try await Port(files: [
      "index.js": """
      Page({
        data: { answer: '' },
        ask() {
          wx.authorize({
            scope: 'scope.record',
            success: () => this.setData({ answer: 'yes' }), fail: () => this.setData({ answer: 'no' }),
          });
        },
      })
      """,
      "index.wxml": "<view bindtap=\"ask\">{{answer}}</view>",
    ])
    let client = port.client
    func decided() async throws -> JSON? {
      try await client.wx("getSetting")["authSetting"]?["scope.record"]
    }
    #expect(try await decided() == nil)
    try await client.tap("view")
    #expect(try await client.ask("Tool.native", ["method": "authorizeAllow"]) == [:])
    while try await client.text("view") != "yes" {}
    #expect(try await decided() == true)
    _ = try await client.ask("Tool.clearAuth")
    #expect(try await decided() == nil)
    try await client.tap("view")
    #expect(try await client.ask("Tool.native", ["method": "authorizeCancel"]) == [:])
    while try await client.text("view") != "no" {}
    await port.stop()
  }
}
