import GRDB

/// A merchant's day, one line for each payment and each refund.
struct BillLine {
  let order: PayOrder
  let refund: Refund?
  let milliseconds: Int
}

enum Bill {
  /// The text that merchants download: titles, lines with a backquote before each value, sums.
  static func text(_ lines: [BillLine], _ kind: String) -> String {
    let chosen = lines.filter { line in
      kind == "ALL" || (kind == "REFUND") == (line.refund != nil)
    }
    let paid = chosen.filter { $0.refund == nil }.reduce(0) { $0 + $1.order.total }
    let refunded = chosen.reduce(0) { $0 + ($1.refund?.fen ?? 0) }
    return
      ([titles] + chosen.map(row)
      + [
        "总交易单数,应结订单总金额,退款总金额",
        "`\(chosen.count),`\(Fen.yuan(paid)),`\(Fen.yuan(refunded))",
      ]).joined(separator: "\r\n") + "\r\n"
  }

  private static let titles =
    "交易时间,公众账号ID,商户号,微信订单号,商户订单号,用户标识,交易类型,交易状态,货币种类,应结订单金额,"
    + "微信退款单号,商户退款单号,退款金额,退款状态,商品名称,商户数据包"

  private static func row(_ line: BillLine) -> String {
    let order = line.order
    return [
      BeijingTime(milliseconds: line.milliseconds).spaced, order.appID, order.merchant,
      order.transactionID ?? "", order.number, order.payerOpenID, order.tradeType.rawValue,
      line.refund == nil ? "SUCCESS" : "REFUND", "CNY",
      line.refund == nil ? Fen.yuan(order.total) : "0.00",
      line.refund?.refundID ?? "0", line.refund?.number ?? "0",
      Fen.yuan(line.refund?.fen ?? 0), line.refund == nil ? "" : "SUCCESS",
      // A comma or a line's end inside would make two of one.
      order.description.filter { $0 != "," && !$0.isNewline },
      order.attach.filter { $0 != "," && !$0.isNewline },
    ].map { "`" + $0 }.joined(separator: ",")
  }
}

extension PlatformStore {
  /// What was paid and refunded in the 24 hours from a time on.
  func bill(of merchant: String, day: Int) throws -> [BillLine] {
    let end = day + 24 * 3_600_000
    return try read { database in
      let paid = try Row.fetchAll(
        database,
        sql: "SELECT * FROM payOrder WHERE merchant = ? AND paid >= ? AND paid < ? ORDER BY paid",
        arguments: [merchant, day, end]
      ).map { row in
        let order = try PayOrder(row)
        return BillLine(order: order, refund: nil, milliseconds: order.paid ?? day)
      }
      let refunded = try Row.fetchAll(
        database,
        sql: "SELECT * FROM refund WHERE merchant = ? AND time >= ? AND time < ? ORDER BY id",
        arguments: [merchant, day, end]
      ).map { row in
        let order = try Self.order(id: row["payOrder"], in: database)
        let refund = Refund(row, of: order)
        return BillLine(order: order, refund: refund, milliseconds: refund.milliseconds)
      }
      return paid + refunded
    }
  }

  func refund(id refundID: String, of merchant: String) throws -> Refund {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM refund WHERE merchant = ? AND refundID = ?",
        arguments: [merchant, refundID])
      guard let row else { throw PlatformError(.unknownRefund, "there is no such refund") }
      return Refund(row, of: try Self.order(id: row["payOrder"], in: database))
    }
  }
}
