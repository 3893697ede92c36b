import GRDB
import Wire

/// One line of a statement: what one side of a movement of money is told of it.
public struct StatementLine: Sendable, Hashable {
  public let number: Int64
  public let kind: String
  /// Fen; negative for what went away.
  public let fen: Int
  /// The other side, as one is told: a nickname, a merchant's name.
  public let counterpart: String
  public let memo: String
  public let milliseconds: Int

  public var value: JSON {
    [
      "number": .string("\(number)"), "kind": .string(kind), "fen": .number(Double(fen)),
      "yuan": .string(Fen.yuan(fen)), "counterpart": .string(counterpart), "memo": .string(memo),
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
      database,
      sql: """
        SELECT posting.id, posting.kind, posting.memo, posting.time,
          CASE WHEN posting.debit = mine.id THEN -posting.fen ELSE posting.fen END AS fen,
          coalesce(user.nickname, merchant.name, '') AS counterpart
        FROM account AS mine
        JOIN posting ON posting.debit = mine.id OR posting.credit = mine.id
        JOIN account AS other ON other.id =
          CASE WHEN posting.debit = mine.id THEN posting.credit ELSE posting.debit END
        LEFT JOIN user ON other.kind = 'user' AND user.id = CAST(other.owner AS INTEGER)
        LEFT JOIN merchant ON other.kind = 'merchant' AND merchant.number = other.owner
        WHERE mine.kind = ? AND mine.owner = ?
        ORDER BY posting.id DESC LIMIT ?
        """,
      arguments: [account.kind, account.owner, min(max(limit, 0), PlatformLimits.statementLines)]
    ).map { row in
      StatementLine(
        number: row["id"], kind: row["kind"], fen: row["fen"], counterpart: row["counterpart"],
        memo: row["memo"], milliseconds: row["time"])
    }
  }
}
