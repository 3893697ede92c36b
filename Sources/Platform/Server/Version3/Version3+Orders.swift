import Foundation
import Wire

/// Orders, refunds, certificates.
extension Version3 {
  func certificates(_ call: Call) throws -> PlatformResponse {
    let key = try store.platformKey(on: occasion)
    let nonce = occasion.text(12, of: .alphanumeric)
    return .json([
      "data": [
        [
          "serial_no": .string(key.serial),
          "effective_time": .string(BeijingTime(milliseconds: key.from).rfc3339),
          "expire_time": .string(BeijingTime(milliseconds: key.to).rfc3339),
          "encrypt_certificate": [
            "algorithm": "AEAD_AES_256_GCM", "nonce": .string(nonce),
            "associated_data": "certificate",
            "ciphertext": .string(
              try ResourceSeal.seal(
                key.certificate, key: call.merchant.apiV3Key, nonce: nonce,
                associated: "certificate")),
          ],
        ]
      ]
    ])
  }

  func placeJSAPI(_ call: Call) throws -> PlatformResponse {
    let placed = try place(call, .jsapi)
    return .json(["prepay_id": .string(placed.prepayID)])
  }

  func placeApp(_ call: Call) throws -> PlatformResponse {
    .json(["prepay_id": .string(try place(call, .app).prepayID)])
  }

  func placeH5(_ call: Call) throws -> PlatformResponse {
    guard call.body["scene_info"]?.object != nil else {
      throw Failure(400, "PARAM_ERROR", "scene_info is missing")
    }
    let placed = try place(call, .mweb)
    return .json([
      "h5_url": .string(
        "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=\(placed.prepayID)")
    ])
  }

  func placeNative(_ call: Call) throws -> PlatformResponse {
    .json(["code_url": .string(try place(call, .native).order.codeURL)])
  }

  /// Charges the payment code that a customer shows.
  func charge(_ call: Call) throws -> PlatformResponse {
    let code = try Self.text("auth_code", in: call.body["payer"] ?? .null)
    let order = try store.charge(
      try terms(call, .micropay), authCode: code, on: occasion)
    return .json(Self.state(of: order))
  }

  func reverse(_ call: Call) throws -> PlatformResponse {
    guard call.body["mchid"]?.string == call.merchant.number else {
      throw Failure(400, "PARAM_ERROR", "mchid is not the merchant who signed")
    }
    try store.reverse(call.parts[0], of: call.merchant.number, on: occasion)
    return .json(["out_trade_no": .string(call.parts[0])])
  }

  private func place(_ call: Call, _ type: TradeType) throws -> PlacedOrder {
    try store.place(try terms(call, type), on: occasion)
  }

  private func terms(_ call: Call, _ type: TradeType) throws -> OrderTerms {
    let body = call.body
    guard try Self.text("mchid", in: body) == call.merchant.number else {
      throw Failure(400, "PARAM_ERROR", "mchid is not the merchant who signed")
    }
    var terms = OrderTerms(
      merchant: call.merchant.number, appID: try Self.text("appid", in: body),
      number: try Self.text("out_trade_no", in: body),
      total: try Self.fen("total", in: body["amount"]),
      description: try Self.text("description", in: body), tradeType: type)
    // Who charges a code has the answer at once, or asks.
    terms.notifyURL =
      type == .micropay
      ? body["notify_url"]?.string ?? "" : try Self.text("notify_url", in: body)
    terms.attach = body["attach"]?.string ?? ""
    if type == .jsapi { terms.openID = try Self.text("openid", in: body["payer"] ?? .null) }
    if let text = body["time_expire"]?.string {
      guard let time = BeijingTime.parse(rfc3339: text) else {
        throw Failure(400, "PARAM_ERROR", "time_expire is a time such as 2026-01-01T08:00:00+08:00")
      }
      terms.expires = time
    }
    terms.version = 3
    terms.signType = "RSA"
    terms.platformKey = call.platformKey
    return terms
  }

  func orderByNumber(_ call: Call) throws -> PlatformResponse {
    try checkMerchant(call)
    return .json(
      Self.state(
        of: try store.order(of: call.merchant.number, number: call.parts[0], on: occasion)))
  }

  func orderByID(_ call: Call) throws -> PlatformResponse {
    try checkMerchant(call)
    return .json(
      Self.state(
        of: try store.order(of: call.merchant.number, transactionID: call.parts[0], on: occasion)))
  }

  private func checkMerchant(_ call: Call) throws {
    guard call.request.parameter("mchid") == call.merchant.number else {
      throw Failure(400, "PARAM_ERROR", "mchid is not the merchant who signed")
    }
  }

  func closeOrder(_ call: Call) throws -> PlatformResponse {
    guard call.body["mchid"]?.string == call.merchant.number else {
      throw Failure(400, "PARAM_ERROR", "mchid is not the merchant who signed")
    }
    try store.close(call.parts[0], of: call.merchant.number, on: occasion)
    return .empty
  }

  /// What a query, and a notification, tell of an order.
  static func state(of order: PayOrder) -> JSON {
    var answer = JSONObject()
    answer["appid"] = .string(order.appID)
    answer["mchid"] = .string(order.merchant)
    answer["out_trade_no"] = .string(order.number)
    answer["trade_type"] = .string(order.tradeType.rawValue)
    answer["trade_state"] = .string(order.state.rawValue)
    answer["trade_state_desc"] = .string(Version2.describe(order.state))
    answer["attach"] = .string(order.attach)
    var amount = JSONObject()
    amount["total"] = .number(Double(order.total))
    amount["currency"] = "CNY"
    if let id = order.transactionID, let paid = order.paid {
      answer["transaction_id"] = .string(id)
      answer["bank_type"] = "OTHERS"
      answer["success_time"] = .string(BeijingTime(milliseconds: paid).rfc3339)
      answer["payer"] = ["openid": .string(order.payerOpenID)]
      amount["payer_total"] = .number(Double(order.total))
      amount["payer_currency"] = "CNY"
    }
    answer["amount"] = .object(amount)
    return .object(answer)
  }

  func refund(_ call: Call) throws -> PlatformResponse {
    let body = call.body
    var terms = RefundTerms(
      merchant: call.merchant.number, number: try Self.text("out_refund_no", in: body),
      fen: try Self.fen("refund", in: body["amount"]))
    terms.transactionID = body["transaction_id"]?.string
    terms.orderNumber =
      terms.transactionID == nil ? try Self.text("out_trade_no", in: body) : nil
    terms.total = try Self.fen("total", in: body["amount"])
    terms.reason = body["reason"]?.string ?? ""
    terms.notifyURL = body["notify_url"]?.string ?? ""
    return .json(Self.state(of: try store.refund(terms, on: occasion)))
  }

  func refundByNumber(_ call: Call) throws -> PlatformResponse {
    .json(Self.state(of: try store.refund(call.parts[0], of: call.merchant.number)))
  }

  static func state(of refund: Refund) -> JSON {
    let time = BeijingTime(milliseconds: refund.milliseconds).rfc3339
    return [
      "refund_id": .string(refund.refundID), "out_refund_no": .string(refund.number),
      "transaction_id": .string(refund.order.transactionID ?? ""),
      "out_trade_no": .string(refund.order.number), "channel": "ORIGINAL",
      "user_received_account": "支付用户零钱", "success_time": .string(time),
      "create_time": .string(time), "status": "SUCCESS", "funds_account": "AVAILABLE",
      "amount": [
        "total": .number(Double(refund.order.total)), "refund": .number(Double(refund.fen)),
        "payer_total": .number(Double(refund.order.total)),
        "payer_refund": .number(Double(refund.fen)),
        "settlement_refund": .number(Double(refund.fen)),
        "settlement_total": .number(Double(refund.order.total)),
        "discount_refund": 0, "currency": "CNY",
      ],
    ]
  }

  static func text(_ name: String, in json: JSON) throws -> String {
    guard let text = json[name]?.string, !text.isEmpty else {
      throw Failure(400, "PARAM_ERROR", "\(name) should be a text")
    }
    return text
  }

  /// Whole fen; `WholeNumbers` has seen that it was written as such.
  static func fen(_ name: String, in json: JSON?) throws -> Int {
    guard let fen = json?[name]?.int, (1...Fen.most).contains(fen) else {
      throw Failure(400, "PARAM_ERROR", "\(name) is whole fen from 1 to \(Fen.most)")
    }
    return fen
  }
}
