import Host
import Platform
import Testing
import Wire

/// What a program learns of its user.
@Suite struct `A program knows its user` {
  private static let now = Occasion(milliseconds: Int(Journey.epoch))

  /// A program whose button runs some code; it shows what that says.
  private func journey(_ body: String) throws -> Journey {
    try Journey(files: [
      "index.wxml": "<button bindtap=\"go\">Go</button><view>{{text}}</view>",
      "index.js": """
      Page({ data: { text: '' }, go() {
        const say = (...words) => this.setData({ text: words.join(' ') });
        \(body)
      } });
      """,
    ])
  }

  @Test func `by a code that its server exchanges`() async throws {
    let journey = try journey(
      "wx.checkSession({ fail: (f) => wx.login({ success: (l) => wx.checkSession({"
        + " complete: (c) => say(f.errMsg, l.code, c.errMsg) }) }) });")
    let session = try await journey.open(user: "ada")
    try await session.tapAndSettle("button")
    let screen = await session.screen
    #expect(screen.contains("checkSession:fail session time out, need relogin"))
    let code = try #require(screen.firstMatch(of: #/[0-9A-Za-z]{32}/#)).output
    let platform = journey.host.platform
    let app = session.program.identity
    let secret = try platform.ensureProgram(app, on: Self.now).secret
    let known = try platform.session(
      forCode: String(code), in: app, secret: secret, on: Self.now)
    #expect(known.openID == (try platform.openID(of: "ada", in: app, on: Self.now)))
    _ = await session.close()
  }

  @Test func `as nobody in particular, unless the user shows a profile`() async throws {
    let journey = try journey(
      "wx.getUserProfile({ desc: 'For your notes', complete: (r) => say(r.errMsg,"
        + " r.userInfo && r.userInfo.nickName, r.signature === undefined) });")
    var session = try await journey.open(user: "ada")
    try await session.tapAndSettle("button")
    #expect(await session.screen.contains("getUserProfile:ok 微信用户 true"))
    _ = await session.close()

    let platform = journey.host.platform
    var ada = try platform.user(named: "ada")
    ada.nickname = "Ada L"
    ada.showsProfile = true
    try platform.update(ada)
    session = try await journey.open(user: "ada")
    for (answer, words) in [
      (["confirm": true], "getUserProfile:ok Ada L"), (nil, "getUserProfile:fail auth deny"),
    ] as [(JSON?, String)] {
      try await session.tapAndSettle("button")
      #expect(await session.view.overlays["userProfile"]?["desc"] == "For your notes")
      await session.answer("userProfile", answer)
      await session.settle()
      #expect(await session.screen.contains(words))
    }
    _ = await session.close()
  }

  @Test func `only after a tap, where that is asked for`() async throws {
    let session = try await Journey(files: [
      "index.js": "Page({ data: { text: '' }, onLoad() { wx.getUserProfile({ desc: 'x',"
        + " complete: (r) => this.setData({ text: r.errMsg }) }); } });"
    ]).open()
    #expect(await session.screen.contains("getUserProfile:fail can only be invoked by"))
    _ = await session.close()
  }

  @Test func `again from the same seed`() async throws {
    var codes: Set<String> = []
    for _ in 0..<2 {
      let journey = try journey("wx.login({ success: (r) => say(r.code) });")
      let session = try await journey.open(seed: 5)
      try await session.tapAndSettle("button")
      codes.insert(await session.screen)
      _ = await session.close()
    }
    #expect(codes.count == 1)
  }
}
