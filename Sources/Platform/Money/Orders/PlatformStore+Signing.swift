import GRDB

/// What a merchant's server does once it has a prepay_id.
extension PlatformStore {
  /// Places an order of a program's own play merchant for one of its users.
  ///
  /// - Throws: `parameter` when the program has left too many unpaid; it could fill the host.
  public func placeSandboxOrder(
    _ description: String, fen: Int, number: String, for name: String, in appID: String,
    on occasion: Occasion
  ) throws -> (placed: PlacedOrder, merchant: Merchant) {
    let merchant = try ensureMerchant(in: appID, on: occasion)
    var terms = OrderTerms(
      merchant: merchant.number, appID: appID, number: number, total: fen,
      description: description, tradeType: .jsapi)
    terms.openID = try openID(of: name, in: appID, on: occasion)
    let unpaid = try read {
      try Int.fetchOne(
        $0, sql: "SELECT count(*) FROM payOrder WHERE merchant = ? AND paid IS NULL",
        arguments: [merchant.number])
    }
    guard (unpaid ?? 0) < PlatformLimits.unpaidSandboxOrders else {
      throw PlatformError(
        .parameter,
        "\(PlatformLimits.unpaidSandboxOrders) orders of this program were never paid; pay some first"
      )
    }
    return (try place(terms, on: occasion), merchant)
  }

  /// The parameters of `wx.requestPayment`, signed as version 2 does.
  public func sign(
    _ placed: PlacedOrder, by merchant: Merchant, nonce: String, signType: String = "MD5",
    on occasion: Occasion
  ) -> PaymentRequest {
    var request = PaymentRequest(
      appID: placed.order.appID, user: "", timeStamp: "\(occasion.seconds)", nonceStr: nonce,
      package: PaymentRequest.packagePrefix + placed.prepayID, signType: signType, paySign: "")
    request.paySign = PaySignature.version2(request, key: merchant.apiKey)
    return request
  }
}
