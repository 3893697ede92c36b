import Foundation
import Wire

/// Payment version 3: signed JSON (`reference/server-side-apis.md 10.6`).
struct Version3 {
  let store: PlatformStore
  let occasion: Occasion

  init(server: PlatformServer, _ occasion: Occasion) {
    store = server.store
    self.occasion = occasion
  }

  struct Failure: Error {
    let status: Int
    let code: String
    let message: String

    init(_ status: Int, _ code: String, _ message: String) {
      self.status = status
      self.code = code
      self.message = message
    }
  }

  /// A request whose signature was checked.
  struct Call {
    let request: PlatformRequest
    let merchant: Merchant
    /// The body of a POST; an empty object when it is empty.
    let body: JSON
    /// What of the path stands for numbers.
    let parts: [String]
    /// The name of the key that the client wants answers signed with.
    let platformKey: String
  }

  func answer(_ request: PlatformRequest) -> PlatformResponse {
    do {
      let merchant = try authenticate(request)
      guard let (handler, parts) = Self.route(request) else {
        throw Failure(404, "RESOURCE_NOT_EXISTS", "\(request.path) is not served here")
      }
      let call = Call(
        request: request, merchant: merchant, body: try Self.body(of: request), parts: parts,
        platformKey: try keyName(request))
      return try sign(try handler(self)(call), keyName: call.platformKey)
    } catch let failure as Failure {
      return Self.respond(to: failure)
    } catch let error as PlatformError {
      return Self.respond(to: Failure(error))
    } catch {
      return Self.respond(to: Failure(500, "SYSTEM_ERROR", "system error"))
    }
  }

  private static func respond(to failure: Failure) -> PlatformResponse {
    .json(
      ["code": .string(failure.code), "message": .string(failure.message)],
      status: failure.status)
  }

  /// The merchant who has signed the request.
  private func authenticate(_ request: PlatformRequest) throws -> Merchant {
    let fields = try Self.authorization(request.header("Authorization") ?? "")
    guard let merchant = try? store.merchant(fields["mchid"] ?? ""),
      merchant.serial == fields["serial_no"], !merchant.publicKey.isEmpty
    else {
      throw Failure(401, "SIGN_ERROR", "mchid and serial_no belong to no merchant's certificate")
    }
    let (time, nonce) = (fields["timestamp"] ?? "", fields["nonce_str"] ?? "")
    guard let seconds = Int(time),
      abs(seconds - occasion.seconds) <= PlatformServerLimits.clockSeconds
    else {
      throw Failure(
        401, "SIGN_ERROR",
        "timestamp is more than \(PlatformServerLimits.clockSeconds) s off the platform's clock")
    }
    let text = "\(request.method)\n\(request.target)\n\(time)\n\(nonce)\n"
    let signed = Data(text.utf8) + Data(request.body) + Data("\n".utf8)
    guard
      RSASignature.isValid(
        fields["signature"] ?? "", of: signed, publicKey: merchant.publicKey)
    else { throw Failure(401, "SIGN_ERROR", "the signature is not that of the request") }
    if request.method == "GET" { return merchant }
    guard try store.takeNonce("\(time) \(nonce)", of: merchant.number, on: occasion) else {
      throw Failure(401, "SIGN_ERROR", "the request was sent before; use a new nonce_str")
    }
    return merchant
  }

  /// `WECHATPAY2-SHA256-RSA2048 name="value",…`
  static func authorization(_ header: String) throws -> [String: String] {
    let scheme = "WECHATPAY2-SHA256-RSA2048 "
    guard header.utf8.count <= 2_048, header.hasPrefix(scheme) else {
      throw Failure(401, "SIGN_ERROR", "Authorization should be \(scheme)mchid=\"…\",…")
    }
    var fields: [String: String] = [:]
    for match in header.dropFirst(scheme.utf8.count).matches(of: #/([a-z_]+)="([^"]*)"/#) {
      fields[String(match.1)] = String(match.2)
    }
    return fields
  }

  private static func body(of request: PlatformRequest) throws -> JSON {
    guard request.method == "POST", !request.body.isEmpty else { return [:] }
    guard let json = request.json, json.object != nil else {
      throw Failure(400, "PARAM_ERROR", "the body should be a JSON object")
    }
    guard WholeNumbers.areAll(in: request.body) else {
      throw Failure(400, "PARAM_ERROR", "numbers are whole, of at most 15 digits; amounts are fen")
    }
    return json
  }

  private func keyName(_ request: PlatformRequest) throws -> String {
    let wanted = request.header("Wechatpay-Serial") ?? ""
    let key = try store.platformKey(on: occasion)
    return wanted == key.publicKeyID ? key.publicKeyID : key.serial
  }

  /// The answer with the platform's signature on it.
  private func sign(_ response: PlatformResponse, keyName: String) throws -> PlatformResponse {
    var response = response
    response.headers += try Self.signature(
      of: String(decoding: response.body, as: UTF8.self), keyName: keyName,
      key: try store.platformKey(on: occasion), on: occasion)
    return response
  }

  /// The headers that go with a body, in answers and notifications.
  static func signature(
    of body: String, keyName: String, key: PlatformKey, on occasion: Occasion
  ) throws -> [(String, String)] {
    let (time, nonce) = ("\(occasion.seconds)", occasion.text(32, of: .alphanumeric))
    return [
      ("Wechatpay-Timestamp", time), ("Wechatpay-Nonce", nonce),
      ("Wechatpay-Serial", keyName),
      ("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048"),
      (
        "Wechatpay-Signature",
        try RSASignature.make("\(time)\n\(nonce)\n\(body)\n", privateKey: key.privateKey)
      ),
    ]
  }
}

extension Version3.Failure {
  init(_ error: PlatformError) {
    let (status, code): (Int, String) =
      switch error.reason {
      case .unknownOrder: (404, "ORDER_NOT_EXIST")
      case .unknownRefund: (404, "RESOURCE_NOT_EXISTS")
      case .unknownTransfer: (404, "NOT_FOUND")
      case .orderPaid: (400, "ORDER_PAID")
      case .orderClosed, .orderExpired: (400, "ORDER_CLOSED")
      case .numberUsed: (403, "OUT_TRADE_NO_USED")
      case .notEnough: (403, "NOT_ENOUGH")
      case .refundTooLarge, .orderNotPaid, .transferClosed: (400, "INVALID_REQUEST")
      case .programNotBound: (400, "APPID_MCHID_NOT_MATCH")
      case .storage: (500, "SYSTEM_ERROR")
      default: (400, "PARAM_ERROR")
      }
    self.init(status, code, error.description)
  }
}

/// Whether all numbers of a JSON text are whole as they are written, so that an amount never is
/// what a floating point number made of it.
enum WholeNumbers {
  static let digits = 15

  static func areAll(in json: [UInt8]) -> Bool {
    var isInString = false
    var isEscaped = false
    var count = 0
    for byte in json {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case 0x30...0x39:
        count += 1
        if count > digits { return false }
        continue
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        // `true` and `false` have an e as well, after letters and not after digits.
        if count > 0 { return false }
      default: break
      }
      count = 0
    }
    return true
  }
}
