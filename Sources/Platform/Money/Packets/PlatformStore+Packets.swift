import GRDB
import Wire

/// A red packet: money for whoever takes it first.
public struct RedPacket: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// Every part is the same.
    case normal
    /// Parts are drawn when they are taken.
    case lucky
  }

  public let token: String
  /// The sender's nickname, or the merchant's name.
  public let sender: String
  public let kind: Kind
  public let total: Int
  public let count: Int
  public let fenLeft: Int
  public let countLeft: Int
  public let fenReturned: Int
  public let wishing: String
  public let made: Int
  public let claims: [Claim]

  public struct Claim: Sendable, Hashable {
    public let user: String
    public let nickname: String
    public let fen: Int
    public let milliseconds: Int
  }

  /// The largest part, the earliest on ties, once all are taken.
  public var luckiest: Claim? {
    guard kind == .lucky, countLeft == 0, fenReturned == 0 else { return nil }
    return claims.reduce(nil) { best, claim in
      best.map { claim.fen > $0.fen ? claim : $0 } ?? claim
    }
  }

  public var value: JSON {
    [
      "token": .string(token), "from": .string(sender), "kind": .string(kind.rawValue),
      "total": .string(Fen.yuan(total)), "count": .number(Double(count)),
      "left": .string(Fen.yuan(fenLeft)), "countLeft": .number(Double(countLeft)),
      "returned": .string(Fen.yuan(fenReturned)), "wishing": .string(wishing),
      "luckiest": luckiest.map { .string($0.nickname) } ?? .null,
      "claims": .array(
        claims.map {
          [
            "nickname": .string($0.nickname), "yuan": .string(Fen.yuan($0.fen)),
            "time": .number(Double($0.milliseconds)),
          ]
        }),
    ]
  }
}

extension PlatformStore {
  /// Puts money into a red packet. The same key of the same sender is the same packet.
  ///
  /// - Parameter fen: of a normal packet, each part; of a lucky one, all parts together.
  public func sendPacket(
    from name: String, _ kind: RedPacket.Kind, fen: Int, count: Int, wishing: String = "恭喜发财",
    key: String, on occasion: Occasion
  ) throws -> RedPacket {
    guard (1...PlatformLimits.packetCount).contains(count) else {
      throw PlatformError(
        .parameter, "a red packet has 1 to \(PlatformLimits.packetCount) parts, found \(count)")
    }
    guard (1...PlatformLimits.packetFen * PlatformLimits.packetCount).contains(fen) else {
      throw PlatformError(.amount, "the amount of a red packet is out of bounds")
    }
    let total = kind == .normal ? fen * count : fen
    guard (count...PlatformLimits.packetFen * count).contains(total) else {
      throw PlatformError(
        .amount, "every part is 0.01 to \(Fen.yuan(PlatformLimits.packetFen)) yuan")
    }
    guard wishing.count <= 128 else {
      throw PlatformError(.parameter, "a wish has at most 128 characters")
    }
    return try writeMoney { database in
      let sender = try Self.ensureUser(name, on: occasion, in: database)
      let known = try Row.fetchOne(
        database, sql: "SELECT * FROM packet WHERE sender = ? AND key = ?",
        arguments: [sender.id, key])
      if let known {
        guard known["total"] == total, known["count"] == count else {
          throw PlatformError(.numberUsed, "the key '\(key)' is another packet's")
        }
        return try Self.packet(known["token"], in: database)
      }
      let token = occasion.text(24, of: .alphanumeric)
      try database.execute(
        sql: """
          INSERT INTO packet (token, sender, key, kind, total, count, wishing, fenLeft, countLeft,
            made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          token, sender.id, key, kind.rawValue, total, count, wishing, total, count,
          occasion.milliseconds,
        ])
      try Self.post(
        Posting(
          from: .user(sender.id), to: .redPackets, fen: total, kind: .packetSent,
          key: "packet/\(database.lastInsertedRowID)/sent", memo: wishing),
        on: occasion, in: database)
      return try Self.packet(token, in: database)
    }
  }

  /// Takes one part of a packet, as much as chance gives; each user takes one.
  public func claim(_ token: String, as name: String, on occasion: Occasion) throws -> Int {
    try returnOldGifts(on: occasion)
    return try writeMoney { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      let row = try Self.packetRow(token, in: database)
      let id: Int64 = row["id"]
      let taken = try Row.fetchOne(
        database, sql: "SELECT fen FROM claim WHERE packet = ? AND user = ?",
        arguments: [id, user.id])
      guard taken == nil else {
        throw PlatformError(.alreadyClaimed, "a user takes one part of a red packet")
      }
      guard row["fenReturned"] == 0 else {
        throw PlatformError(.packetExpired, "the red packet went back after a day")
      }
      let (fen, count): (Int, Int) = (row["fenLeft"], row["countLeft"])
      guard count > 0 else { throw PlatformError(.packetEmpty, "the red packet is empty") }
      if let receiver = row["receiver"] as Int64?, receiver != user.id {
        throw PlatformError(.unknownPacket, "the red packet is another user's")
      }
      let part =
        row["kind"] == RedPacket.Kind.lucky.rawValue
        ? PacketSplit.draw(fen: fen, count: count, bits: occasion.bits32()) : fen / count
      try database.execute(
        sql: "UPDATE packet SET fenLeft = fenLeft - ?, countLeft = countLeft - 1 WHERE id = ?",
        arguments: [part, id])
      try database.execute(
        sql: "INSERT INTO claim VALUES (?, ?, ?, ?, ?)",
        arguments: [id, user.id, part, occasion.milliseconds, (row["count"] as Int) - count])
      try Self.post(
        Posting(
          from: .redPackets, to: .user(user.id), fen: part, kind: .packetClaimed,
          key: "packet/\(id)/claimed/\(user.id)", memo: row["wishing"]),
        on: occasion, in: database)
      return part
    }
  }

  public func packet(_ token: String, on occasion: Occasion) throws -> RedPacket {
    try returnOldGifts(on: occasion)
    return try read { try Self.packet(token, in: $0) }
  }

  static func returnOldPackets(
    madeBefore limit: Int, on occasion: Occasion, in database: Database
  ) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM packet WHERE fenLeft > 0 AND made < ?", arguments: [limit])
    for row in rows {
      let (id, fen): (Int64, Int) = (row["id"], row["fenLeft"])
      let sender: LedgerAccount =
        (row["sender"] as Int64?).map { .user($0) } ?? .merchant(row["merchant"])
      try database.execute(
        sql: "UPDATE packet SET fenLeft = 0, fenReturned = ? WHERE id = ?", arguments: [fen, id])
      try post(
        Posting(
          from: .redPackets, to: sender, fen: fen, kind: .packetReturned,
          key: "packet/\(id)/returned", memo: row["wishing"]),
        on: occasion, in: database)
    }
  }

  static func packetRow(_ token: String, in database: Database) throws -> Row {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM packet WHERE token = ?", arguments: [token])
    else { throw PlatformError(.unknownPacket, "there is no such red packet") }
    return row
  }

  static func packet(_ token: String, in database: Database) throws -> RedPacket {
    let row = try packetRow(token, in: database)
    guard let kind = RedPacket.Kind(rawValue: row["kind"]) else {
      throw PlatformError(.storage, "a red packet cannot be read")
    }
    let sender = try String.fetchOne(
      database,
      sql: """
        SELECT coalesce(user.nickname, merchant.name) FROM packet
        LEFT JOIN user ON user.id = packet.sender
        LEFT JOIN merchant ON merchant.number = packet.merchant WHERE packet.id = ?
        """, arguments: [row["id"] as Int64])
    let claims = try Row.fetchAll(
      database,
      sql: """
        SELECT user.name, user.nickname, claim.fen, claim.time FROM claim
        JOIN user ON user.id = claim.user WHERE claim.packet = ? ORDER BY claim.position
        """, arguments: [row["id"] as Int64]
    ).map {
      RedPacket.Claim(user: $0[0], nickname: $0[1], fen: $0[2], milliseconds: $0[3])
    }
    return RedPacket(
      token: token, sender: sender ?? "", kind: kind, total: row["total"], count: row["count"],
      fenLeft: row["fenLeft"], countLeft: row["countLeft"], fenReturned: row["fenReturned"],
      wishing: row["wishing"], made: row["made"], claims: claims)
  }
}
