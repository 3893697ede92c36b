import Wire

/// What is posted to a merchant's server (`reference/server-side-apis.md 10.6`).
public struct MerchantNotice: Sendable {
  public let url: String
  public let headers: [(String, String)]
  public let body: String

  /// Whether an answer says that the merchant has understood.
  ///
  /// - Parameter body: its first kilobyte is enough.
  public static func isUnderstood(
    _ notification: DueNotification, status: Int, body: [UInt8]
  ) -> Bool {
    guard notification.order.version == 2 else { return status == 200 || status == 204 }
    guard status == 200, let fields = try? FlatXML.read(body) else { return false }
    return fields["return_code"] == "SUCCESS"
  }
}

extension PlatformStore {
  /// Writes and signs a notification, with the time and nonce of now.
  public func notice(
    of notification: DueNotification, on occasion: Occasion
  ) throws -> MerchantNotice {
    notification.order.version == 2
      ? try version2(notification, on: occasion) : try version3(notification, on: occasion)
  }

  private func version2(
    _ notification: DueNotification, on occasion: Occasion
  ) throws -> MerchantNotice {
    let (order, merchant) = (notification.order, notification.merchant)
    var fields = [
      "return_code": "SUCCESS", "appid": order.appID, "mch_id": merchant.number,
      "nonce_str": occasion.text(32, of: .alphanumeric),
    ]
    if let refund = notification.refund {
      let inner = FlatXML.write(
        [
          "out_refund_no": refund.number, "refund_id": refund.refundID,
          "refund_fee": "\(refund.fen)", "settlement_refund_fee": "\(refund.fen)",
          "total_fee": "\(order.total)", "refund_status": "SUCCESS",
          "out_trade_no": order.number, "transaction_id": order.transactionID ?? "",
          "success_time": BeijingTime(milliseconds: refund.milliseconds).spaced,
          "refund_recv_accout": "支付用户零钱", "refund_account": "REFUND_SOURCE_RECHARGE_FUNDS",
          "refund_request_source": "API",
        ], root: "root")
      fields["req_info"] = try ResourceSeal.sealRefund(inner, apiKey: merchant.apiKey)
    } else {
      fields["result_code"] = "SUCCESS"
      fields.merge(Version2.payment(order)) { $1 }
      fields["sign_type"] = order.signType
      fields["sign"] = SignedFields(fields).signature(
        key: merchant.apiKey, signType: order.signType)
    }
    return MerchantNotice(
      url: notification.url, headers: [("Content-Type", "text/xml; charset=utf-8")],
      body: FlatXML.write(fields))
  }

  private func version3(
    _ notification: DueNotification, on occasion: Occasion
  ) throws -> MerchantNotice {
    let (order, merchant) = (notification.order, notification.merchant)
    let nonce = occasion.text(12, of: .alphanumeric)
    let isRefund = notification.refund != nil
    let associated = isRefund ? "refund" : "transaction"
    let content = notification.refund.map(Self.version3Refund) ?? Version3.state(of: order)
    let body = JSON.object(
      JSONObject(members: [
        .init(name: "id", value: .string(occasion.text(36, of: .hex))),
        .init(
          name: "create_time",
          value: .string(BeijingTime(milliseconds: occasion.milliseconds).rfc3339)),
        .init(
          name: "event_type",
          value: .string(isRefund ? "REFUND.SUCCESS" : "TRANSACTION.SUCCESS")),
        .init(name: "resource_type", value: "encrypt-resource"),
        .init(name: "summary", value: .string(isRefund ? "退款成功" : "支付成功")),
        .init(
          name: "resource",
          value: [
            "algorithm": "AEAD_AES_256_GCM", "nonce": .string(nonce),
            "associated_data": .string(associated), "original_type": .string(associated),
            "ciphertext": .string(
              try ResourceSeal.seal(
                content.jsonText, key: merchant.apiV3Key, nonce: nonce, associated: associated)),
          ]),
      ])
    ).jsonText
    let key = try platformKey(on: occasion)
    let name = order.platformKey.isEmpty ? key.serial : order.platformKey
    return MerchantNotice(
      url: notification.url,
      headers: [("Content-Type", "application/json")]
        + (try Version3.signature(of: body, keyName: name, key: key, on: occasion)),
      body: body)
  }

  private static func version3Refund(_ refund: Refund) -> JSON {
    [
      "mchid": .string(refund.order.merchant), "out_trade_no": .string(refund.order.number),
      "transaction_id": .string(refund.order.transactionID ?? ""),
      "out_refund_no": .string(refund.number), "refund_id": .string(refund.refundID),
      "refund_status": "SUCCESS",
      "success_time": .string(BeijingTime(milliseconds: refund.milliseconds).rfc3339),
      "user_received_account": "支付用户零钱",
      "amount": [
        "total": .number(Double(refund.order.total)), "refund": .number(Double(refund.fen)),
        "payer_total": .number(Double(refund.order.total)),
        "payer_refund": .number(Double(refund.fen)),
      ],
    ]
  }
}
