import Host
import Testing
import Wire

/// What built-in components do beyond the pages of the gallery.
@Suite struct BehaviourTests {
  /// A page whose handler `heard` logs the type and detail of an event.
  private static let listening =
    "Page({ data: { on: false, at: 0, text: 'a', size: 0 }, heard(e) { console.log(e.type + ' ' + JSON.stringify(e.detail)); },"
    + " turn() { this.setData({ on: !this.data.on }); }, go() { this.setData({ at: 2 }); } })"

  @Test func `swiper: autoplay follows the clock and stops when it is turned off`() async throws {
    try await Gallery.show(
      "<swiper autoplay=\"{{!on}}\" interval=\"1000\" duration=\"200\" bindchange=\"heard\" bindanimationfinish=\"heard\">"
        + "<swiper-item item-id=\"a\"/><swiper-item item-id=\"b\"/></swiper><button bindtap=\"turn\">off</button>",
      Self.listening
    ) { gallery in
      await gallery.session.settle(within: 2_500)
      #expect(
        await gallery.log == [
          #"change {"current":1,"currentItemId":"b","source":"autoplay"}"#,
          #"animationfinish {"current":1,"currentItemId":"b","source":"autoplay"}"#,
          #"change {"current":0,"currentItemId":"a","source":"autoplay"}"#,
          #"animationfinish {"current":0,"currentItemId":"a","source":"autoplay"}"#,
        ])
      try await gallery.session.tap("button")
      await gallery.session.settle(within: 5_000)
      #expect(await gallery.log.count == 4)
    }
  }

  @Test func `swiper: a current of the script is told without a source`() async throws {
    try await Gallery.show(
      "<swiper current=\"{{at}}\" bindchange=\"heard\"><swiper-item/><swiper-item/><swiper-item/></swiper>"
        + "<button bindtap=\"go\">go</button>", Self.listening
    ) { gallery in
      #expect(await gallery.log.isEmpty)
      try await gallery.session.tap("button")
      #expect(await gallery.log == [#"change {"current":2,"currentItemId":"","source":""}"#])
    }
  }

  @Test func `inputs: one has the focus, and the other is told first that it lost it`() async throws
  {
    try await Gallery.show(
      "<input class=\"one\" value=\"1\" focus bindfocus=\"heard\" bindblur=\"heard\"/>"
        + "<input class=\"two\" value=\"2\" bindfocus=\"heard\" bindblur=\"heard\" bindconfirm=\"heard\"/>"
        + "<input class=\"off\" disabled bindfocus=\"heard\"/>", Self.listening
    ) { gallery in
      try await gallery.session.focus(".two")
      try await gallery.session.focus(".off")
      try await gallery.session.confirm(".two")
      #expect(
        await gallery.log == [
          #"focus {"value":"1","height":0}"#, #"blur {"value":"1"}"#,
          #"focus {"value":"2","height":0}"#, #"confirm {"value":"2"}"#, #"blur {"value":"2"}"#,
        ])
    }
  }

  @Test func `touches come before their tap, and a heard longpress takes its place`() async throws {
    try await Gallery.show(
      "<view class=\"tapped\" bindtouchstart=\"heard\" bindtouchend=\"heard\" bindtap=\"heard\">a</view>"
        + "<view class=\"held\" bindlongpress=\"heard\" bindtap=\"heard\">b</view>", Self.listening
    ) { gallery in
      try await gallery.session.tap(".tapped")
      try await gallery.session.longPress(".held")
      try await gallery.session.tap(".held")
      #expect(
        await gallery.log.map { $0.split(separator: " ")[0] }
          == ["touchstart", "touchend", "tap", "longpress", "tap"])
    }
  }

  @Test func `picker: columns, months and regions`() async throws {
    try await Gallery.show(
      "<picker class=\"c\" mode=\"multiSelector\" range=\"{{[[1,2],[3]]}}\" bindchange=\"heard\"/>"
        + "<picker class=\"m\" mode=\"date\" fields=\"month\" end=\"2026-05-31\" bindchange=\"heard\" bindcancel=\"heard\"/>"
        + "<picker class=\"r\" mode=\"region\" bindchange=\"heard\"/>"
        + "<picker class=\"off\" disabled range=\"{{[1]}}\" bindchange=\"heard\"/>", Self.listening
    ) { gallery in
      try await gallery.session.pick(".c", [5])
      try await gallery.session.pick(".m", "2026-07")
      try await gallery.session.cancel(".m")
      try await gallery.session.pick(".r", ["广东省", "广州市", "海珠区"])
      try await gallery.session.pick(".off", 0)
      #expect(
        await gallery.log == [
          #"change {"value":[1,0]}"#, #"change {"value":"2026-05"}"#, "cancel {}",
          #"change {"value":["广东省","广州市","海珠区"],"code":["440000","440100","440105"],"postcode":"510220"}"#,
        ])
    }
  }

  @Test func `scroll-view: edges are told once, and again after leaving them`() async throws {
    try await Gallery.show(
      "<scroll-view scroll-y lower-threshold=\"10\" bindscrolltolower=\"heard\" bindscrolltoupper=\"heard\"/>",
      Self.listening
    ) { gallery in
      for top in [100.0, 995, 998, 500, 1_000, 20] {
        try await gallery.session.scroll("scroll-view", top: top, contentHeight: 1_000)
      }
      #expect(
        await gallery.log == [
          #"scrolltolower {"direction":"bottom"}"#, #"scrolltolower {"direction":"bottom"}"#,
          #"scrolltoupper {"direction":"top"}"#,
        ])
    }
  }

  @Test func `buttons that need a person ask one, and sharing asks the page`() async throws {
    try await Gallery.show(
      "<button class=\"u\" open-type=\"getUserInfo\" bindgetuserinfo=\"heard\"/>"
        + "<button class=\"p\" open-type=\"getPhoneNumber\" bindgetphonenumber=\"heard\"/>"
        + "<button class=\"s\" open-type=\"share\" id=\"b\"/>",
      "Page({ heard({ detail }) { console.log(detail.errMsg, (detail.code || '').length,"
        + " detail.userInfo?.nickName ?? '-'); },"
        + " onShareAppMessage({ from, target }) { console.log(from, target.id); return { title: 'T' }; } })"
    ) { gallery in
      for selector in [".u", ".p", ".s"] {
        try await gallery.session.tap(selector)
        await gallery.session.quiet()
      }
      #expect(await gallery.log == ["getUserInfo:ok 0 微信用户", "button b"])
      await gallery.session.answer("phoneNumber", nil)
      await gallery.session.quiet()
      #expect(await gallery.log.last == "getPhoneNumber:fail user deny 0 -")
      try await gallery.session.tap(".p")
      await gallery.session.answer("phoneNumber", ["confirm": true])
      await gallery.session.quiet()
      #expect(await gallery.log.last == "getPhoneNumber:ok 32 -")
      #expect(await gallery.session.view.states["share"]?["title"] == "T")
    }
  }

  @Test func `progress: an active bar fills in its time`() async throws {
    try await Gallery.show(
      "<progress percent=\"50\" active duration=\"10\" bindactiveend=\"heard\"/>", Self.listening
    ) { gallery in
      await gallery.session.settle(within: 499)
      #expect(await gallery.log.isEmpty)
      await gallery.session.settle(within: 1)
      #expect(await gallery.log == [#"activeend {"curPercent":50}"#])
    }
  }

  @Test func `page-container: back closes it instead of the page`() async throws {
    try await Gallery.show(
      "<page-container show=\"{{on}}\" bindenter=\"heard\" bindleave=\"heard\">in</page-container>"
        + "<button bindtap=\"turn\">open</button>", Self.listening
    ) { gallery in
      #expect(await gallery.attribute("hidden", of: "page-container") == true)
      try await gallery.session.tap("button")
      #expect(await gallery.attribute("hidden", of: "page-container") == false)
      try await gallery.session.send("back")
      #expect(await gallery.log == ["enter {}", "leave {}"])
      #expect(await gallery.attribute("hidden", of: "page-container") == true)
    }
  }

  @Test func `video: plays to its end on the session's clock`() async throws {
    try await Gallery.show(
      "<video id=\"v\" src=\"a.mp4\" duration=\"1\" autoplay bindplay=\"heard\" bindtimeupdate=\"heard\" bindended=\"heard\"/>",
      Self.listening
    ) { gallery in
      await gallery.session.settle(within: 2_000)
      #expect(
        await gallery.log == [
          "play {}", #"timeupdate {"currentTime":0.25,"duration":1}"#,
          #"timeupdate {"currentTime":0.5,"duration":1}"#,
          #"timeupdate {"currentTime":0.75,"duration":1}"#,
          #"timeupdate {"currentTime":1,"duration":1}"#, "ended {}",
        ])
    }
  }

  @Test func `audio: an inner audio plays, pauses, seeks and is silent once destroyed`()
    async throws
  {
    try await Gallery.show(
      "<button class=\"pause\" bindtap=\"pause\"/><button class=\"end\" bindtap=\"end\"/>",
      """
      Page({
        onLoad() {
          const a = this.a = wx.createInnerAudioContext();
          for (const name of ['Play', 'Pause', 'Ended', 'Seeked']) a['on' + name](() => console.log(name));
          a.src = '/a.mp3';
          a.play();
        },
        pause() { this.a.pause(); console.log(this.a.paused, this.a.currentTime); },
        end() { this.a.seek(59); this.a.play(); },
        onHide() {},
      })
      """
    ) { gallery in
      await gallery.session.settle(within: 2_000)
      try await gallery.session.tap(".pause")
      try await gallery.session.tap(".end")
      await gallery.session.settle(within: 2_000)
      #expect(await gallery.log == ["Play", "true 2", "Pause", "Seeked", "Play", "Ended"])
    }
  }

  @Test func `audio: the objects in use are limited`() async throws {
    try await Gallery.show(
      "<view/>",
      "Page({ onLoad() { const all = []; for (let i = 0; i < 128; i += 1) all.push(wx.createInnerAudioContext());"
        + " try { wx.createInnerAudioContext(); } catch (error) { console.log(error.name); }"
        + " all[0].destroy(); wx.createInnerAudioContext(); console.log('again'); } })"
    ) { gallery in
      #expect(await gallery.log == ["RangeError", "again"])
    }
  }

  @Test func `map: its context answers from the model`() async throws {
    try await Gallery.show(
      "<map id=\"m\" longitude=\"10\" latitude=\"20\" scale=\"5\" markers=\"{{[{ id: 1 }]}}\"/>",
      """
      Page({ async onReady() {
        const map = wx.createMapContext('m');
        await map.addMarkers({ markers: [{ id: 2 }] });
        await map.removeMarkers({ markerIds: [1] });
        await map.moveToLocation({ longitude: 11, latitude: 21 });
        console.log(JSON.stringify(await map.getCenterLocation()), (await map.getScale()).scale);
      } })
      """
    ) { gallery in
      #expect(
        await gallery.log
          == [#"{"errMsg":"getCenterLocation:ok","longitude":11,"latitude":21} 5"#])
      #expect(await gallery.attribute("markers", of: "map") == [["id": 2]])
    }
  }

  @Test func `image: data URLs and pictures that are none`() async throws {
    try await Gallery.show(
      "<image src=\"data:image/gif;base64,R0lGODlhAgADAAAAACw=\" bindload=\"heard\"/>"
        + "<image src=\"../../etc/passwd\" binderror=\"heard\"/><image src=\"app.js\" binderror=\"heard\"/>",
      Self.listening
    ) { gallery in
      #expect(
        await gallery.log == [
          #"load {"width":2,"height":3}"#,
          #"error {"errMsg":"GET ../../etc/passwd 404 (Not Found)"}"#,
          #"error {"errMsg":"GET app.js 415 (Unsupported Media Type)"}"#,
        ])
    }
  }

  @Test func `match-media shows its content only in a fitting window`() async throws {
    try await Gallery.show(
      "<match-media class=\"wide\" min-width=\"2000\">wide</match-media>"
        + "<match-media class=\"narrow\" max-width=\"2000\">narrow</match-media>"
    ) { gallery in
      #expect(await gallery.attribute("hidden", of: ".wide") == true)
      #expect(await gallery.attribute("hidden", of: ".narrow") == false)
    }
  }
}
