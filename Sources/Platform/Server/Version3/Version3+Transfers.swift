import Crypto
import Foundation
import Wire

/// Transfers to users, and bills.
extension Version3 {
  func placeBatch(_ call: Call) throws -> PlatformResponse {
    let body = call.body
    let number = try Self.text("out_batch_no", in: body)
    let appID = try Self.text("appid", in: body)
    let details = body["transfer_detail_list"]?.array ?? []
    guard (1...PlatformLimits.batchTransfers).contains(details.count) else {
      throw Failure(
        400, "PARAM_ERROR",
        "transfer_detail_list has 1 to \(PlatformLimits.batchTransfers) transfers")
    }
    let terms = try details.map { detail in
      var terms = MerchantTransferTerms(
        merchant: call.merchant.number, appID: appID,
        number: try Self.text("out_detail_no", in: detail),
        openID: try Self.text("openid", in: detail),
        fen: try Self.fen("transfer_amount", in: detail))
      terms.batch = number
      terms.memo = detail["transfer_remark"]?.string ?? ""
      if let name = detail["user_name"]?.string { _ = try open(name) }
      return terms
    }
    guard body["total_num"]?.int == terms.count,
      body["total_amount"]?.int == terms.reduce(0, { $0 + $1.fen })
    else {
      throw Failure(400, "PARAM_ERROR", "total_amount and total_num are not those of the details")
    }
    let made = try store.transfer(batch: terms, on: occasion)
    return .json([
      "out_batch_no": .string(number), "batch_id": .string(Self.batchID(made)),
      "create_time": .string(BeijingTime(milliseconds: occasion.milliseconds).rfc3339),
      "batch_status": "ACCEPTED",
    ])
  }

  private static let batchPrefix = "1030"

  private static func batchID(_ transfers: [MerchantTransfer]) -> String {
    batchPrefix + (transfers.first?.transferID.dropFirst(4) ?? "")
  }

  func batch(_ call: Call) throws -> PlatformResponse {
    try batch(
      call, try store.merchantTransfers(ofBatch: call.parts[0], of: call.merchant.number))
  }

  func batchByID(_ call: Call) throws -> PlatformResponse {
    try batch(call, try transfers(ofBatchID: call.parts[0], call))
  }

  private func transfers(ofBatchID id: String, _ call: Call) throws -> [MerchantTransfer] {
    try store.merchantTransfers(
      ofBatchWith: String(id.dropFirst(Self.batchPrefix.count)), of: call.merchant.number)
  }

  /// One transfer of a batch, both by the merchant's numbers.
  func batchDetail(_ call: Call) throws -> PlatformResponse {
    try detail(
      try store.merchantTransfers(ofBatch: call.parts[0], of: call.merchant.number)
        .first { $0.number == call.parts[1] })
  }

  func batchDetailByID(_ call: Call) throws -> PlatformResponse {
    try detail(
      try transfers(ofBatchID: call.parts[0], call).first { $0.transferID == call.parts[1] })
  }

  private func detail(_ transfer: MerchantTransfer?) throws -> PlatformResponse {
    guard let transfer else { throw Failure(404, "NOT_FOUND", "there is no such transfer") }
    let time = JSON.string(BeijingTime(milliseconds: transfer.made).rfc3339)
    return .json([
      "mchid": .string(transfer.merchant), "out_batch_no": .string(transfer.batch),
      "appid": .string(transfer.appID), "out_detail_no": .string(transfer.number),
      "detail_id": .string(transfer.transferID), "detail_status": "SUCCESS",
      "transfer_amount": .number(Double(transfer.fen)),
      "transfer_remark": .string(transfer.memo), "openid": .string(transfer.openID),
      "initiate_time": time, "update_time": time,
    ])
  }

  private func batch(
    _ call: Call, _ transfers: [MerchantTransfer]
  ) throws -> PlatformResponse {
    guard let first = transfers.first else {
      throw Failure(404, "NOT_FOUND", "there is no batch '\(call.parts[0].prefix(40))'")
    }
    let time = JSON.string(BeijingTime(milliseconds: first.made).rfc3339)
    let total = JSON.number(Double(transfers.reduce(0) { $0 + $1.fen }))
    var answer = JSONObject()
    answer["transfer_batch"] = [
      "mchid": .string(first.merchant), "out_batch_no": .string(first.batch),
      "batch_id": .string(Self.batchID(transfers)), "appid": .string(first.appID),
      "batch_status": "FINISHED", "total_amount": total,
      "total_num": .number(Double(transfers.count)), "create_time": time, "update_time": time,
      "success_amount": total, "success_num": .number(Double(transfers.count)),
      "fail_amount": 0, "fail_num": 0,
    ]
    if call.request.parameter("need_query_detail")?.lowercased() == "true" {
      answer["transfer_detail_list"] = .array(
        transfers.map {
          [
            "detail_id": .string($0.transferID), "out_detail_no": .string($0.number),
            "detail_status": "SUCCESS",
          ]
        })
    }
    return .json(.object(answer))
  }

  func placeTransfer(_ call: Call) throws -> PlatformResponse {
    let body = call.body
    var terms = MerchantTransferTerms(
      merchant: call.merchant.number, appID: try Self.text("appid", in: body),
      number: try Self.text("out_bill_no", in: body), openID: try Self.text("openid", in: body),
      fen: try Self.fen("transfer_amount", in: body))
    terms.memo = try Self.text("transfer_remark", in: body)
    terms.asksUser = true
    _ = try Self.text("transfer_scene_id", in: body)
    if let name = body["user_name"]?.string, !name.isEmpty { _ = try open(name) }
    let made = try store.transfer(terms, on: occasion)
    return .json([
      "out_bill_no": .string(made.number), "transfer_bill_no": .string(made.transferID),
      "create_time": .string(BeijingTime(milliseconds: made.made).rfc3339),
      "state": .string(made.state.rawValue), "package_info": .string(made.transferID),
    ])
  }

  func transfer(_ call: Call) throws -> PlatformResponse {
    try state(
      of: try store.merchantTransfer(call.parts[0], of: call.merchant.number, on: occasion))
  }

  func transferByID(_ call: Call) throws -> PlatformResponse {
    try state(
      of: try store.merchantTransfer(id: call.parts[0], of: call.merchant.number, on: occasion))
  }

  private func state(of transfer: MerchantTransfer) throws -> PlatformResponse {
    let time = JSON.string(BeijingTime(milliseconds: transfer.made).rfc3339)
    return .json([
      "mch_id": .string(transfer.merchant), "out_bill_no": .string(transfer.number),
      "transfer_bill_no": .string(transfer.transferID), "appid": .string(transfer.appID),
      "state": .string(transfer.state.rawValue),
      "transfer_amount": .number(Double(transfer.fen)),
      "transfer_remark": .string(transfer.memo), "openid": .string(transfer.openID),
      "create_time": time, "update_time": time,
    ])
  }

  func cancelTransfer(_ call: Call) throws -> PlatformResponse {
    try store.cancel(merchantTransfer: call.parts[0], of: call.merchant.number)
    let transfer = try store.merchantTransfer(
      call.parts[0], of: call.merchant.number, on: occasion)
    return .json([
      "out_bill_no": .string(transfer.number), "transfer_bill_no": .string(transfer.transferID),
      "state": "CANCELING",
      "update_time": .string(BeijingTime(milliseconds: occasion.milliseconds).rfc3339),
    ])
  }

  /// A name that the merchant has sealed; what is no such thing is refused.
  private func open(_ sealed: String) throws -> String {
    try ResourceSeal.open(sealed, privateKey: try store.platformKey(on: occasion).privateKey)
  }

  func tradeBill(_ call: Call) throws -> PlatformResponse {
    let text = try bill(call)
    let hash = Digests.sha1(text)
    let query =
      "bill_date=\(call.request.parameter("bill_date") ?? "")"
      + "&bill_type=\(call.request.parameter("bill_type") ?? "ALL")"
    // The client knows under which name it reaches this server.
    let base = "http://" + (call.request.header("Host") ?? "127.0.0.1")
    return .json([
      "hash_type": "SHA1", "hash_value": .string(hash),
      "download_url": .string("\(base)/v3/billdownload/file?\(query)&token=\(hash)"),
    ])
  }

  func downloadBill(_ call: Call) throws -> PlatformResponse { .text(try bill(call)) }

  private func bill(_ call: Call) throws -> String {
    let kind = call.request.parameter("bill_type") ?? "ALL"
    guard let day = BeijingTime.parse(day: call.request.parameter("bill_date") ?? ""),
      ["ALL", "SUCCESS", "REFUND"].contains(kind)
    else {
      throw Failure(
        400, "PARAM_ERROR", "bill_date is yyyy-MM-dd, bill_type is ALL, SUCCESS or REFUND")
    }
    let lines = try store.bill(of: call.merchant.number, day: day)
    guard !lines.isEmpty else { throw Failure(400, "NO_STATEMENT_EXIST", "there is no bill") }
    return Bill.text(lines, kind)
  }
}
