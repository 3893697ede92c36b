import GRDB

/// Red packets of merchants (`reference/server-side-apis.md 10.8`).
public struct MerchantPacketTerms: Sendable, Hashable {
  public var merchant: String
  public var appID: String
  /// The merchant's number, `mch_billno`.
  public var number: String
  public var openID: String
  public var total: Int
  /// 1 for one receiver; else a group shares, with random parts.
  public var count: Int
  public var wishing: String

  public init(
    merchant: String, appID: String, number: String, openID: String, total: Int, count: Int,
    wishing: String
  ) {
    self.merchant = merchant
    self.appID = appID
    self.number = number
    self.openID = openID
    self.total = total
    self.count = count
    self.wishing = wishing
  }
}

extension PlatformStore {
  /// Sends a merchant's red packet; the same number is the same packet.
  public func sendPacket(_ terms: MerchantPacketTerms, on occasion: Occasion) throws -> RedPacket {
    guard (1...28).contains(terms.number.utf8.count) else {
      throw PlatformError(.parameter, "mch_billno has 1 to 28 characters")
    }
    guard (1...PlatformLimits.packetCount).contains(terms.count),
      (100 * terms.count...PlatformLimits.packetFen * terms.count).contains(terms.total)
    else {
      throw PlatformError(.amount, "every part of a merchant's red packet is 1 to 200 yuan")
    }
    return try writeMoney { database in
      let known = try Row.fetchOne(
        database, sql: "SELECT * FROM packet WHERE merchant = ? AND key = ?",
        arguments: [terms.merchant, terms.number])
      if let known {
        guard known["total"] == terms.total, known["count"] == terms.count else {
          throw PlatformError(.numberUsed, "mch_billno \(terms.number) is another packet's")
        }
        return try Self.packet(known["token"], in: database)
      }
      guard try Self.isBound(terms.merchant, to: terms.appID, in: database) else {
        throw PlatformError(
          .programNotBound, "merchant \(terms.merchant) does not sell in \(terms.appID)")
      }
      let user = try Self.user(openID: terms.openID, in: terms.appID, in: database)
      let token = occasion.text(24, of: .alphanumeric)
      let isShared = terms.count > 1
      try database.execute(
        sql: """
          INSERT INTO packet (token, merchant, key, kind, total, count, wishing, fenLeft, countLeft,
            receiver, appid, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          token, terms.merchant, terms.number, isShared ? "lucky" : "normal", terms.total,
          terms.count, String(terms.wishing.prefix(128)), terms.total, terms.count,
          isShared ? nil : user.id, terms.appID, occasion.milliseconds,
        ])
      try Self.post(
        Posting(
          from: .merchant(terms.merchant), to: .redPackets, fen: terms.total, kind: .packetSent,
          key: "packet/\(database.lastInsertedRowID)/sent", memo: terms.wishing),
        on: occasion, in: database)
      return try Self.packet(token, in: database)
    }
  }

  public func packet(
    _ number: String, of merchant: String, on occasion: Occasion
  ) throws -> RedPacket {
    try returnOldGifts(on: occasion)
    return try read { database in
      let token = try String.fetchOne(
        database, sql: "SELECT token FROM packet WHERE merchant = ? AND key = ?",
        arguments: [merchant, number])
      return try Self.packet(token ?? "", in: database)
    }
  }
}
