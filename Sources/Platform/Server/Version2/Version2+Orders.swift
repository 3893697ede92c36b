/// Orders and refunds.
extension Version2 {
  func unifiedOrder(_ fields: Fields) throws -> [String: String] {
    guard let type = TradeType(rawValue: try fields.text("trade_type")), type != .micropay else {
      throw Failure(code: "PARAM_ERROR", description: "trade_type is JSAPI, NATIVE, APP or MWEB")
    }
    var terms = try terms(fields, type)
    terms.notifyURL = try fields.text("notify_url")
    terms.openID = type == .jsapi ? try fields.text("openid") : ""
    let placed = try store.place(terms, on: occasion)
    var answer = ["prepay_id": placed.prepayID, "trade_type": type.rawValue]
    if type == .native { answer["code_url"] = placed.order.codeURL }
    if type == .mweb {
      answer["mweb_url"] =
        "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id="
        + placed.prepayID
    }
    return answer
  }

  private func terms(_ fields: Fields, _ type: TradeType) throws -> OrderTerms {
    var terms = OrderTerms(
      merchant: fields.merchant.number, appID: try fields.text("appid"),
      number: try fields.text("out_trade_no"), total: try fields.fen("total_fee"),
      description: try fields.text("body"), tradeType: type)
    terms.attach = fields.optional("attach") ?? ""
    terms.signType = fields.signType
    if let text = fields.optional("time_expire") {
      guard let time = BeijingTime.parse(compact: text) else {
        throw Failure(code: "PARAM_ERROR", description: "time_expire is yyyyMMddHHmmss")
      }
      terms.expires = time
    }
    return terms
  }

  func orderQuery(_ fields: Fields) throws -> [String: String] {
    Self.state(of: try order(fields))
  }

  private func order(_ fields: Fields) throws -> PayOrder {
    let merchant = fields.merchant.number
    if let id = fields.optional("transaction_id") {
      return try store.order(of: merchant, transactionID: id, on: occasion)
    }
    return try store.order(of: merchant, number: try fields.text("out_trade_no"), on: occasion)
  }

  /// What a query, and a notification, tell of an order.
  static func state(of order: PayOrder) -> [String: String] {
    var answer = payment(order)
    answer["trade_state"] = order.state.rawValue
    answer["trade_state_desc"] = describe(order.state)
    return answer
  }

  static func payment(_ order: PayOrder) -> [String: String] {
    var answer = [
      "out_trade_no": order.number, "total_fee": "\(order.total)", "fee_type": "CNY",
      "trade_type": order.tradeType.rawValue, "attach": order.attach,
    ]
    guard let id = order.transactionID, let paid = order.paid else { return answer }
    answer["transaction_id"] = id
    answer["openid"] = order.payerOpenID
    answer["is_subscribe"] = "N"
    answer["cash_fee"] = "\(order.total)"
    answer["cash_fee_type"] = "CNY"
    answer["bank_type"] = "OTHERS"
    answer["time_end"] = BeijingTime(milliseconds: paid).compact
    return answer
  }

  static func describe(_ state: OrderState) -> String {
    switch state {
    case .notPaid: "订单未支付"
    case .success: "支付成功"
    case .refund: "转入退款"
    case .closed: "订单已关闭"
    case .revoked: "订单已撤销"
    case .userPaying: "用户支付中"
    case .payError: "支付失败"
    }
  }

  func closeOrder(_ fields: Fields) throws -> [String: String] {
    try store.close(
      try fields.text("out_trade_no"), of: fields.merchant.number, on: occasion)
    return [:]
  }

  func micropay(_ fields: Fields) throws -> [String: String] {
    let code = try fields.text("auth_code")
    guard code.utf8.count == 18, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw Failure(code: "AUTH_CODE_INVALID", description: "101 付款码无效,请重新扫码")
    }
    return Self.payment(
      try store.charge(try terms(fields, .micropay), authCode: code, on: occasion))
  }

  func reverse(_ fields: Fields) throws -> [String: String] {
    let number = try fields.optional("out_trade_no") ?? order(fields).number
    try store.reverse(number, of: fields.merchant.number, on: occasion)
    return ["recall": "N"]
  }

  func authCodeToOpenID(_ fields: Fields) throws -> [String: String] {
    [
      "openid": try store.openID(
        ofAuthCode: try fields.text("auth_code"), in: try fields.text("appid"), on: occasion)
    ]
  }

  func shortURL(_ fields: Fields) throws -> [String: String] {
    ["short_url": try fields.text("long_url")]
  }

  func signKey(_ fields: Fields) throws -> [String: String] {
    ["sandbox_signkey": fields.merchant.apiKey]
  }

  func refund(_ fields: Fields) throws -> [String: String] {
    var terms = RefundTerms(
      merchant: fields.merchant.number, number: try fields.text("out_refund_no"),
      fen: try fields.fen("refund_fee"))
    terms.transactionID = fields.optional("transaction_id")
    terms.orderNumber =
      terms.transactionID == nil ? try fields.text("out_trade_no") : nil
    terms.total = try fields.fen("total_fee")
    terms.reason = fields.optional("refund_desc") ?? ""
    terms.notifyURL = fields.optional("notify_url") ?? ""
    let refund = try store.refund(terms, on: occasion)
    return [
      "transaction_id": refund.order.transactionID ?? "", "out_trade_no": refund.order.number,
      "out_refund_no": refund.number, "refund_id": refund.refundID,
      "refund_fee": "\(refund.fen)", "total_fee": "\(refund.order.total)",
      "cash_fee": "\(refund.order.total)", "cash_refund_fee": "\(refund.fen)", "fee_type": "CNY",
    ]
  }

  func refundQuery(_ fields: Fields) throws -> [String: String] {
    let merchant = fields.merchant.number
    let order: PayOrder
    var refunds: [Refund]
    if let number = fields.optional("out_refund_no") {
      let refund = try store.refund(number, of: merchant)
      (order, refunds) = (refund.order, [refund])
    } else if let id = fields.optional("refund_id") {
      let refund = try store.refund(id: id, of: merchant)
      (order, refunds) = (refund.order, [refund])
    } else {
      order = try self.order(fields)
      refunds = try store.refunds(of: order)
      guard !refunds.isEmpty else {
        throw PlatformError(.unknownRefund, "the order has no refunds")
      }
    }
    var answer = [
      "transaction_id": order.transactionID ?? "", "out_trade_no": order.number,
      "total_fee": "\(order.total)", "cash_fee": "\(order.total)", "fee_type": "CNY",
      "refund_count": "\(refunds.count)", "refund_fee": "\(refunds.reduce(0) { $0 + $1.fen })",
    ]
    for (index, refund) in refunds.enumerated() {
      answer["out_refund_no_\(index)"] = refund.number
      answer["refund_id_\(index)"] = refund.refundID
      answer["refund_channel_\(index)"] = "ORIGINAL"
      answer["refund_fee_\(index)"] = "\(refund.fen)"
      answer["refund_status_\(index)"] = "SUCCESS"
      answer["refund_recv_accout_\(index)"] = "支付用户零钱"
      answer["refund_success_time_\(index)"] =
        BeijingTime(milliseconds: refund.milliseconds).spaced
    }
    return answer
  }
}
