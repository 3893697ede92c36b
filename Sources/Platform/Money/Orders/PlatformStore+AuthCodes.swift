import GRDB

/// Payment codes: the customer shows one, the merchant scans it (`reference/server-side-apis.md
/// 10.7`).
extension PlatformStore {
  /// A code of eighteen digits that stands for a user's wallet for a minute and for one charge.
  public func authCode(of name: String, on occasion: Occasion) throws -> String {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try database.execute(
        sql: """
          DELETE FROM authCode WHERE user = ? AND rowid IN (
            SELECT rowid FROM authCode WHERE user = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?)
          """, arguments: [user.id, user.id, PlatformLimits.liveAuthCodes - 1])
      var code: String
      repeat {
        code = "13" + occasion.text(16, of: .digits)
        try database.execute(
          sql: "INSERT INTO authCode (code, user, made) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          arguments: [code, user.id, occasion.milliseconds])
      } while database.changesCount == 0
      return code
    }
  }

  /// Charges the wallet that a code stands for. The order stays USERPAYING when its user has to
  /// type the password; the merchant then asks again.
  public func charge(
    _ terms: OrderTerms, authCode code: String, on occasion: Occasion
  ) throws -> PayOrder {
    try terms.check()
    let order = try writeMoney { database in
      if let known = try Self.findOrder(of: terms.merchant, number: terms.number, in: database) {
        throw PlatformError(
          known.state.isPaid || known.state == .revoked ? .orderPaid : .numberUsed,
          "order \(known.number) exists; a new code takes a new number")
      }
      let user = try Self.user(ofAuthCode: code, on: occasion, in: database)
      try database.execute(sql: "UPDATE authCode SET isUsed = 1 WHERE code = ?", arguments: [code])
      let order = try Self.place(terms, on: occasion, in: database)
      let openID = try Self.openID(of: user, in: terms.appID, in: database)
      if try Self.needsPassword(user, terms.total, on: occasion, in: database) {
        try database.execute(
          sql: "UPDATE payOrder SET state = 'USERPAYING', openid = ?, payerOpenid = ? WHERE id = ?",
          arguments: [openID, openID, order.id])
        return try Self.order(id: order.id, in: database)
      }
      do {
        return try Self.pay(order, by: user, on: occasion, in: database)
      } catch let error as PlatformError where error.reason == .notEnough {
        try Self.setState(.payError, of: order, in: database)
        return try Self.order(id: order.id, in: database)
      }
    }
    switch order.state {
    case .payError:
      throw PlatformError(.notEnough, "the wallet does not cover the charge")
    case .userPaying:
      throw PlatformError(.passwordNeeded, "the user has to type the password")
    default: return order
    }
  }

  /// Undoes a charge, paid or not: what was paid goes back in full, what was not is closed.
  public func reverse(_ number: String, of merchant: String, on occasion: Occasion) throws {
    try writeMoney { database in
      guard let order = try Self.findOrder(of: merchant, number: number, in: database) else {
        return
      }
      guard order.state != .revoked else { return }
      if order.state.isPaid, order.total > order.refunded {
        var terms = RefundTerms(
          merchant: merchant, number: "reverse-\(order.id)", fen: order.total - order.refunded)
        terms.orderNumber = number
        _ = try Self.refund(order, terms, on: occasion, in: database)
      }
      try Self.setState(.revoked, of: order, in: database)
    }
  }

  /// Whose wallet a code stands for, told without spending it.
  public func openID(
    ofAuthCode code: String, in appID: String, on occasion: Occasion
  ) throws -> String {
    try write { database in
      let user = try Self.user(ofAuthCode: code, on: occasion, in: database)
      return try Self.openID(of: user, in: appID, in: database)
    }
  }

  private static func user(
    ofAuthCode code: String, on occasion: Occasion, in database: Database
  ) throws -> User {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM authCode WHERE code = ?", arguments: [code])
    guard let row else {
      throw PlatformError(.authCodeInvalid, "101 付款码无效,请重新扫码")
    }
    guard row["isUsed"] == false else {
      throw PlatformError(.authCodeInvalid, "101 每个二维码仅限使用一次,请刷新再试")
    }
    guard occasion.milliseconds - row["made"] <= PlatformLimits.authCodeMilliseconds else {
      throw PlatformError(.authCodeExpired, "101 付款码已过期,请退出重试")
    }
    return try user(id: row["user"], in: database)
  }

  /// Large charges need the password, unless the user's policy has said yes to everything.
  private static func needsPassword(
    _ user: User, _ fen: Int, on occasion: Occasion, in database: Database
  ) throws -> Bool {
    fen > PlatformLimits.passwordFreeFen && user.paymentAnswer != PaymentAnswer.ok.rawValue
  }
}
