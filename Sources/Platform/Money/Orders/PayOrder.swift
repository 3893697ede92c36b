import GRDB

/// How a customer comes to pay (`reference/server-side-apis.md 10.6`).
public enum TradeType: String, Sendable, CaseIterable {
  case jsapi = "JSAPI"
  case native = "NATIVE"
  case app = "APP"
  case mweb = "MWEB"
  case micropay = "MICROPAY"
}

/// Where an order stands. NOTPAY becomes SUCCESS or CLOSED; SUCCESS becomes REFUND with the first
/// refund; the other three are of payment codes.
public enum OrderState: String, Sendable {
  case notPaid = "NOTPAY"
  case success = "SUCCESS"
  case refund = "REFUND"
  case closed = "CLOSED"
  case revoked = "REVOKED"
  case userPaying = "USERPAYING"
  case payError = "PAYERROR"

  var isPaid: Bool { self == .success || self == .refund }
  var isOpen: Bool { self == .notPaid || self == .userPaying }
}

/// What a merchant asks to be paid.
public struct OrderTerms: Sendable, Hashable {
  public var merchant: String
  public var appID: String
  /// The merchant's own number of the order, `out_trade_no`.
  public var number: String
  public var total: Int
  public var description: String
  public var tradeType: TradeType
  public var attach = ""
  public var notifyURL = ""
  /// Who has to pay, for `JSAPI`.
  public var openID = ""
  /// When it can no longer be paid; two hours from now when nil.
  public var expires: Int?
  /// The version of the protocol, in which the merchant is also notified.
  public var version = 2
  public var signType = "MD5"
  /// Which of the platform's keys signs answers to a client of version 3.
  public var platformKey = ""

  public init(
    merchant: String, appID: String, number: String, total: Int, description: String,
    tradeType: TradeType
  ) {
    self.merchant = merchant
    self.appID = appID
    self.number = number
    self.total = total
    self.description = description
    self.tradeType = tradeType
  }

  func check() throws {
    guard (1...32).contains(number.utf8.count), number.utf8.allSatisfy(Self.isOfNumber) else {
      throw PlatformError(
        .parameter, "out_trade_no has 1 to 32 digits, letters or _-|*, found '\(number.prefix(40))'"
      )
    }
    guard (1...Fen.most).contains(total) else {
      throw PlatformError(.amount, "a total is 1 to \(Fen.most) fen, found \(total)")
    }
    guard (1...128).contains(description.count) else {
      throw PlatformError(
        .parameter, "a description has 1 to 128 characters, found \(description.count)")
    }
    guard attach.count <= 128, notifyURL.utf8.count <= 256 else {
      throw PlatformError(.parameter, "attach has at most 128 characters, notify_url 256 bytes")
    }
    if tradeType == .jsapi, openID.isEmpty {
      throw PlatformError(.parameter, "an order of trade type JSAPI needs the payer's openid")
    }
  }

  /// Whether an order of this number is the same order asked for again.
  func agree(with order: PayOrder) -> Bool {
    order.total == total && order.appID == appID && order.tradeType == tradeType
      && order.openID == openID
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "_-|*".utf8.contains(byte)
    }
  }
}

/// An order as it stands.
public struct PayOrder: Sendable, Hashable {
  let id: Int64
  public let merchant: String
  public let appID: String
  public let number: String
  public let version: Int
  public let signType: String
  public let tradeType: TradeType
  public let total: Int
  public let refunded: Int
  public let description: String
  public let attach: String
  public let notifyURL: String
  /// Who has to pay; empty when anybody may.
  public let openID: String
  public let codeToken: String
  public let state: OrderState
  let payer: Int64?
  /// Who did pay.
  public let payerOpenID: String
  /// The platform's number of the payment.
  public let transactionID: String?
  public let made: Int
  public let expires: Int
  public let paid: Int?
  public let platformKey: String

  init(_ row: Row) throws {
    guard let tradeType = TradeType(rawValue: row["tradeType"]),
      let state = OrderState(rawValue: row["state"])
    else { throw PlatformError(.storage, "an order cannot be read") }
    id = row["id"]
    merchant = row["merchant"]
    appID = row["appid"]
    number = row["number"]
    version = row["version"]
    signType = row["signType"]
    self.tradeType = tradeType
    total = row["total"]
    refunded = row["refunded"]
    description = row["description"]
    attach = row["attach"]
    notifyURL = row["notifyURL"]
    openID = row["openid"]
    codeToken = row["codeToken"]
    self.state = state
    payer = row["payer"]
    payerOpenID = row["payerOpenid"]
    transactionID = row["transactionID"]
    made = row["made"]
    expires = row["expires"]
    paid = row["paid"]
    platformKey = row["platformKey"]
  }

  /// What a customer's client scans.
  public var codeURL: String {
    codeToken.isEmpty ? "" : PayOrder.codeScheme + codeToken
  }

  static let codeScheme = "weixin://wxpay/bizpayurl?pr="
}
