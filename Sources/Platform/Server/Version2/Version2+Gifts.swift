/// Red packets, transfers and bills.
extension Version2 {
  func sendPacket(_ fields: Fields) throws -> [String: String] {
    try sendPacket(fields, count: 1)
  }

  func sendGroupPacket(_ fields: Fields) throws -> [String: String] {
    guard let count = Int(try fields.text("total_num")), (3...20).contains(count) else {
      throw Failure(code: "PARAM_ERROR", description: "total_num is 3 to 20")
    }
    return try sendPacket(fields, count: count)
  }

  private func sendPacket(_ fields: Fields, count: Int) throws -> [String: String] {
    let terms = MerchantPacketTerms(
      merchant: fields.merchant.number, appID: try fields.text("wxappid"),
      number: try fields.text("mch_billno"), openID: try fields.text("re_openid"),
      total: try fields.fen("total_amount"), count: count, wishing: try fields.text("wishing"))
    do {
      let packet = try store.sendPacket(terms, on: occasion)
      return [
        "mch_billno": terms.number, "wxappid": terms.appID, "re_openid": terms.openID,
        "total_amount": "\(packet.total)", "send_listid": packet.token,
      ]
    } catch let error as PlatformError where error.reason == .numberUsed {
      throw Failure(code: "FATAL_ERROR", description: error.description)
    } catch let error as PlatformError where error.reason == .amount {
      throw Failure(code: "MONEY_LIMIT", description: error.description)
    } catch let error as PlatformError where error.reason == .unknownUser {
      throw Failure(code: "OPENID_ERROR", description: error.description)
    }
  }

  func packetInfo(_ fields: Fields) throws -> [String: String] {
    let number = try fields.text("mch_billno")
    let packet = try store.packet(number, of: fields.merchant.number, on: occasion)
    let status =
      packet.fenReturned > 0 ? "REFUND" : packet.countLeft == 0 ? "RECEIVED" : "SENT"
    return [
      "mch_billno": number, "detail_id": packet.token, "status": status, "send_type": "API",
      "hb_type": packet.count > 1 ? "GROUP" : "NORMAL", "total_num": "\(packet.count)",
      "total_amount": "\(packet.total)",
      "send_time": BeijingTime(milliseconds: packet.made).spaced, "wishing": packet.wishing,
    ]
  }

  func transfer(_ fields: Fields) throws -> [String: String] {
    var terms = MerchantTransferTerms(
      merchant: fields.merchant.number, appID: try fields.text("mch_appid"),
      number: try fields.text("partner_trade_no"), openID: try fields.text("openid"),
      fen: try fields.fen("amount"))
    guard ["NO_CHECK", "FORCE_CHECK"].contains(try fields.text("check_name")) else {
      throw Failure(code: "PARAM_ERROR", description: "check_name is NO_CHECK or FORCE_CHECK")
    }
    terms.memo = try fields.text("desc")
    do {
      let transfer = try store.transfer(terms, on: occasion)
      return [
        "mch_appid": terms.appID, "mchid": terms.merchant, "partner_trade_no": terms.number,
        "payment_no": transfer.transferID,
        "payment_time": BeijingTime(milliseconds: transfer.made).spaced,
      ]
    } catch let error as PlatformError where error.reason == .unknownUser {
      throw Failure(code: "OPENID_ERROR", description: error.description)
    }
  }

  func transferInfo(_ fields: Fields) throws -> [String: String] {
    let number = try fields.text("partner_trade_no")
    let transfer = try store.merchantTransfer(number, of: fields.merchant.number, on: occasion)
    return [
      "partner_trade_no": number, "detail_id": transfer.transferID, "status": "SUCCESS",
      "openid": transfer.openID, "payment_amount": "\(transfer.fen)",
      "transfer_time": BeijingTime(milliseconds: transfer.made).spaced, "desc": transfer.memo,
    ]
  }

  func downloadBill(_ fields: Fields) throws -> String {
    guard let day = BeijingTime.parse(day: try text("bill_date", fields)) else {
      throw TransportFailure(description: "bill_date is yyyyMMdd")
    }
    let kind = fields.optional("bill_type") ?? "ALL"
    guard ["ALL", "SUCCESS", "REFUND"].contains(kind) else {
      throw TransportFailure(description: "bill_type is ALL, SUCCESS or REFUND")
    }
    let lines = try store.bill(of: fields.merchant.number, day: day)
    guard !lines.isEmpty else { throw TransportFailure(description: "No Bill Exist") }
    return Bill.text(lines, kind)
  }

  private func text(_ name: String, _ fields: Fields) throws -> String {
    guard let value = fields.optional(name) else {
      throw TransportFailure(description: "缺少参数\(name)")
    }
    return value
  }
}
