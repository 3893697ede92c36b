import Foundation
import Testing
import Wire

@testable import Platform

@Suite struct `The platform's users` {
  private let platform = TestPlatform()
  private var store: PlatformStore { platform.store }

  private func secret(_ appID: String) throws -> String {
    try store.ensureProgram(appID, on: platform.now).secret
  }

  private func exchange(_ code: String, in appID: String = "wx1") throws -> LoginSession {
    try store.session(
      forCode: code, in: appID, secret: try secret(appID), on: platform.now)
  }

  @Test func `log in with a code that is good for one exchange`() throws {
    let code = try store.login("ada", in: "wx1", on: platform.now)
    #expect(code.count == 32)
    let session = try exchange(code)
    #expect(session.openID.count == 28 && session.openID.hasPrefix("o"))
    #expect(Data(base64Encoded: session.sessionKey)?.count == 16)
    #expect(refusal { try exchange(code) } == .codeUsed)
  }

  @Test func `log in within five minutes, not a millisecond later`() throws {
    let code = try store.login("ada", in: "wx1", on: platform.now)
    platform.advance(minutes: 5)
    _ = try exchange(code)
    let late = try store.login("ada", in: "wx1", on: platform.now)
    platform.advance(milliseconds: 5 * 60_000 + 1)
    #expect(refusal { try exchange(late) } == .codeInvalid)
  }

  @Test func `have codes that nobody else can use`() throws {
    let code = try store.login("ada", in: "wx1", on: platform.now)
    #expect(refusal { try exchange(code, in: "wx2") } == .codeInvalid)
    #expect(
      refusal { try store.session(forCode: code, in: "wx1", secret: "", on: platform.now) }
        == .wrongSecret)
    #expect(
      refusal { try store.phoneNumber(forCode: code, in: "wx1", on: platform.now) } == .codeInvalid)
    _ = try exchange(code)
  }

  @Test func `have one openid per program, and one unionid per developer`() throws {
    try store.ensureProgram("wx3", developer: "other", on: platform.now)
    var seen: [LoginSession] = []
    for appID in ["wx1", "wx2", "wx3", "wx1"] {
      seen.append(try exchange(try store.login("ada", in: appID, on: platform.now), in: appID))
    }
    #expect(Set(seen.map(\.openID)).count == 3)
    #expect(seen[0].openID == seen[3].openID)
    #expect(seen[0].unionID == seen[1].unionID)
    #expect(seen[0].unionID != seen[2].unionID)
    let bob = try exchange(try store.login("bob", in: "wx1", on: platform.now))
    #expect(bob.openID != seen[0].openID)
    #expect(refusal { try store.user(openID: seen[0].openID, in: "wx2") } == .unknownUser)
    #expect(try store.user(openID: seen[0].openID, in: "wx1").name == "ada")
  }

  @Test func `whose names and appids run into each other stay two`() throws {
    let one = try store.openID(of: "2ada", in: "wx1", on: platform.now)
    let other = try store.openID(of: "ada", in: "wx12", on: platform.now)
    #expect(one != other)
  }

  @Test func `keep a session key for three days, then get another`() throws {
    let first = try exchange(try store.login("ada", in: "wx1", on: platform.now)).sessionKey
    platform.advance(minutes: 3 * 24 * 60)
    #expect(try exchange(try store.login("ada", in: "wx1", on: platform.now)).sessionKey == first)
    platform.advance(milliseconds: 1)
    #expect(try exchange(try store.login("ada", in: "wx1", on: platform.now)).sessionKey != first)
  }

  @Test func `have a session that ends when it is not used`() throws {
    #expect(
      refusal { try store.checkSession("ada", in: "wx1", on: platform.now) } == .sessionExpired)
    _ = try store.login("ada", in: "wx1", on: platform.now)
    platform.advance(minutes: 2 * 24 * 60)
    try store.checkSession("ada", in: "wx1", on: platform.now)
    platform.advance(minutes: 2 * 24 * 60)
    try store.checkSession("ada", in: "wx1", on: platform.now)
    platform.advance(milliseconds: PlatformLimits.sessionIdleMilliseconds + 1)
    #expect(
      refusal { try store.checkSession("ada", in: "wx1", on: platform.now) } == .sessionExpired)
    _ = try store.login("ada", in: "wx1", on: platform.now)
    try store.expireSession("ada", in: "wx1")
    #expect(
      refusal { try store.checkSession("ada", in: "wx1", on: platform.now) } == .sessionExpired)
  }

  @Test func `keep at most so many codes`() throws {
    let first = try store.login("ada", in: "wx1", on: platform.now)
    for _ in 1..<PlatformLimits.liveCodes {
      _ = try store.login("ada", in: "wx1", on: platform.now)
    }
    _ = try exchange(first)
    let oldest = try store.login("ada", in: "wx1", on: platform.now)
    for _ in 0..<PlatformLimits.liveCodes {
      _ = try store.login("ada", in: "wx1", on: platform.now)
    }
    #expect(refusal { try exchange(oldest) } == .codeInvalid)
  }

  @Test func `that are blocked are refused`() throws {
    var user = try store.addUser("eve", on: platform.now)
    user.isBlocked = true
    try store.update(user)
    #expect(refusal { try store.login("eve", in: "wx1", on: platform.now) } == .userBlocked)
  }

  @Test func `get the same codes and keys again from the same seed`() throws {
    func run() throws -> [String] {
      let platform = TestPlatform(seed: 7)
      let code = try platform.store.login("ada", in: "wx1", on: platform.now)
      let secret = try platform.store.ensureProgram("wx1", on: platform.now).secret
      let session = try platform.store.session(
        forCode: code, in: "wx1", secret: secret, on: platform.now)
      return [code, secret, session.openID, session.sessionKey]
    }
    #expect(try run() == run())
  }

  @Test func `get new codes when a seed comes again with the books of an earlier run`() throws {
    let draws = TestPlatform(seed: 7)
    let code = try store.login("ada", in: "wx1", on: draws.now)
    let again = TestPlatform(seed: 7)
    // The first draws of both runs are the program's secret and the session's key.
    _ = again.now.text(32, of: .hex)
    _ = again.now.bytes(16)
    #expect(try store.login("ada", in: "wx1", on: again.now) != code)
  }
}

@Suite struct `Data about a user` {
  private let platform = TestPlatform()

  @Test func `is sealed and signed as the platform's vectors are`() throws {
    let text =
      #"{"phoneNumber":"13800000000","purePhoneNumber":"13800000000","countryCode":"86","watermark":{"timestamp":1700000000,"appid":"wx0000000000000001"}}"#
    let sealed = try SealedData(
      text, sessionKey: "AAECAwQFBgcICQoLDA0ODw==", iv: Array(0x10...0x1F))
    #expect(sealed.iv == "EBESExQVFhcYGRobHB0eHw==")
    #expect(
      sealed.encryptedData
        == "aLhedzo+Z6es5zW+YHo9snYC0yqzXTKggXNMQvhcyudkik75xObeE7YxlOkqVmhFK8f+LxhMgOYi9sTvM5HwmI782mFnqn3zZPlUfzWBBP/6qAGbf5iVZm6scZDBeHhAYxqAfDna3wjWIIw4JekkOgPqYRi5a1p2CbxrAzXBAOYMbWQN1Dpslb+LHpYqzMhoPtwiBz3KcAkOovU5MhZ/KA=="
    )
    #expect(try sealed.opened(sessionKey: "AAECAwQFBgcICQoLDA0ODw==") == text)
    let rawData =
      #"{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}"#
    #expect(
      SealedData.signature(of: rawData, sessionKey: "HyVFkGl5F5OQWJZZaNzBBg==")
        == "75e81ceda165f4ffa64f4068af58c64b8f54b88c")
  }

  @Test func `holds the profile, the openid and a watermark`() throws {
    let store = platform.store
    _ = try store.login("ada", in: "wx1", on: platform.now)
    let code = try store.login("ada", in: "wx1", on: platform.now)
    let secret = try store.ensureProgram("wx1", on: platform.now).secret
    let session = try store.session(forCode: code, in: "wx1", secret: secret, on: platform.now)
    for isReal in [false, true] {
      let answer = try store.profile(of: "ada", isReal: isReal, in: "wx1", on: platform.now)
      let opened = try JSON(parsing: answer.sealed.opened(sessionKey: session.sessionKey))
      #expect(opened["openId"]?.string == session.openID)
      #expect(opened["unionId"]?.string == session.unionID)
      #expect(opened["nickName"]?.string == (isReal ? "ada" : "微信用户"))
      #expect(
        opened["watermark"] == ["timestamp": .number(1_767_225_600), "appid": "wx1"])
      #expect(
        answer.signature
          == SealedData.signature(of: answer.rawData, sessionKey: session.sessionKey))
    }
  }

  @Test func `cannot be had without a login`() throws {
    #expect(
      refusal { try platform.store.profile(of: "a", isReal: true, in: "wx1", on: platform.now) }
        == .sessionExpired)
  }

  @Test func `has phone numbers whose codes are spent once, by their own program and user`() throws
  {
    let store = platform.store
    let phone = try store.phone(of: "ada", in: "wx1", on: platform.now)
    #expect(phone.sealed == nil)
    let bob = try store.openID(of: "bob", in: "wx1", on: platform.now)
    let take = { (appID: String, openID: String?) in
      try store.phoneNumber(forCode: phone.code, in: appID, openID: openID, on: self.platform.now)
    }
    #expect(refusal { try take("wx2", nil) } == .codeInvalid)
    #expect(refusal { try take("wx1", bob) } == .unknownUser)
    let number = try take("wx1", try store.openID(of: "ada", in: "wx1", on: platform.now))
    #expect(number["phoneNumber"]?.string == (try store.user(named: "ada").phone))
    #expect(refusal { try take("wx1", nil) } == .codeUsed)
  }
}
