import GRDB

/// An order that was placed, and the id by which a client pays it.
public struct PlacedOrder: Sendable, Hashable {
  public let order: PayOrder
  public let prepayID: String
}

/// Placing, finding and closing orders.
extension PlatformStore {
  /// Places an order, or takes the same one again while it is unpaid: its number belongs to it for
  /// ever.
  public func place(_ terms: OrderTerms, on occasion: Occasion) throws -> PlacedOrder {
    try terms.check()
    return try write { database in
      let order = try Self.place(terms, on: occasion, in: database)
      return PlacedOrder(
        order: order, prepayID: try Self.makePrepay(for: order, on: occasion, in: database))
    }
  }

  public func order(
    of merchant: String, number: String, on occasion: Occasion
  ) throws -> PayOrder {
    try write { database in
      try Self.current(
        try Self.order(of: merchant, number: number, in: database), on: occasion, in: database)
    }
  }

  public func order(
    of merchant: String, transactionID: String, on occasion: Occasion
  ) throws -> PayOrder {
    try write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM payOrder WHERE transactionID = ? AND merchant = ?",
        arguments: [transactionID, merchant])
      guard let row else {
        throw PlatformError(.unknownOrder, "there is no payment '\(transactionID.prefix(40))'")
      }
      return try PayOrder(row)
    }
  }

  /// Closes an unpaid order, which then can never be paid.
  public func close(_ number: String, of merchant: String, on occasion: Occasion) throws {
    try write { database in
      let order = try Self.current(
        try Self.order(of: merchant, number: number, in: database), on: occasion, in: database)
      switch order.state {
      case .notPaid, .userPaying, .payError:
        try Self.setState(.closed, of: order, in: database)
      case .closed: return
      case .success, .refund, .revoked:
        throw PlatformError(.orderPaid, "the order is paid and can only be refunded")
      }
    }
  }
}

extension PlatformStore {
  static func place(
    _ terms: OrderTerms, on occasion: Occasion, in database: Database
  ) throws -> PayOrder {
    _ = try merchant(terms.merchant, in: database)
    guard try isBound(terms.merchant, to: terms.appID, in: database) else {
      throw PlatformError(
        .programNotBound, "merchant \(terms.merchant) does not sell in \(terms.appID)")
    }
    if !terms.openID.isEmpty { _ = try user(openID: terms.openID, in: terms.appID, in: database) }
    if let known = try findOrder(of: terms.merchant, number: terms.number, in: database) {
      let order = try current(known, on: occasion, in: database)
      switch order.state {
      case .notPaid where terms.agree(with: order): return order
      case .notPaid, .userPaying, .payError:
        throw PlatformError(.numberUsed, "order \(order.number) was placed on other terms")
      case .success, .refund, .revoked:
        throw PlatformError(.orderPaid, "order \(order.number) is paid")
      case .closed: throw PlatformError(.orderClosed, "order \(order.number) is closed")
      }
    }
    let expires = terms.expires ?? occasion.milliseconds + PlatformLimits.prepayMilliseconds
    guard expires > occasion.milliseconds else {
      throw PlatformError(.parameter, "time_expire is past")
    }
    let token = terms.tradeType == .native ? occasion.text(20, of: .alphanumeric) : ""
    try database.cachedStatement(
      sql: """
        INSERT INTO payOrder (merchant, appid, number, version, signType, tradeType, total,
          description, attach, notifyURL, openid, codeToken, state, made, expires, platformKey)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'NOTPAY', ?, ?, ?)
        """
    ).execute(arguments: [
      terms.merchant, terms.appID, terms.number, terms.version, terms.signType,
      terms.tradeType.rawValue, terms.total, terms.description, terms.attach, terms.notifyURL,
      terms.openID, token, occasion.milliseconds, expires, terms.platformKey,
    ])
    return try order(of: terms.merchant, number: terms.number, in: database)
  }

  static func findOrder(
    of merchant: String, number: String, in database: Database
  ) throws -> PayOrder? {
    let statement = try database.cachedStatement(
      sql: "SELECT * FROM payOrder WHERE merchant = ? AND number = ?")
    return try Row.fetchOne(statement, arguments: [merchant, number]).map(PayOrder.init)
  }

  static func order(
    of merchant: String, number: String, in database: Database
  ) throws -> PayOrder {
    guard let order = try findOrder(of: merchant, number: number, in: database) else {
      throw PlatformError(
        .unknownOrder, "merchant \(merchant) has no order '\(number.prefix(40))'")
    }
    return order
  }

  static func order(id: Int64, in database: Database) throws -> PayOrder {
    let statement = try database.cachedStatement(sql: "SELECT * FROM payOrder WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw PlatformError(.unknownOrder, "there is no such order")
    }
    return try PayOrder(row)
  }

  /// The order after its time has done its work.
  static func current(
    _ order: PayOrder, on occasion: Occasion, in database: Database
  ) throws -> PayOrder {
    guard order.state.isOpen, order.expires <= occasion.milliseconds else { return order }
    try setState(.closed, of: order, in: database)
    return try Self.order(id: order.id, in: database)
  }

  static func setState(
    _ state: OrderState, of order: PayOrder, in database: Database
  ) throws {
    try database.cachedStatement(sql: "UPDATE payOrder SET state = ? WHERE id = ?")
      .execute(arguments: [state.rawValue, order.id])
  }

  private static func makePrepay(
    for order: PayOrder, on occasion: Occasion, in database: Database
  ) throws -> String {
    let time = BeijingTime(milliseconds: occasion.milliseconds)
    var id: String
    repeat {
      id = "wx" + time.compact + occasion.text(20, of: .hex)
      try database.cachedStatement(
        sql: "INSERT INTO prepay VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
      ).execute(arguments: [id, order.id, occasion.milliseconds])
    } while database.changesCount == 0
    try database.execute(
      sql: """
        DELETE FROM prepay WHERE payOrder = ? AND rowid IN (
          SELECT rowid FROM prepay WHERE payOrder = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?)
        """, arguments: [order.id, order.id, PlatformLimits.prepays])
    return id
  }
}
