import Bridge
import Host
import TestSupport
import Testing
import Wire

/// Calls with terms of every kind; they serve nothing but the proof that they were reached.
private struct GuardedService: Service {
  static let name = "guarded"
  struct Reached: Codable, Sendable { var reached = true }
  struct Body: Codable, Sendable { var text: String? }

  var calls: [Call] {
    Call(atOnce: "getLocation", example: (Nothing(), Reached()), serve).scope(.userLocation)
    Call("startRecord", example: (Nothing(), Reached())) { _, _ async throws(CallError) in
      Reached()
    }.scope(.record)
    Call(atOnce: "chooseAddress", example: (Nothing(), Reached()), serve).scope(.address)
    Call(atOnce: "getClipboardData", example: (Nothing(), Reached()), serve).privacy(.clipboard)
    Call(atOnce: "requestPayment", example: (Nothing(), Reached()), serve).needs(.gesture)
    Call(atOnce: "readBeacon", example: (Nothing(), Reached()), serve).needs(.foreground)
    Call(atOnce: "login", example: (Nothing(), Reached()), serve).limits(perSecond: 2)
    Call(atOnce: "small", example: (Body(), Reached())) { _, _ in Reached() }
      .limits(requestBytes: 20)
  }

  private func serve(_ request: Nothing, _ context: CallContext) -> Reached { Reached() }
}

/// Who may call what, and what is said to those who may not.
@Suite struct `A guarded call` {
  private func fixture(_ script: String, app: String = "") throws -> Fixture {
    try Fixture([
      "app.json": #"{"pages":["index"]\#(app)}"#,
      "index.wxml": "<button bindtap='tap'>tap</button>",
      "index.js": """
      const say = (name) => (r) => console.log(`${name} ${r.errMsg}` + (r.errno ? ` ${r.errno}` : ''));
      const call = (name, request = {}) =>
        wx[name]({ ...request, success: say('+'), fail: say('-') });
      Page({ \(script) });
      """,
    ])
  }

  private func host(_ fixture: Fixture) throws -> MiniProgramHost {
    try MiniProgramHost(
      HostConfiguration(
        dataFolder: fixture.folder + "/data",
        runnerPath: BuiltProducts.path(of: "sampan-runner"), services: [GuardedService()]))
  }

  private func open(
    _ fixture: Fixture, _ policy: PermissionPolicy = PermissionPolicy(), user: String = "ada"
  ) async throws -> Session {
    let host = try host(fixture)
    let (program, _) = await host.load(fixture.program)
    let session = try await host.open(
      try #require(program),
      LaunchRequest(
        user: user, clock: .virtual(start: Fixture.epoch), permissions: policy))
    await session.settle()
    return session
  }

  private static let declared = """
    ,"permission":{"scope.userLocation":{"desc":"to find shops"}},
    "requiredPrivateInfos":["getLocation","chooseAddress"]
    """

  private func said(_ session: Session) async -> [String] {
    await session.notes.all.filter { $0.kind == .console }.map(\.text)
  }

  @Test func `asks the user once and remembers`() async throws {
    let fixture = try fixture(
      "onLoad() { call('getLocation'); call('getLocation'); }", app: Self.declared)
    let session = try await open(fixture)
    #expect(await session.view.overlays["authorize"]?["desc"] == "to find shops")
    #expect(await said(session) == [])
    #expect(await session.answer("authorize", ["allow": true]))
    await session.settle()
    #expect(await said(session) == ["+ getLocation:ok", "+ getLocation:ok"])
    #expect(await session.view.overlays["authorize"] == nil)
    _ = await session.close()

    let again = try await open(fixture)
    #expect(await said(again) == ["+ getLocation:ok", "+ getLocation:ok"])
    _ = await again.close()
    let other = try await open(fixture, user: "bob")
    #expect(await said(other) == [])
    #expect(await other.answer("authorize", ["allow": false]))
    await other.settle()
    #expect(await said(other) == Array(repeating: "- getLocation:fail auth deny 103", count: 2))
    #expect(
      await other.notes.all.filter { $0.kind == .warning }.map(\.text) == [
        "getLocation was refused: bob has turned down scope.userLocation; wx.openSetting, called "
          + "from a tap, lets the user change that"
      ])
    #expect(await other.decisions.map(\.refusal) == ["auth deny", "auth deny"])
    _ = await other.close()
  }

  @Test func `is refused when app.json does not declare it, with the key to add`() async throws {
    let session = try await open(
      try fixture("onLoad() { call('getLocation'); }", app: #","permission":{}"#))
    #expect(
      await said(session) == [
        "- getLocation:fail the api need to be declared in the requiredPrivateInfos field in "
          + "app.json/ext.json 112"
      ])
    #expect(
      await session.notes.all.filter { $0.kind == .warning }.map(\.text) == [
        #"getLocation was refused: add "getLocation" to "requiredPrivateInfos" in app.json"#
      ])
    _ = await session.close()
    let undescribed = try await open(
      try fixture(
        "onLoad() { call('getLocation'); }", app: #","requiredPrivateInfos":["getLocation"]"#))
    #expect(await said(undescribed) == ["- getLocation:fail require permission desc 112"])
    _ = await undescribed.close()
  }

  @Test func `is answered by a policy, for its session only`() async throws {
    let fixture = try fixture(
      """
      onLoad() {
        call('startRecord'); call('chooseAddress');
        wx.authorize({ scope: 'scope.camera', success: say('+'), fail: say('-') });
        wx.authorize({ scope: 'scope.nothing', fail: say('-') });
        setTimeout(() => wx.getSetting({ success: (r) => console.log(JSON.stringify(r.authSetting)) }), 10);
      }
      """, app: Self.declared)
    let policy = PermissionPolicy(.accept, scopes: ["scope.camera": .reject])
    let session = try await open(fixture, policy)
    await session.settle(within: 20)
    let lines = await said(session).sorted()
    #expect(
      lines == [
        "+ chooseAddress:ok", "+ startRecord:ok", "- authorize:fail auth deny 103",
        "- authorize:fail invalid scope 1001",
        #"{"scope.address":true,"scope.camera":false,"scope.invoice":true,"#
          + #""scope.invoiceTitle":true,"scope.record":true}"#,
      ])
    _ = await session.close()
    let asked = try await open(fixture)
    #expect(await asked.view.overlays["authorize"] != nil)
    _ = await asked.close()
  }

  @Test func `can be allowed later in the settings, which need a tap`() async throws {
    let fixture = try fixture(
      "onLoad() { call('startRecord'); call('openSetting'); }, tap() { call('openSetting'); "
        + "call('requestPayment'); }, later() { call('startRecord'); call('requestPayment'); }")
    let session = try await open(fixture)
    await session.answer("authorize", ["allow": false])
    await session.settle(within: 5_000)
    try await session.tap("button")
    #expect(
      await session.view.overlays["setting"]?["authSetting"] == ["scope.record": false])
    await session.answer("setting", ["authSetting": ["scope.record": true, "scope.camera": true]])
    await session.settle(within: 5_000)
    _ = try await session.ask("invoke", ["method": "later", "args": []])
    await session.settle()
    #expect(
      await said(session) == [
        "- openSetting:fail can only be invoked by user TAP gesture.",
        "- startRecord:fail auth deny 103", "+ requestPayment:ok", "+ openSetting:ok",
        "+ startRecord:ok", "- requestPayment:fail can only be invoked by user TAP gesture.",
      ])
    _ = await session.close()
  }

  @Test func `waits for the agreement to the privacy guide`() async throws {
    let policy = PermissionPolicy(.ask, privacy: .required)
    let fixture = try fixture(
      """
      onLoad() {
        if (wx.getStorageSync('own')) wx.onNeedPrivacyAuthorization((resolve, info) => {
          console.log('need for ' + info.referrer);
          resolve({ event: 'exposureAuthorization' });
          this.resolve = resolve;
        });
        wx.setStorageSync('own', true);
        wx.getPrivacySetting({ success: (r) => console.log(r.needAuthorization) });
        call('getClipboardData');
      },
      tap() { this.resolve({ event: 'agree', buttonId: 'b' }); },
      """)
    let session = try await open(fixture, policy)
    #expect(await session.view.overlays["privacy"] != nil)
    await session.answer("privacy", ["agree": false])
    await session.settle()
    #expect(
      await said(session) == [
        "true", "- getClipboardData:fail privacy permission is not authorized 101102",
      ])
    _ = await session.close()

    let own = try await open(fixture, policy)
    #expect(await said(own) == ["true", "need for getClipboardData"])
    try await own.tap("button")
    await own.settle()
    #expect(await said(own).last == "+ getClipboardData:ok")
    _ = await own.close()
    let agreed = try await open(fixture, policy)
    #expect(await said(agreed) == ["false", "+ getClipboardData:ok"])
    _ = await agreed.close()
  }

  @Test func `keeps its limits, at them and one past`() async throws {
    let session = try await open(
      try fixture(
        """
        onLoad() {
          call('login'); call('login'); call('login');
          call('small', { text: '123456789' }); call('small', { text: '1234567890' });
          setTimeout(() => call('login'), 1000);
        }
        """))
    await session.settle(within: 1_000)
    #expect(
      await said(session) == [
        "+ login:ok", "+ login:ok",
        "- login:fail invoke too frequently: at most 2 in a second 510001", "+ small:ok",
        "- small:fail the request has 21 bytes; at most 20 fit 1001", "+ login:ok",
      ])
    _ = await session.close()
  }
}
