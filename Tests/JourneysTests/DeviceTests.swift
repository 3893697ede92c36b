import Bridge
import Host
import Testing
import Wire

/// What mini-programs notice of the device in their user's hand.
@Suite struct `A device` {
  /// A page that shows what it is told by `say`.
  private func session(
    _ body: String, wxml: String = "<view>{{text}}</view>", device: DeviceProfile? = nil
  ) async throws -> Session {
    let journey = try Journey(files: [
      "app.json": #"{"pages":["index","other"],"darkmode":true}"#,
      "index.wxml": wxml, "other.js": "Page({})", "other.wxml": "<view>Other</view>",
      "index.js": """
      Page({
        data: { text: '', said: [] },
        say(...words) {
          this.data.said.push(words.map((word) => typeof word === 'string' ? word : JSON.stringify(word)).join(' '));
          this.setData({ text: this.data.said.join('; ') });
        },
        onLoad() {
          const say = (...words) => this.say(...words);
          const { page } = { page: this };
          \(body)
        },
      });
      """,
    ])
    return try await journey.open(device: device)
  }

  private func said(_ session: Session) async throws -> String {
    let data = try await session.ask("data")
    return data["text"]?.string ?? ""
  }

  @Test func `tells of its changes`() async throws {
    let session = try await session(
      """
      wx.onNetworkStatusChange((r) => say('net', r.networkType));
      wx.onThemeChange((r) => say('theme', r.theme, wx.getSystemInfoSync().theme));
      wx.onWindowResize((r) => say('size', r.size.windowWidth));
      wx.onCompassChange((r) => say('compass', r.direction));
      """)
    #expect(try await said(session) == "compass 0")
    await session.changeDevice {
      $0.network.type = "5g"
      $0.theme = "dark"
      $0.screenWidth = 414
      $0.sensors.direction = 90
    }
    await session.settle()
    #expect(
      try await said(session)
        == "compass 0; theme dark dark; size 414; net 5g; compass 90")
    try await session.tellDevice("onUserCaptureScreen")
    #expect(await session.errorTexts == [])
    _ = await session.close()
  }

  @Test func `is the one that the launch names`() async throws {
    var profile = DeviceProfile()
    profile.model = "Slate 9"
    profile.battery.level = 7
    let session = try await session(
      "say(wx.getSystemInfoSync().model, wx.getBatteryInfoSync().level)", device: profile)
    #expect(try await said(session) == "Slate 9 7")
    _ = await session.close()
  }

  @Test func `asks on the screen, or answers as its profile says`() async throws {
    let call = """
      wx.chooseImage({ count: 1, success: (r) => wx.getImageInfo({
        src: r.tempFilePaths[0], success: (i) => say(i.width, i.type), fail: (e) => say(e.errMsg) }),
        fail: (e) => say(e.errMsg) });
      """
    var session = try await session(call)
    #expect(await session.view.overlays["album"]?["most"] == 1)
    #expect(await session.screen.contains("portrait.png"))
    await session.answer("album", ["index": 1])
    await session.settle()
    #expect(try await said(session) == "480 png")
    _ = await session.close()

    var profile = DeviceProfile()
    profile.answers = ["album": .null]
    session = try await self.session(call, device: profile)
    #expect(try await said(session) == "chooseImage:fail cancel")
    _ = await session.close()
  }

  @Test func `keeps what was done to it`() async throws {
    var profile = DeviceProfile()
    profile.answers = ["phoneCall": ["confirm": true]]
    let session = try await session(
      """
      wx.vibrateShort();
      wx.makePhoneCall({ phoneNumber: '10086', success: () => say('called') });
      wx.previewImage({ urls: ['/a.png'] });
      """, device: profile)
    #expect(try await said(session) == "called")
    #expect(session.deeds.map(\.name) == ["vibrateShort", "makePhoneCall", "previewImage"])
    _ = await session.close()
  }

  @Test func `has a keyboard while a control has the focus`() async throws {
    let session = try await session(
      "wx.onKeyboardHeightChange((r) => say('height', r.height));",
      wxml: "<view>{{text}}</view><input id='a'/>")
    try await session.focus("#a")
    await session.settle()
    #expect(try await said(session) == "height 260")
    _ = try await session.ask(
      "evaluate", ["source": "() => new Promise((done) => wx.hideKeyboard({ complete: done }))"])
    await session.settle()
    #expect(try await said(session) == "height 260; height 0")
    _ = await session.close()
  }

  @Test func `records, and plays old music, on the session's clock`() async throws {
    var profile = DeviceProfile()
    profile.answers = ["authorize": ["allow": true]]
    let session = try await session(
      """
      const recorder = wx.getRecorderManager();
      recorder.onStart(() => say('start'));
      recorder.onStop((r) => say('stop', r.duration, r.tempFilePath.slice(0, 13)));
      recorder.start({ duration: 2000 });
      wx.onBackgroundAudioPlay(() => say('play'));
      wx.onBackgroundAudioStop(() => say('end'));
      wx.playBackgroundAudio({ dataUrl: 'https://a.example/a.mp3' });
      wx.getBackgroundAudioPlayerState({ success: (r) => say('status', r.status) });
      """, device: profile)
    await session.settle(within: 90_000)
    let said = try await said(session)
    for word in ["start", "play", "status 1", "stop 2000 wxfile://tmp_", "end"] {
      #expect(said.contains(word), "\(said)")
    }
    #expect(said.hasSuffix("stop 2000 wxfile://tmp_; end"), "\(said)")
    _ = await session.close()
  }

  @Test func `shows an advertisement when it has one`() async throws {
    let call = """
      const ad = wx.createRewardedVideoAd({ adUnitId: 'unit' });
      ad.onError((e) => say('error', e.errCode));
      ad.onLoad(() => { if (!this.shown) { this.shown = true; ad.show(); } });
      ad.onClose((r) => say('closed', r.isEnded));
      """
    var session = try await session(call)
    #expect(try await said(session) == "error 1004")
    #expect(await session.errorTexts == [])
    _ = await session.close()
    var profile = DeviceProfile()
    profile.hasAds = true
    profile.answers = ["ad": ["confirm": true]]
    session = try await self.session(call, device: profile)
    #expect(try await said(session) == "closed true")
    #expect(session.deeds.map(\.name) == ["showAd"])
    _ = await session.close()
  }

  @Test func `has a camera that takes pictures`() async throws {
    var profile = DeviceProfile()
    profile.answers = ["authorize": ["allow": true]]
    let session = try await session(
      """
      const camera = wx.createCameraContext();
      camera.takePhoto({ success: (r) => say(r.tempImagePath.slice(0, 13)), fail: (e) => say(e.errMsg) });
      let frames = 0;
      const listener = camera.onCameraFrame((frame) => {
        if (++frames < 2) return;
        listener.stop();
        say('frame', frame.width * frame.height * 4 === frame.data.byteLength);
      });
      listener.start();
      """, device: profile)
    await session.settle(within: 1_000)
    #expect(try await said(session) == "wxfile://tmp_; frame true")
    _ = await session.close()
  }

  @Test func `asks before a page is left that wants it`() async throws {
    let journey = try Journey(files: [
      "app.json": #"{"pages":["index","other"]}"#,
      "index.js": "Page({ onLoad() { wx.navigateTo({ url: '/other' }); } });",
      "other.js": "Page({ onLoad() { wx.enableAlertBeforeUnload({ message: 'Leave?' }); } });",
      "other.wxml": "<view>Other</view>",
    ])
    let session = try await journey.open()
    for (answer, page) in [(false, "other"), (true, "index")] {
      try await session.send("back")
      await session.settle()
      #expect(await session.screen.contains("Leave?"))
      await session.answer("modal", ["confirm": .bool(answer)])
      await session.settle()
      #expect(await session.currentPage == page)
    }
    _ = await session.close()
  }

  @Test func `measures routes`() async throws {
    let session = try await session(
      """
      const performance = wx.getPerformance();
      performance.createObserver((list) => say(list.getEntries().map((e) => e.name).join())).observe({
        entryTypes: ['navigation'] });
      """)
    await session.settle()
    #expect(try await said(session) == "appLaunch")
    _ = await session.close()
  }
}
