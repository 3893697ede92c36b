import GRDB

/// Something that a merchant's server has yet to be told.
public struct DueNotification: Sendable, Hashable {
  public let id: Int64
  public let url: String
  /// How often it was sent before.
  public let attempts: Int
  public let merchant: Merchant
  public let order: PayOrder
  /// What went back; nil tells of the payment.
  public let refund: Refund?
}

/// What merchants are told, and when again (`reference/server-side-apis.md 10.6`). A notification
/// is stored together with the money that it tells of, so that none is lost; it may well arrive
/// twice.
extension PlatformStore {
  static func notify(
    of order: PayOrder, refund: Int64?, at url: String, on occasion: Occasion,
    in database: Database
  ) throws {
    guard !url.isEmpty else { return }
    try database.execute(
      sql: "INSERT INTO notification (merchant, payOrder, refund, url, due) VALUES (?, ?, ?, ?, ?)",
      arguments: [order.merchant, order.id, refund, url, occasion.milliseconds])
  }

  /// Takes the notifications that are due, oldest first, and sets when each is due again: who
  /// takes one and dies has not lost it.
  public func takeDueNotifications(
    limit: Int = 20, on occasion: Occasion
  ) throws -> [DueNotification] {
    try writeMoney { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM notification WHERE due <= ? ORDER BY due, id LIMIT ?",
        arguments: [occasion.milliseconds, limit])
      return try rows.map { row in
        let attempts: Int = row["attempts"]
        let delays = PlatformLimits.notificationSeconds
        let next =
          attempts < delays.count ? occasion.milliseconds + delays[attempts] * 1_000 : nil
        try database.execute(
          sql: "UPDATE notification SET attempts = attempts + 1, due = ? WHERE id = ?",
          arguments: [next, row["id"] as Int64])
        let order = try Self.order(id: row["payOrder"], in: database)
        let refund = try (row["refund"] as Int64?).flatMap {
          try Self.refund(id: $0, of: order, in: database)
        }
        return DueNotification(
          id: row["id"], url: row["url"], attempts: attempts,
          merchant: try Self.merchant(row["merchant"], in: database), order: order, refund: refund)
      }
    }
  }

  /// The merchant has understood; it is not told again.
  public func acknowledge(_ notification: DueNotification) throws {
    try writeMoney { database in
      try database.execute(
        sql: "UPDATE notification SET due = NULL, isDelivered = 1 WHERE id = ?",
        arguments: [notification.id])
    }
  }

  /// Tells the merchant of an order once more, as happens on a bad day.
  public func notifyAgain(_ order: PayOrder, on occasion: Occasion) throws {
    try writeMoney { database in
      try Self.notify(of: order, refund: nil, at: order.notifyURL, on: occasion, in: database)
    }
  }

  /// When the next notification is due; nil when none is.
  public func nextNotification() throws -> Int? {
    try read { try Int.fetchOne($0, sql: "SELECT min(due) FROM notification") }
  }
}
