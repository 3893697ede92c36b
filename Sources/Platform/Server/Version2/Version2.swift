import Wire

/// Payment version 2: signed XML (`reference/server-side-apis.md 10.6`). Client certificates cannot
/// be checked on loopback and are not asked for.
struct Version2 {
  let store: PlatformStore
  let occasion: Occasion

  init(store: PlatformStore, _ occasion: Occasion) {
    self.store = store
    self.occasion = occasion
  }

  /// A failure of the business itself, with one of the platform's words.
  struct Failure: Error {
    let code: String
    let description: String
  }

  /// A failure before it: nothing else is said then.
  struct TransportFailure: Error {
    let description: String
  }

  typealias Handler = @Sendable (Version2) -> (Fields) throws -> [String: String]

  static func serves(_ path: String) -> Bool { handlers[path] != nil || path == bill }

  static let bill = "/pay/downloadbill"

  func answer(_ request: PlatformRequest) -> PlatformResponse {
    do {
      guard request.method == "POST" else {
        throw TransportFailure(description: "请使用post方法")
      }
      guard !request.body.isEmpty else { throw TransportFailure(description: "post数据为空") }
      let fields = try read(request)
      if request.path == Self.bill { return .text(try downloadBill(fields)) }
      guard let handler = Self.handlers[request.path] else {
        throw TransportFailure(description: "\(request.path) is not served here")
      }
      return respond(to: fields) { try handler(self)(fields) }
    } catch let failure as TransportFailure {
      return .xml(
        FlatXML.write(["return_code": "FAIL", "return_msg": failure.description]))
    } catch let error as PlatformError {
      return .xml(FlatXML.write(["return_code": "FAIL", "return_msg": error.description]))
    } catch {
      return .xml(FlatXML.write(["return_code": "FAIL", "return_msg": "system error"]))
    }
  }

  private func respond(
    to fields: Fields, _ body: () throws -> [String: String]
  ) -> PlatformResponse {
    var answer = [
      "return_code": "SUCCESS", "return_msg": "OK", "result_code": "SUCCESS",
      "mch_id": fields.merchant.number, "nonce_str": occasion.text(32, of: .alphanumeric),
    ]
    if let appID = fields.optional(fields.appIDName) { answer["appid"] = appID }
    do {
      answer.merge(try body()) { $1 }
    } catch {
      let failure = Self.failure(error)
      answer["result_code"] = "FAIL"
      answer["err_code"] = failure.code
      answer["err_code_des"] = failure.description
    }
    answer["sign"] = SignedFields(answer).signature(
      key: fields.merchant.apiKey, signType: fields.signType)
    return .xml(FlatXML.write(answer))
  }

  private static func failure(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as PlatformError:
      Failure(code: error.version2Code, description: error.description)
    default: Failure(code: "SYSTEMERROR", description: "system error")
    }
  }

  /// Reads the fields and checks that the merchant has signed them.
  private func read(_ request: PlatformRequest) throws -> Fields {
    let values: [String: String]
    do {
      values = try FlatXML.read(request.body)
    } catch {
      throw TransportFailure(description: "XML格式错误: \(error)")
    }
    let number = values["mch_id"] ?? values["mchid"] ?? ""
    guard let merchant = try? store.merchant(number) else {
      throw TransportFailure(description: "商户号mch_id不存在")
    }
    let fields = Fields(values: values, merchant: merchant)
    let expected = SignedFields(values).signature(key: merchant.apiKey, signType: fields.signType)
    guard let sign = values["sign"], Digests.areEqual(expected, sign) else {
      throw TransportFailure(description: "签名错误")
    }
    return fields
  }

  /// What a merchant has sent and signed.
  struct Fields {
    let values: [String: String]
    let merchant: Merchant

    var signType: String { values["sign_type"] == "HMAC-SHA256" ? "HMAC-SHA256" : "MD5" }
    /// Red packets and transfers have names of their own for it.
    var appIDName: String {
      ["wxappid", "mch_appid"].first { values[$0] != nil } ?? "appid"
    }

    func text(_ name: String) throws -> String {
      guard let value = optional(name) else {
        throw Failure(code: "LACK_PARAMS", description: "缺少参数\(name)")
      }
      return value
    }

    func optional(_ name: String) -> String? {
      values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whole fen, read as digits.
    func fen(_ name: String) throws -> Int {
      let value = try text(name)
      guard let fen = Fen.parse(fen: value) else {
        throw Failure(
          code: "PARAM_ERROR", description: "\(name) is whole fen from 1 to \(Fen.most)")
      }
      return fen
    }
  }

  private static let handlers: [String: Handler] = [
    "/pay/unifiedorder": unifiedOrder, "/pay/orderquery": orderQuery,
    "/pay/closeorder": closeOrder, "/pay/micropay": micropay,
    "/tools/authcodetoopenid": authCodeToOpenID, "/tools/shorturl": shortURL,
    "/secapi/pay/reverse": reverse, "/secapi/pay/refund": refund,
    "/pay/refundquery": refundQuery,
    "/mmpaymkttransfers/sendredpack": sendPacket,
    "/mmpaymkttransfers/sendgroupredpack": sendGroupPacket,
    "/mmpaymkttransfers/gethbinfo": packetInfo,
    "/mmpaymkttransfers/promotion/transfers": transfer,
    "/mmpaymkttransfers/gettransferinfo": transferInfo,
    "/pay/getsignkey": signKey,
  ]
}

extension PlatformError {
  /// The word of version 2 (`reference/server-side-apis.md 10.11`).
  var version2Code: String {
    switch reason {
    case .notEnough: "NOTENOUGH"
    case .orderPaid: "ORDERPAID"
    case .orderClosed, .orderExpired: "ORDERCLOSED"
    case .unknownOrder: "ORDERNOTEXIST"
    case .unknownRefund: "REFUNDNOTEXIST"
    case .numberUsed: "OUT_TRADE_NO_USED"
    case .programNotBound: "APPID_MCHID_NOT_MATCH"
    case .unknownProgram: "APPID_NOT_EXIST"
    case .unknownMerchant: "MCHID_NOT_EXIST"
    case .authCodeInvalid: "AUTH_CODE_INVALID"
    case .authCodeExpired: "AUTHCODEEXPIRE"
    case .passwordNeeded: "USERPAYING"
    case .orderNotPaid: "TRADE_STATE_ERROR"
    case .unknownTransfer, .unknownPacket: "NOT_FOUND"
    case .unknownUser: "PARAM_ERROR"
    case .storage: "SYSTEMERROR"
    default: "PARAM_ERROR"
    }
  }
}
