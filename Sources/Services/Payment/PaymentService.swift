import Bridge
import Platform
import Wire

/// Paying with play money (`reference/api-core.md 9.3`). No real money exists here: orders,
/// wallets and merchants are rows of the host's own books (`PlatformStore`).
///
/// The confirmation sheet is the screen's question `payment`, `{"merchant", "description", "fen",
/// "yuan", "balance", "hint"}`. Its answer is `{"confirm": Bool}`, with `"password"` where the test
/// types one, or `{"answer": "wrongPassword"}` and so on (`PaymentAnswer`). A user whose
/// `paymentAnswer` is not `ask` is not asked.
public struct PaymentService: Service {
  public static let name = "payment"
  let platform: PlatformStore

  public init(platform: PlatformStore) { self.platform = platform }

  public var calls: [Call] {
    Call(asking: "requestPayment", example: (.example, Nothing()), requestPayment)
      .category("Payment").since("1.0.0")
      .errors([700_000: "the order cannot be paid", 5: "timeout"])
    Call(
      asking: "requestMerchantTransfer",
      example: (
        TransferRequest(mchId: "1600000000", package: "affffddafdfafddffda=="), Nothing()
      ), requestMerchantTransfer
    ).category("Payment").since("3.0.0")
    // What a shop's own server would do, for programs that are tried without one.
    Call(
      "sandboxOrder",
      example: (
        OrderRequest(description: "Two loaves of bread", totalFee: 1_600), .example
      ), sandboxOrder
    ).category("Sandbox")
  }

  private func requestPayment(
    _ request: Request, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Nothing, CallError>) -> Void
  ) throws(CallError) {
    let payment = PaymentRequest(
      appID: context.visitor.app, user: context.visitor.user, timeStamp: request.timeStamp,
      nonceStr: request.nonceStr, package: request.package, signType: request.signType ?? "MD5",
      paySign: request.paySign)
    let sheet = try answering { try platform.sheet(for: payment, on: Occasion(context)) }
    Cashier(
      platform: platform, sheet: .init(sheet), context: context,
      pay: { occasion in try platform.pay(payment, on: occasion) },
      done: { answer($0.map { _ in Nothing() }) },
      confirmedTwice: { order in try? platform.notifyAgain(order, on: Occasion(context)) }
    ).begin()
  }

  /// The screen's question `merchantTransfer` is `{"merchant", "package"}`, its answer
  /// `{"confirm": Bool}`.
  private func requestMerchantTransfer(
    _ request: TransferRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Nothing, CallError>) -> Void
  ) throws(CallError) {
    let merchant = try answering { try platform.merchant(request.mchId) }
    context.screen.ask(
      "merchantTransfer",
      ["merchant": .string(merchant.name), "package": .string(request.package)]
    ) { given in
      guard given?["confirm"]?.bool == true else { return answer(.failure(.cancelled)) }
      answer(
        Result { () throws(CallError) in
          try answering {
            _ = try platform.confirm(
              merchantTransfer: request.package, of: merchant.number, as: context.visitor.user,
              in: context.visitor.app, on: Occasion(context))
            return Nothing()
          }
        })
    }
  }
}

extension PaymentService {
  struct Request: Codable, Sendable {
    /// Seconds since 1970, as text.
    var timeStamp: String
    /// At most 32 characters.
    var nonceStr: String
    /// `prepay_id=…`, from the merchant's order.
    var package: String
    /// `MD5` when absent, `HMAC-SHA256`, or `RSA` for version 3.
    var signType: String?
    /// The merchant's signature of all the others and the appid.
    var paySign: String

    static let example = Request(
      timeStamp: "1767225600", nonceStr: "abc123", package: "prepay_id=wx2026010108000001",
      signType: "MD5", paySign: "8EC4A89CB042C39B6E1DB8F8A422801E")
  }

  struct TransferRequest: Codable, Sendable {
    var mchId: String
    var appId: String?
    /// What the merchant's server was given for the transfer.
    var package: String
    var openId: String?
  }
}
