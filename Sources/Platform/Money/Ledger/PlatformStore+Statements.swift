import GRDB
import Wire

/// One line of a statement, and a receipt: what one side of a movement of money is told of it. It is
/// the posting itself as that side reads it, so that there is exactly one on either side from the
/// moment on in which the money has moved.
public struct StatementLine: Sendable, Hashable {
  public let number: Int64
  public let kind: String
  /// In the platform's words, such as `支付凭证`.
  public let title: String
  /// Fen; negative for what went away.
  public let fen: Int
  /// The other side, as one is told: a nickname, a merchant's name.
  public let counterpart: String
  public let memo: String
  /// Of a payment or refund, the merchant's number and the platform's.
  public let orderNumber: String
  public let transactionID: String
  public let milliseconds: Int

  public var value: JSON {
    [
      "number": .string("\(number)"), "kind": .string(kind), "title": .string(title),
      "fen": .number(Double(fen)), "yuan": .string(Fen.yuan(fen)),
      "counterpart": .string(counterpart), "memo": .string(memo),
      "order": .string(orderNumber), "transaction": .string(transactionID),
      "time": .number(Double(milliseconds)),
    ]
  }
}

extension PlatformStore {
  /// The newest lines of a user's statement, newest first.
  public func statement(of name: String, limit: Int = 50) throws -> [StatementLine] {
    try read { database in
      let user = try Self.user(named: name, in: database)
      return try Self.statement(of: .user(user.id), limit: limit, in: database)
    }
  }

  /// The newest lines of a merchant's statement, newest first.
  public func statement(ofMerchant number: String, limit: Int = 50) throws -> [StatementLine] {
    try read { try Self.statement(of: .merchant(number), limit: limit, in: $0) }
  }

  private static func statement(
    of account: LedgerAccount, limit: Int, in database: Database
  ) throws -> [StatementLine] {
    try Row.fetchAll(
      database, sql: statementQuery,
      arguments: [account.kind, account.owner, min(max(limit, 0), PlatformLimits.statementLines)]
    ).map(StatementLine.init)
  }

  /// Keys of postings say what they are for: `pay/17`, `refund/3`.
  private static let statementQuery = """
    SELECT posting.id, posting.kind, posting.memo, posting.time,
      CASE WHEN posting.debit = mine.id THEN -posting.fen ELSE posting.fen END AS fen,
      coalesce(user.nickname, merchant.name, '') AS counterpart,
      coalesce(payOrder.number, '') AS orderNumber,
      coalesce(payOrder.transactionID, '') AS transactionID
    FROM account AS mine
    JOIN posting ON posting.debit = mine.id OR posting.credit = mine.id
    JOIN account AS other ON other.id =
      CASE WHEN posting.debit = mine.id THEN posting.credit ELSE posting.debit END
    LEFT JOIN user ON other.kind = 'user' AND user.id = CAST(other.owner AS INTEGER)
    LEFT JOIN merchant ON other.kind = 'merchant' AND merchant.number = other.owner
    LEFT JOIN refund ON posting.kind = 'refund'
      AND refund.id = CAST(substr(posting.key, 8) AS INTEGER)
    LEFT JOIN payOrder ON payOrder.id = CASE posting.kind
      WHEN 'payment' THEN CAST(substr(posting.key, 5) AS INTEGER)
      WHEN 'refund' THEN refund.payOrder END
    WHERE mine.kind = ? AND mine.owner = ?
    ORDER BY posting.id DESC LIMIT ?
    """
}

extension StatementLine {
  init(_ row: Row) {
    let fen: Int = row["fen"]
    self.init(
      number: row["id"], kind: row["kind"],
      title: PostingKind(rawValue: row["kind"])?.title(isOut: fen < 0) ?? "", fen: fen,
      counterpart: row["counterpart"], memo: row["memo"], orderNumber: row["orderNumber"],
      transactionID: row["transactionID"], milliseconds: row["time"])
  }
}

extension PostingKind {
  /// What the message about it is called that either side gets.
  func title(isOut: Bool) -> String {
    switch self {
    case .opening, .topUp: "零钱入账通知"
    case .payment: isOut ? "支付凭证" : "收款到账通知"
    case .refund: isOut ? "退款成功通知" : "退款到账通知"
    case .transferSent: "转账凭证"
    case .transferAccepted: "转账到账通知"
    case .transferReturned: "转账退还通知"
    case .packetSent: "红包发出凭证"
    case .packetClaimed: "红包到账通知"
    case .packetReturned: "红包退还通知"
    case .merchantTransfer: isOut ? "商家转账凭证" : "商家转账到账通知"
    case .withdrawal: isOut ? "提现凭证" : "提现到账通知"
    }
  }
}
