import Bridge
import Platform
import Wire

/// A merchant's server in a box: `wx.sandboxOrder` places an order of the program's own play
/// merchant and signs it, so that a program can be paid without a server. It exists on no other host.
extension PaymentService {
  struct OrderRequest: Codable, Sendable {
    var description: String
    /// In fen.
    var totalFee: Int
    /// The program's own number; drawn when absent.
    var outTradeNo: String?
  }

  struct OrderReply: Codable, Sendable {
    var outTradeNo: String
    /// What `wx.requestPayment` takes.
    var payment: Request

    static let example = OrderReply(outTradeNo: "20260101080000", payment: .example)
  }

  func sandboxOrder(
    _ request: OrderRequest, _ context: CallContext
  ) async throws(CallError) -> OrderReply {
    try answering {
      let occasion = Occasion(context)
      let (placed, merchant) = try platform.placeSandboxOrder(
        request.description, fen: request.totalFee,
        number: request.outTradeNo ?? context.random.name(24), for: context.visitor.user,
        in: context.visitor.app, on: occasion)
      let payment = platform.sign(
        placed, by: merchant, nonce: context.random.name(16), on: occasion)
      return OrderReply(
        outTradeNo: placed.order.number,
        payment: Request(
          timeStamp: payment.timeStamp, nonceStr: payment.nonceStr, package: payment.package,
          signType: payment.signType, paySign: payment.paySign))
    }
  }
}
