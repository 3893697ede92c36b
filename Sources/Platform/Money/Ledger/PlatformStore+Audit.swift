import GRDB

/// What an audit of the books found.
public struct Audit: Sendable, Hashable {
  public let postings: Int
  public let accounts: Int
  /// Fen in all accounts together, which never changes.
  public let fen: Int
  /// What does not add up, in sentences; empty for books that balance.
  public let findings: [String]
}

extension PlatformStore {
  /// Adds everything up: every balance is the sum of its postings and not negative, all money that
  /// was ever made is still there, and what orders, transfers and packets say they moved was moved,
  /// once.
  public func audit() throws -> Audit {
    try writeMoney { database in
      let count = { (sql: String) in try Int.fetchOne(database, sql: sql) ?? 0 }
      let total = try count("SELECT sum(balance) FROM account")
      var findings = try Self.rules.compactMap { rule in
        let broken = try count("SELECT count(*) FROM (\(rule.sql))")
        return broken == 0 ? nil : "\(broken) × \(rule.sentence)"
      }
      if total != PlatformLimits.supplyFen {
        findings.append("\(total) fen exist where \(PlatformLimits.supplyFen) were made")
      }
      return Audit(
        postings: try count("SELECT count(*) FROM posting"),
        accounts: try count("SELECT count(*) FROM account"), fen: total, findings: findings)
    }
  }

  /// Rows that a query finds break the rule.
  private static let rules: [(sentence: String, sql: String)] = [
    ("a balance is negative", "SELECT 1 FROM account WHERE balance < 0"),
    (
      "a balance is not the sum of its postings",
      """
      SELECT account.id FROM account WHERE balance <>
        CASE kind WHEN 'reserve' THEN \(PlatformLimits.supplyFen) ELSE 0 END
        + coalesce((SELECT sum(fen) FROM posting WHERE credit = account.id), 0)
        - coalesce((SELECT sum(fen) FROM posting WHERE debit = account.id), 0)
      """
    ),
    (
      "a paid order has no posting of its total",
      """
      SELECT id FROM payOrder WHERE state IN ('SUCCESS', 'REFUND') AND NOT EXISTS (
        SELECT 1 FROM posting WHERE key = 'pay/' || payOrder.id AND fen = payOrder.total)
      """
    ),
    (
      "an order that is not paid has a posting",
      """
      SELECT id FROM payOrder WHERE state IN ('NOTPAY', 'USERPAYING', 'PAYERROR', 'CLOSED')
        AND EXISTS (SELECT 1 FROM posting WHERE key = 'pay/' || payOrder.id)
      """
    ),
    (
      "an order's refunds are not what was refunded, or more than was paid",
      """
      SELECT id FROM payOrder WHERE refunded <> coalesce((
          SELECT sum(fen) FROM refund WHERE payOrder = payOrder.id), 0)
        OR refunded > total
      """
    ),
    (
      "a refund has no posting of its amount",
      """
      SELECT id FROM refund WHERE NOT EXISTS (
        SELECT 1 FROM posting WHERE key = 'refund/' || refund.id AND fen = refund.fen)
      """
    ),
    (
      "the transfers that wait are not what is held for them",
      """
      SELECT 1 WHERE coalesce((SELECT sum(fen) FROM transfer WHERE state = 'pending'), 0)
        <> coalesce((SELECT balance FROM account WHERE kind = 'pendingTransfers'), 0)
      """
    ),
    (
      "what is left in red packets is not what is held for them",
      """
      SELECT 1 WHERE coalesce((SELECT sum(fenLeft) FROM packet), 0)
        <> coalesce((SELECT balance FROM account WHERE kind = 'redPackets'), 0)
      """
    ),
    (
      "a packet's claims and rest are not its total",
      """
      SELECT id FROM packet WHERE total <> fenLeft + fenReturned
        + coalesce((SELECT sum(fen) FROM claim WHERE packet = packet.id), 0)
      """
    ),
  ]
}
