extension Version3 {
  typealias Handler = @Sendable (Version3) -> (Call) throws -> PlatformResponse

  /// Who answers a request, and what of its path stands for numbers.
  static func route(_ request: PlatformRequest) -> (Handler, [String])? {
    let path = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for route in routes where route.method == request.method {
      guard route.pattern.count == path.count else { continue }
      var parts: [String] = []
      let fits = zip(route.pattern, path).allSatisfy { wanted, found in
        guard wanted == "*" else { return wanted == found }
        parts.append(found.removingPercentEncoding ?? String(found))
        return !found.isEmpty
      }
      if fits { return (route.handler, parts) }
    }
    return nil
  }

  private struct Route: Sendable {
    let method: String
    let pattern: [Substring]
    let handler: Handler

    init(_ method: String, _ path: String, _ handler: @escaping Handler) {
      self.method = method
      pattern = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
      self.handler = handler
    }
  }

  private static let routes: [Route] = {
    let orders = "/v3/pay/transactions"
    let refunds = "/v3/refund/domestic/refunds"
    let batches = "/v3/transfer/batches"
    let bills = "/v3/fund-app/mch-transfer/transfer-bills"
    return [
      Route("GET", "/v3/certificates", certificates),
      Route("POST", orders + "/jsapi", placeJSAPI), Route("POST", orders + "/app", placeApp),
      Route("POST", orders + "/h5", placeH5), Route("POST", orders + "/native", placeNative),
      Route("POST", orders + "/codepay", charge),
      Route("POST", orders + "/out-trade-no/*/reverse", reverse),
      Route("GET", orders + "/out-trade-no/*", orderByNumber),
      Route("GET", orders + "/id/*", orderByID),
      Route("POST", orders + "/out-trade-no/*/close", closeOrder),
      Route("POST", refunds, refund), Route("GET", refunds + "/*", refundByNumber),
      Route("GET", "/v3/bill/tradebill", tradeBill),
      Route("GET", "/v3/billdownload/file", downloadBill),
      Route("POST", batches, placeBatch), Route("GET", batches + "/out-batch-no/*", batch),
      Route("GET", batches + "/batch-id/*", batchByID),
      Route("GET", batches + "/out-batch-no/*/details/out-detail-no/*", batchDetail),
      Route("GET", batches + "/batch-id/*/details/detail-id/*", batchDetailByID),
      Route("GET", bills + "/transfer-bill-no/*", transferByID),
      Route("POST", bills, placeTransfer), Route("GET", bills + "/out-bill-no/*", transfer),
      Route("POST", bills + "/out-bill-no/*/cancel", cancelTransfer),
    ]
  }()
}
