import Foundation

/// The merchant's signature on what a mini-program asks to be paid (`reference/api-core.md 9.3`).
enum PaySignature {
  static func check(_ request: PaymentRequest, by merchant: Merchant) throws {
    guard (1...32).contains(request.nonceStr.utf8.count),
      (1...32).contains(request.timeStamp.utf8.count)
    else {
      throw PlatformError(.parameter, "timeStamp and nonceStr have 1 to 32 characters")
    }
    let isRight =
      switch request.signType {
      case "MD5", "HMAC-SHA256":
        Digests.areEqual(request.paySign, version2(request, key: merchant.apiKey))
      case "RSA":
        RSASignature.isValid(
          request.paySign, of: version3Text(request), publicKey: merchant.publicKey)
      default:
        throw PlatformError(.parameter, "signType is MD5, HMAC-SHA256 or RSA")
      }
    guard isRight else {
      throw PlatformError(
        .wrongSignature,
        "paySign is not the merchant's signature of appId \(request.appID), timeStamp, nonceStr and"
          + " package (signType \(request.signType))")
    }
  }

  static func version2(_ request: PaymentRequest, key: String) -> String {
    SignedFields([
      "appId": request.appID, "timeStamp": request.timeStamp, "nonceStr": request.nonceStr,
      "package": request.package, "signType": request.signType,
    ]).signature(key: key, signType: request.signType)
  }

  static func version3Text(_ request: PaymentRequest) -> String {
    "\(request.appID)\n\(request.timeStamp)\n\(request.nonceStr)\n\(request.package)\n"
  }
}

/// Named texts that are signed together, as version 2 does it: without empty ones, in the order of
/// their names, with the key at the end.
struct SignedFields {
  private let fields: [String: String]

  init(_ fields: [String: String]) { self.fields = fields }

  func signature(key: String, signType: String) -> String {
    let pairs = fields.filter { $0.key != "sign" && !$0.value.isEmpty }
      .sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      .map { "\($0.key)=\($0.value)" }
    let text = pairs.joined(separator: "&") + "&key=\(key)"
    let digest = signType == "HMAC-SHA256" ? Digests.hmac(text, key: key) : Digests.md5(text)
    return digest.uppercased()
  }
}
