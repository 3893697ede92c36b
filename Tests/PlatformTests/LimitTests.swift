import Foundation
import GRDB
import Testing
import Wire

@testable import Platform

/// Bounds of what a client may keep here: each at it and one past it.
@Suite struct `The limits of the platform` {
  private let platform = TestPlatform()
  private var store: PlatformStore { platform.store }

  @Test func `are held by nicknames and avatars`() throws {
    var user = try store.addUser("ada", on: platform.now)
    user.nickname = String(repeating: "包", count: PlatformLimits.nicknameCharacters)
    user.avatar = String(repeating: "a", count: PlatformLimits.avatarBytes)
    try store.update(user)
    for change in [
      { $0.nickname += "包" }, { $0.nickname = "" }, { $0.avatar += "a" },
    ] as [(inout User) -> Void] {
      var other = user
      change(&other)
      #expect(refusal { try store.update(other) } == .parameter)
    }
    #expect(try store.user(named: "ada").nickname == user.nickname)
  }

  @Test func `are held by names of users and appids`() throws {
    let name = String(repeating: "n", count: 64)
    _ = try store.addUser(name, on: platform.now)
    #expect(refusal { try store.addUser(name + "n", on: platform.now) } == .parameter)
    let appID = String(repeating: "w", count: PlatformLimits.appIDBytes)
    try store.ensureProgram(appID, on: platform.now)
    #expect(refusal { try store.ensureProgram(appID + "w", on: platform.now) } == .parameter)
  }

  @Test func `are held by payment codes, of which the oldest go`() throws {
    let codes = try (0...PlatformLimits.liveAuthCodes).map { _ in
      try store.authCode(of: "ada", on: platform.now)
    }
    let owner = { (code: String) in
      try self.store.openID(ofAuthCode: code, in: "wx1", on: self.platform.now)
    }
    try store.ensureProgram("wx1", on: platform.now)
    #expect(refusal { try owner(codes[0]) } == .authCodeInvalid)
    _ = try owner(codes[1])
  }

  @Test func `are held by ids of one order, of which the oldest go`() throws {
    let merchant = try store.addMerchant("Baker", in: "wx1", on: platform.now)
    let openID = try store.openID(of: "ada", in: "wx1", on: platform.now)
    var terms = OrderTerms(
      merchant: merchant.number, appID: "wx1", number: "n1", total: 5, description: "Bread",
      tradeType: .jsapi)
    terms.openID = openID
    let requests = try (0...PlatformLimits.prepays).map { _ in
      var request = store.sign(
        try store.place(terms, on: platform.now), by: merchant, nonce: "abc", signType: "MD5",
        on: platform.now)
      request.user = "ada"
      request.appID = "wx1"
      return request
    }
    #expect(refusal { try store.sheet(for: requests[0], on: platform.now) } == .unknownOrder)
    _ = try store.sheet(for: requests[1], on: platform.now)
  }

  @Test func `are held by memos`() throws {
    try store.ensureUser("bob", on: platform.now)
    let memo = String(repeating: "餐", count: PlatformLimits.memoCharacters)
    let send = { (memo: String) in
      try self.store.send(
        from: "ada", to: "bob", fen: 1, memo: memo, key: memo, on: self.platform.now)
    }
    #expect(try send(memo).memo == memo)
    #expect(refusal { try send(memo + "餐") } == .parameter)
  }

  @Test func `are held by batches of transfers`() throws {
    let merchant = try store.addMerchant("Baker", in: "wx1", on: platform.now)
    let openID = try store.openID(of: "ada", in: "wx1", on: platform.now)
    try store.topUp(merchant: merchant.number, fen: 5_000, key: "1", on: platform.now)
    let batch = (0...PlatformLimits.batchTransfers).map { number in
      var terms = MerchantTransferTerms(
        merchant: merchant.number, appID: "wx1", number: "d\(number)", openID: openID, fen: 1)
      terms.batch = "b1"
      return terms
    }
    #expect(refusal { try store.transfer(batch: batch, on: platform.now) } == .parameter)
    let made = try store.transfer(batch: batch.dropLast(), on: platform.now)
    #expect(made.count == PlatformLimits.batchTransfers)
    #expect(try store.balance(of: "ada", on: platform.now) == 1_000_000 + made.count)
  }

  @Test func `are held by statements`() throws {
    for number in 1...PlatformLimits.statementLines {
      try store.topUp("ada", fen: 1, key: "\(number)", on: platform.now)
    }
    // With the opening there is one more than fits.
    let all = try store.statement(of: "ada", limit: .max)
    #expect(all.count == PlatformLimits.statementLines)
    #expect(all.last?.fen == 1)
    #expect(try store.statement(of: "ada", limit: -1) == [])
  }

  @Test func `are held by the outbox, of which the oldest go`() throws {
    try store.ensureProgram("wx1", on: platform.now)
    let most = PlatformServerLimits.outboxMessages
    let send = { (number: Int) in
      _ = try self.store.keepMessage(
        "custom", to: "o\(number)", in: "wx1", [:], on: self.platform.now)
    }
    for number in 1...most { try send(number) }
    #expect(try store.outbox(openID: "o1").count == 1)
    try send(most + 1)
    #expect(try store.outbox(openID: "o1") == [])
    #expect(try store.outbox().count == most)
  }

  @Test func `are held by uploads, of which the oldest go`() throws {
    try store.ensureProgram("wx1", on: platform.now)
    let media = Media(kind: .image, contentType: "image/png", name: "a", bytes: [1])
    let ids = try (0..<PlatformLimits.mediaFiles).map { _ in
      try store.keep(media, of: "wx1", on: platform.now)
    }
    let isThere = { (id: String) in
      try self.store.media(id, of: "wx1", on: self.platform.now) != nil
    }
    #expect(try isThere(ids[0]))
    _ = try store.keep(media, of: "wx1", on: platform.now)
    #expect(try !isThere(ids[0]))
    #expect(try isThere(ids[1]))
    #expect(try store.media(ids[1], of: "wx2", on: platform.now) == nil)
    platform.advance(milliseconds: PlatformLimits.mediaMilliseconds)
    #expect(try isThere(ids[1]))
    platform.advance(milliseconds: 1)
    #expect(try !isThere(ids[1]))
  }

  @Test func `are held by grants to pages, of which the oldest go`() throws {
    let secret = try store.ensureProgram("wx1", on: platform.now).secret
    let grants = try (0...PlatformLimits.webGrants).map { _ in
      let code = try store.webCode(of: "ada", .base, in: "wx1", on: platform.now)
      return try store.grant(forCode: code, in: "wx1", secret: secret, on: platform.now)
    }
    let user = { (grant: WebGrant) in
      try self.store.user(ofGrant: grant.token, openID: grant.openID, on: self.platform.now).user
    }
    #expect(throws: OpenAPI.Failure.self) { try user(grants[0]) }
    #expect(try user(grants[1]).name == "ada")
  }

  @Test func `are held by codes and sessions in time`() throws {
    let secret = try store.ensureProgram("wx1", on: platform.now).secret
    let code = try store.login("ada", in: "wx1", on: platform.now)
    let exchange = {
      try self.store.session(forCode: code, in: "wx1", secret: secret, on: self.platform.now)
    }
    _ = try exchange()
    platform.advance(milliseconds: PlatformLimits.codeMemoryMilliseconds)
    _ = try store.login("ada", in: "wx1", on: platform.now)
    #expect(refusal(exchange) == .codeUsed)
    platform.advance(milliseconds: 1)
    _ = try store.login("ada", in: "wx1", on: platform.now)
    #expect(refusal(exchange) == .codeInvalid)
  }
}

@Suite struct `A platform's database` {
  @Test func `of the version before is brought to this one with all that is in it`() throws {
    let platform = TestPlatform()
    try platform.store.topUp("ada", fen: 5, key: "1", on: platform.now)
    let path = platform.folder + "/platform.sqlite"
    try DatabaseQueue(path: path).write { database in
      for table in ["webGrant", "tagged", "tag", "remark", "media", "menu", "template"] {
        try database.execute(sql: "DROP TABLE \(table)")
      }
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    let later = PlatformStore(folder: platform.folder, durability: .process)
    #expect(try later.balance(of: "ada", on: platform.now) == 1_000_005)
    try later.ensureProgram("wx1", on: platform.now)
    #expect(try later.addTag("friends", of: "wx1").id == 100)
  }

  @Test func `of a later version is refused`() throws {
    let platform = TestPlatform()
    try platform.store.ensureUser("ada", on: platform.now)
    try DatabaseQueue(path: platform.folder + "/platform.sqlite").write {
      try $0.execute(sql: "PRAGMA user_version = \(PlatformSchema.version + 1)")
    }
    let older = PlatformStore(folder: platform.folder, durability: .process)
    #expect(refusal { try older.users() } == .storage)
  }
}
