import Platform

/// The business that is done: two customers, one merchant.
struct Round {
  let store: PlatformStore
  /// Stands still: what is drawn depends on the step alone, so that a repetition draws the same.
  private let start = 1_767_225_600_000

  func run() throws {
    let merchant = try step("merchant", seed: 1) { now in
      try store.merchants().first
        ?? store.addMerchant("Baker", number: "1600000001", in: "wx1", on: now)
    }
    for (index, name) in ["ada", "bob"].enumerated() {
      try step("user \(name)", seed: 10 + UInt64(index)) { now in
        try store.topUp(name, fen: 5_000, key: "gift", on: now)
      }
    }
    for number in 1...3 {
      try sell("order-\(number)", fen: number * 1_234, merchant, seed: UInt64(100 * number))
    }
    try charge(merchant)
    try give(merchant)
    try step("audit", seed: 999) { _ in
      let audit = try store.audit()
      guard audit.findings.isEmpty else { throw Broken(findings: audit.findings) }
    }
  }

  private func sell(_ number: String, fen: Int, _ merchant: Merchant, seed: UInt64) throws {
    try step("pay \(number)", seed: seed) { now in
      var terms = OrderTerms(
        merchant: merchant.number, appID: "wx1", number: number, total: fen, description: "Bread",
        tradeType: .jsapi)
      terms.openID = try store.openID(of: "ada", in: "wx1", on: now)
      terms.notifyURL = "http://127.0.0.1:1/notify"
      try unlessDone(.orderPaid) {
        _ = try store.place(terms, on: now)
        _ = try store.pay(number, of: merchant.number, on: now)
      }
    }
    for part in 1...2 {
      try step("refund \(number)/\(part)", seed: seed + UInt64(part)) { now in
        var terms = RefundTerms(merchant: merchant.number, number: "\(number)-\(part)", fen: 100)
        terms.orderNumber = number
        terms.notifyURL = "http://127.0.0.1:1/refund"
        _ = try store.refund(terms, on: now)
      }
    }
  }

  private func charge(_ merchant: Merchant) throws {
    try step("charge", seed: 500) { now in
      let terms = OrderTerms(
        merchant: merchant.number, appID: "wx1", number: "charge-1", total: 777,
        description: "Tea", tradeType: .micropay)
      try unlessDone(.orderPaid) {
        _ = try store.charge(terms, authCode: store.authCode(of: "bob", on: now), on: now)
      }
    }
    try step("reverse", seed: 501) { now in
      try store.reverse("charge-1", of: merchant.number, on: now)
    }
  }

  private func give(_ merchant: Merchant) throws {
    try step("send", seed: 600) { now in
      let sent = try store.send(from: "ada", to: "bob", fen: 300, key: "t1", on: now)
      _ = try store.accept(sent.number, as: "bob", on: now)
      let other = try store.send(from: "bob", to: "ada", fen: 55, key: "t2", on: now)
      _ = try store.giveBack(other.number, as: "ada", on: now)
    }
    try step("packet", seed: 601) { now in
      let packet = try store.sendPacket(
        from: "ada", .normal, fen: 11, count: 3, key: "p1", on: now)
      for name in ["ada", "bob"] {
        try unlessDone(.alreadyClaimed) {
          _ = try store.claim(packet.token, as: name, on: now)
        }
      }
    }
    try step("merchant transfer", seed: 602) { now in
      let terms = MerchantTransferTerms(
        merchant: merchant.number, appID: "wx1", number: "m1",
        openID: try store.openID(of: "bob", in: "wx1", on: now), fen: 40)
      _ = try store.transfer(terms, on: now)
    }
  }

  @discardableResult
  private func step<Value>(
    _ name: String, seed: UInt64, _ body: (Occasion) throws -> Value
  ) throws -> Value {
    let random = StepRandom(seed: seed)
    let value = try body(
      Occasion(milliseconds: start) { random.next() })
    tell("done \(name)")
    return value
  }

  /// What was done in an earlier life is refused by its number.
  private func unlessDone(_ reason: PlatformError.Reason, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as PlatformError where error.reason == reason {}
  }

  struct Broken: Error { let findings: [String] }
}
