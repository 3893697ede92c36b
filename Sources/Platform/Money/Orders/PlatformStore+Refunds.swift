import GRDB

/// Money that went back.
public struct Refund: Sendable, Hashable {
  let id: Int64
  /// The merchant's number, `out_refund_no`.
  public let number: String
  /// The platform's number.
  public let refundID: String
  public let fen: Int
  public let reason: String
  public let milliseconds: Int
  public let order: PayOrder
}

public struct RefundTerms: Sendable, Hashable {
  public var merchant: String
  public var number: String
  /// The order by one of its two numbers.
  public var orderNumber: String?
  public var transactionID: String?
  public var fen: Int
  /// The order's total as the merchant knows it; checked when given.
  public var total: Int?
  public var reason = ""
  public var notifyURL = ""

  public init(merchant: String, number: String, fen: Int) {
    self.merchant = merchant
    self.number = number
    self.fen = fen
  }
}

extension PlatformStore {
  /// Refunds a part of a payment or all of it. A number that was used for the same refund gives
  /// that refund again; nothing moves twice.
  public func refund(_ terms: RefundTerms, on occasion: Occasion) throws -> Refund {
    guard (1...64).contains(terms.number.utf8.count) else {
      throw PlatformError(.parameter, "out_refund_no has 1 to 64 characters")
    }
    guard (1...Fen.most).contains(terms.fen) else {
      throw PlatformError(.amount, "a refund is 1 to \(Fen.most) fen, found \(terms.fen)")
    }
    return try writeMoney { database in
      let order = try Self.order(of: terms, in: database)
      if let known = try Self.findRefund(terms.number, of: terms.merchant, in: database) {
        guard known.order.id == order.id, known.fen == terms.fen else {
          throw PlatformError(.numberUsed, "out_refund_no \(terms.number) is another refund's")
        }
        return known
      }
      guard order.state.isPaid else {
        throw PlatformError(.orderNotPaid, "the order is \(order.state.rawValue)")
      }
      guard terms.total == nil || terms.total == order.total else {
        throw PlatformError(.parameter, "the order's total is \(order.total) fen")
      }
      return try Self.refund(order, terms, on: occasion, in: database)
    }
  }

  public func refund(_ number: String, of merchant: String) throws -> Refund {
    try read { database in
      guard let refund = try Self.findRefund(number, of: merchant, in: database) else {
        throw PlatformError(.unknownRefund, "there is no refund '\(number.prefix(64))'")
      }
      return refund
    }
  }

  public func refunds(of order: PayOrder) throws -> [Refund] {
    try read { try Self.refunds(of: order, in: $0) }
  }

  static func refunds(of order: PayOrder, in database: Database) throws -> [Refund] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM refund WHERE payOrder = ? ORDER BY id", arguments: [order.id]
    ).map { Refund($0, of: order) }
  }

  static func refund(
    _ order: PayOrder, _ terms: RefundTerms, on occasion: Occasion, in database: Database
  ) throws -> Refund {
    guard let payer = order.payer, terms.fen <= order.total - order.refunded else {
      throw PlatformError(
        .refundTooLarge,
        "\(terms.fen) fen of \(order.total), of which \(order.refunded) are refunded already")
    }
    let count = try refunds(of: order, in: database).count
    guard count < PlatformLimits.refundsOfOrder else {
      throw PlatformError(
        .refundTooLarge, "an order takes at most \(PlatformLimits.refundsOfOrder) refunds")
    }
    let date = BeijingTime(milliseconds: occasion.milliseconds).date
    try database.execute(
      sql: """
        INSERT INTO refund (payOrder, merchant, number, refundID, fen, reason, notifyURL, time)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        order.id, order.merchant, terms.number, "5030" + date + occasion.text(16, of: .digits),
        terms.fen, String(terms.reason.prefix(80)), terms.notifyURL, occasion.milliseconds,
      ])
    let id = database.lastInsertedRowID
    try post(
      Posting(
        from: .merchant(order.merchant), to: .user(payer), fen: terms.fen, kind: .refund,
        key: "refund/\(id)", memo: order.description),
      on: occasion, in: database)
    try database.execute(
      sql: "UPDATE payOrder SET refunded = refunded + ?, state = 'REFUND' WHERE id = ?",
      arguments: [terms.fen, order.id])
    let current = try Self.order(id: order.id, in: database)
    try notify(of: current, refund: id, at: terms.notifyURL, on: occasion, in: database)
    guard let made = try refunds(of: current, in: database).last else {
      throw PlatformError(.storage, "a refund could not be stored")
    }
    return made
  }

  static func refund(id: Int64, of order: PayOrder, in database: Database) throws -> Refund? {
    try Row.fetchOne(database, sql: "SELECT * FROM refund WHERE id = ?", arguments: [id])
      .map { Refund($0, of: order) }
  }

  private static func findRefund(
    _ number: String, of merchant: String, in database: Database
  ) throws -> Refund? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM refund WHERE merchant = ? AND number = ?",
      arguments: [merchant, number])
    return try row.map { Refund($0, of: try order(id: $0["payOrder"], in: database)) }
  }

  private static func order(of terms: RefundTerms, in database: Database) throws -> PayOrder {
    if let number = terms.orderNumber {
      return try order(of: terms.merchant, number: number, in: database)
    }
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM payOrder WHERE merchant = ? AND transactionID = ?",
      arguments: [terms.merchant, terms.transactionID ?? ""])
    guard let row else { throw PlatformError(.unknownOrder, "there is no such payment") }
    return try PayOrder(row)
  }
}

extension Refund {
  init(_ row: Row, of order: PayOrder) {
    id = row["id"]
    number = row["number"]
    refundID = row["refundID"]
    fen = row["fen"]
    reason = row["reason"]
    milliseconds = row["time"]
    self.order = order
  }
}
