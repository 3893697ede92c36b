import Testing

@testable import Platform

/// One merchant that sells in wx1, and ada, who buys.
private struct Shop {
  let platform = TestPlatform()
  let merchant: Merchant
  let ada: String

  var store: PlatformStore { platform.store }

  init() throws {
    merchant = try platform.store.addMerchant("Baker", in: "wx1", on: platform.now)
    ada = try platform.store.openID(of: "ada", in: "wx1", on: platform.now)
  }

  func terms(_ number: String = "n1", fen: Int = 1_600) -> OrderTerms {
    var terms = OrderTerms(
      merchant: merchant.number, appID: "wx1", number: number, total: fen, description: "Bread",
      tradeType: .jsapi)
    terms.openID = ada
    terms.notifyURL = "http://127.0.0.1:1/notify"
    return terms
  }

  func place(_ number: String = "n1", fen: Int = 1_600) throws -> PlacedOrder {
    try store.place(terms(number, fen: fen), on: platform.now)
  }

  func request(
    _ placed: PlacedOrder, user: String = "ada", appID: String = "wx1", signType: String = "MD5"
  ) -> PaymentRequest {
    var request = store.sign(
      placed, by: merchant, nonce: "abc", signType: signType, on: platform.now)
    request.user = user
    request.appID = appID
    return request
  }

  func pay(_ number: String = "n1", fen: Int = 1_600) throws -> PayOrder {
    try store.pay(request(try place(number, fen: fen)), on: platform.now)
  }

  func refund(_ number: String, _ fen: Int, order: String = "n1") throws -> Refund {
    var terms = RefundTerms(merchant: merchant.number, number: number, fen: fen)
    terms.orderNumber = order
    return try store.refund(terms, on: platform.now)
  }

  func balances() throws -> [Int] {
    [
      try store.balance(of: "ada", on: platform.now),
      try store.balance(ofMerchant: merchant.number, on: platform.now),
    ]
  }

  func audit() throws { #expect(try store.audit().findings == []) }
}

@Suite struct `An order` {
  @Test func `is paid once`() throws {
    let shop = try Shop()
    let placed = try shop.place()
    #expect(placed.prepayID.hasPrefix("wx20260101080000") && placed.prepayID.utf8.count == 36)
    let request = shop.request(placed)
    #expect(try shop.store.sheet(for: request, on: shop.platform.now).merchantName == "Baker")
    let paid = try shop.store.pay(request, on: shop.platform.now)
    #expect(paid.state == .success && paid.payerOpenID == shop.ada)
    #expect(paid.transactionID?.utf8.count == 28)
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .orderPaid)
    #expect(refusal { try shop.store.sheet(for: request, on: shop.platform.now) } == .orderPaid)
    #expect(refusal { try shop.place() } == .orderPaid)
    #expect(try shop.balances() == [1_000_000 - 1_600, 1_600])
    try shop.audit()
  }

  @Test func `is signed as the platform's vectors are`() {
    var request = PaymentRequest(
      appID: "wx0000000000000001", user: "", timeStamp: "1700000000", nonceStr: "abc123",
      package: "prepay_id=wx201700000000", signType: "MD5", paySign: "")
    let key = "0123456789abcdef0123456789abcdef"
    #expect(
      PaySignature.version2(request, key: key) == "8EC4A89CB042C39B6E1DB8F8A422801E")
    request.signType = "HMAC-SHA256"
    #expect(
      PaySignature.version2(request, key: key)
        == "2EE97F005F4CA2720D57C44F271F88F8F7003BAB83598277433E919BB5B297B5")
    let fields = SignedFields([
      "appid": "wxd930ea5d5a258f4f", "body": "test", "device_info": "1000",
      "mch_id": "10000100", "nonce_str": "ibuaiVcKdpRxkhJA", "sign": "x", "attach": "",
    ])
    #expect(
      fields.signature(key: "192006250b4c09247ec02edce69f6a2d", signType: "MD5")
        == "9A0A8659F005D6984697E2CA0A9CF3B7")
    #expect(
      fields.signature(key: "192006250b4c09247ec02edce69f6a2d", signType: "HMAC-SHA256")
        == "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6")
  }

  @Test func `is not paid with a signature of something else`() throws {
    let shop = try Shop()
    let (one, other) = (try shop.place("n1"), try shop.place("n2"))
    let good = shop.request(one)
    let changes: [(String, (inout PaymentRequest) -> Void)] = [
      ("another order's", { $0.package = "prepay_id=" + other.prepayID }),
      ("another time", { $0.timeStamp += "1" }),
      ("another nonce", { $0.nonceStr = "abd" }),
      ("another type", { $0.signType = "HMAC-SHA256" }),
      ("none", { $0.paySign = "" }),
      ("in lower case", { $0.paySign = $0.paySign.lowercased() }),
    ]
    for (name, change) in changes {
      var request = good
      change(&request)
      #expect(
        refusal { try shop.store.pay(request, on: shop.platform.now) } == .wrongSignature, "\(name)"
      )
    }
    var request = good
    request.signType = "NONE"
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .parameter)
    request = good
    request.package = one.prepayID
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .parameter)
    request.package = "prepay_id=wx1' OR '1'='1"
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .unknownOrder)
    #expect(try shop.balances() == [1_000_000, 0])
    _ = try shop.store.pay(good, on: shop.platform.now)
  }

  @Test func `is not paid by another user or in another program`() throws {
    let shop = try Shop()
    let placed = try shop.place()
    #expect(
      refusal { try shop.store.pay(shop.request(placed, user: "eve"), on: shop.platform.now) }
        == .wrongPayer)
    #expect(
      refusal { try shop.store.pay(shop.request(placed, appID: "wx2"), on: shop.platform.now) }
        == .unknownOrder)
    #expect(
      refusal {
        try shop.store.pay("n1", of: shop.merchant.number, openID: "oEve", on: shop.platform.now)
      }
        == .unknownUser)
    #expect(try shop.balances() == [1_000_000, 0])
  }

  @Test func `keeps its number and its terms`() throws {
    let shop = try Shop()
    let first = try shop.place()
    let second = try shop.place()
    #expect(first.order.id == second.order.id && first.prepayID != second.prepayID)
    #expect(refusal { try shop.place(fen: 1_601) } == .numberUsed)
    _ = try shop.store.pay(shop.request(first), on: shop.platform.now)
  }

  @Test func `can be closed while it is not paid`() throws {
    let shop = try Shop()
    let placed = try shop.place()
    try shop.store.close("n1", of: shop.merchant.number, on: shop.platform.now)
    #expect(
      refusal { try shop.store.pay(shop.request(placed), on: shop.platform.now) } == .orderClosed)
    #expect(refusal { try shop.place() } == .orderClosed)
    _ = try shop.pay("n2")
    #expect(
      refusal { try shop.store.close("n2", of: shop.merchant.number, on: shop.platform.now) }
        == .orderPaid)
    #expect(
      refusal { try shop.store.close("n3", of: shop.merchant.number, on: shop.platform.now) }
        == .unknownOrder)
  }

  @Test func `is closed by its time`() throws {
    let shop = try Shop()
    let request = shop.request(try shop.place())
    shop.platform.advance(milliseconds: PlatformLimits.prepayMilliseconds - 1)
    _ = try shop.store.sheet(for: request, on: shop.platform.now)
    shop.platform.advance(milliseconds: 1)
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .orderClosed)
    #expect(
      try shop.store.order(of: shop.merchant.number, number: "n1", on: shop.platform.now).state
        == .closed)
  }

  @Test func `is not paid by an empty wallet`() throws {
    let shop = try Shop()
    let request = shop.request(try shop.place(fen: 1_000_001))
    #expect(refusal { try shop.store.pay(request, on: shop.platform.now) } == .notEnough)
    try shop.store.topUp("ada", fen: 1, key: "a", on: shop.platform.now)
    try shop.store.topUp("ada", fen: 1, key: "a", on: shop.platform.now)
    _ = try shop.store.pay(request, on: shop.platform.now)
    #expect(try shop.balances() == [0, 1_000_001])
    try shop.audit()
  }

  @Test func `that nobody could mean is refused`() throws {
    let shop = try Shop()
    let changes: [((inout OrderTerms) -> Void, PlatformError.Reason)] = [
      ({ $0.total = 0 }, .amount), ({ $0.total = -1 }, .amount),
      ({ $0.total = Fen.most + 1 }, .amount), ({ $0.number = "" }, .parameter),
      ({ $0.number = String(repeating: "1", count: 33) }, .parameter),
      ({ $0.number = "a'b" }, .parameter), ({ $0.openID = "" }, .parameter),
      ({ $0.openID = "oNobody" }, .unknownUser), ({ $0.appID = "wx2" }, .programNotBound),
      ({ $0.merchant = "1" }, .unknownMerchant), ({ $0.expires = 1 }, .parameter),
    ]
    for (change, reason) in changes {
      var terms = shop.terms()
      change(&terms)
      #expect(refusal { try shop.store.place(terms, on: shop.platform.now) } == reason)
    }
    var most = shop.terms(String(repeating: "1", count: 32), fen: Fen.most)
    most.description = String(repeating: "包", count: 128)
    _ = try shop.store.place(most, on: shop.platform.now)
  }

  @Test func `shown as a code is paid by whoever scans it, once`() throws {
    let shop = try Shop()
    var terms = shop.terms()
    terms.tradeType = .native
    terms.openID = ""
    let code = try shop.store.place(terms, on: shop.platform.now).order.codeURL
    #expect(code.hasPrefix("weixin://wxpay/bizpayurl?pr="))
    #expect(
      refusal { try shop.store.pay(code: code + "x", user: "bob", on: shop.platform.now) }
        == .unknownOrder)
    #expect(
      refusal {
        try shop.store.pay(code: "weixin://wxpay/bizpayurl?pr=", user: "bob", on: shop.platform.now)
      } == .unknownOrder)
    _ = try shop.store.pay(code: code, user: "bob", on: shop.platform.now)
    #expect(
      refusal { try shop.store.pay(code: code, user: "ada", on: shop.platform.now) } == .orderPaid)
    #expect(try shop.store.balance(of: "bob", on: shop.platform.now) == 1_000_000 - 1_600)
  }

  @Test func `of a program's own is one of at most a thousand that are not paid`() throws {
    let platform = TestPlatform()
    let place = { (number: Int) in
      try platform.store.placeSandboxOrder(
        "Bread", fen: 1, number: "n\(number)", for: "ada", in: "wx1", on: platform.now)
    }
    let (placed, merchant) = try place(0)
    for number in 1..<PlatformLimits.unpaidSandboxOrders { _ = try place(number) }
    #expect(refusal { try place(-1) } == .parameter)
    _ = try platform.store.pay(placed.order.number, of: merchant.number, on: platform.now)
    _ = try place(-1)
  }

  @Test func `writes receipts for both sides`() throws {
    let shop = try Shop()
    _ = try shop.pay()
    let mine = try shop.store.statement(of: "ada")
    #expect(mine.map(\.fen) == [-1_600, 1_000_000])
    #expect(mine[0].counterpart == "Baker" && mine[0].memo == "Bread")
    #expect(mine[0].title == "支付凭证" && mine[0].orderNumber == "n1")
    let theirs = try shop.store.statement(ofMerchant: shop.merchant.number)
    #expect(theirs.map(\.fen) == [1_600] && theirs[0].counterpart == "ada")
    #expect(theirs[0].title == "收款到账通知")
    #expect(!mine[0].transactionID.isEmpty && mine[0].transactionID == theirs[0].transactionID)
    _ = try shop.refund("r1", 600)
    let back = try #require(try shop.store.statement(of: "ada").first)
    #expect(back.title == "退款到账通知" && back.orderNumber == "n1" && back.fen == 600)
  }
}

@Suite struct `A refund` {
  @Test func `may be in parts, up to what was paid`() throws {
    let shop = try Shop()
    #expect(refusal { try shop.refund("r0", 1) } == .unknownOrder)
    _ = try shop.place()
    #expect(refusal { try shop.refund("r0", 1) } == .orderNotPaid)
    _ = try shop.pay()
    let first = try shop.refund("r1", 600)
    #expect(first.order.state == .refund)
    #expect(try shop.refund("r1", 600).refundID == first.refundID)
    #expect(refusal { try shop.refund("r1", 601) } == .numberUsed)
    #expect(refusal { try shop.refund("r2", 1_001) } == .refundTooLarge)
    _ = try shop.refund("r2", 1_000)
    #expect(refusal { try shop.refund("r3", 1) } == .refundTooLarge)
    #expect(try shop.balances() == [1_000_000, 0])
    try shop.audit()
  }

  @Test func `needs the merchant's money`() throws {
    let shop = try Shop()
    _ = try shop.pay()
    let terms = MerchantTransferTerms(
      merchant: shop.merchant.number, appID: "wx1", number: "t1", openID: shop.ada, fen: 1_600)
    _ = try shop.store.transfer(terms, on: shop.platform.now)
    #expect(refusal { try shop.refund("r1", 1) } == .notEnough)
    #expect(refusal { try shop.store.refund("r1", of: shop.merchant.number) } == .unknownRefund)
    try shop.audit()
  }

  @Test func `is one of at most fifty`() throws {
    let shop = try Shop()
    _ = try shop.pay()
    for number in 1...PlatformLimits.refundsOfOrder { _ = try shop.refund("r\(number)", 1) }
    #expect(refusal { try shop.refund("one more", 1) } == .refundTooLarge)
  }
}

@Suite struct `A payment code` {
  private func charge(
    _ shop: Shop, _ number: String, fen: Int = 100, code: String
  ) throws -> PayOrder {
    var terms = shop.terms(number, fen: fen)
    terms.tradeType = .micropay
    terms.openID = ""
    return try shop.store.charge(terms, authCode: code, on: shop.platform.now)
  }

  @Test func `is charged once, within a minute`() throws {
    let shop = try Shop()
    let code = try shop.store.authCode(of: "bob", on: shop.platform.now)
    #expect(code.utf8.count == 18)
    #expect(try charge(shop, "c1", code: code).state == .success)
    #expect(refusal { try charge(shop, "c1", code: code) } == .orderPaid)
    #expect(refusal { try charge(shop, "c2", code: code) } == .authCodeInvalid)
    #expect(refusal { try charge(shop, "c2", code: "130000000000000000") } == .authCodeInvalid)
    let late = try shop.store.authCode(of: "bob", on: shop.platform.now)
    shop.platform.advance(milliseconds: PlatformLimits.authCodeMilliseconds + 1)
    #expect(refusal { try charge(shop, "c3", code: late) } == .authCodeExpired)
  }

  @Test func `for much money asks for the password`() throws {
    let shop = try Shop()
    let code = try shop.store.authCode(of: "bob", on: shop.platform.now)
    #expect(
      refusal { try charge(shop, "c1", fen: PlatformLimits.passwordFreeFen + 1, code: code) }
        == .passwordNeeded)
    let number = shop.merchant.number
    #expect(
      try shop.store.order(of: number, number: "c1", on: shop.platform.now).state == .userPaying)
    let paid = try shop.store.pay("c1", of: number, on: shop.platform.now)
    #expect(paid.state == .success)
    let free = try shop.store.authCode(of: "bob", on: shop.platform.now)
    #expect(
      try charge(shop, "c2", fen: PlatformLimits.passwordFreeFen, code: free).state == .success)
  }

  @Test func `is undone, paid or not`() throws {
    let shop = try Shop()
    let number = shop.merchant.number
    let code = try shop.store.authCode(of: "bob", on: shop.platform.now)
    _ = try charge(shop, "c1", code: code)
    for _ in 0..<2 { try shop.store.reverse("c1", of: number, on: shop.platform.now) }
    #expect(try shop.store.balance(of: "bob", on: shop.platform.now) == 1_000_000)
    try shop.store.reverse("unknown", of: number, on: shop.platform.now)
    let other = try shop.store.authCode(of: "bob", on: shop.platform.now)
    _ = try? charge(shop, "c2", fen: 200_000, code: other)
    try shop.store.reverse("c2", of: number, on: shop.platform.now)
    #expect(refusal { try shop.store.pay("c2", of: number, on: shop.platform.now) } == .orderPaid)
    try shop.audit()
  }

  @Test func `of an empty wallet leaves an order that failed`() throws {
    let shop = try Shop()
    var bob = try shop.store.ensureUser("bob", on: shop.platform.now)
    bob.paymentAnswer = "ok"
    try shop.store.update(bob)
    let code = try shop.store.authCode(of: "bob", on: shop.platform.now)
    #expect(refusal { try charge(shop, "c1", fen: 1_000_001, code: code) } == .notEnough)
    #expect(
      try shop.store.order(of: shop.merchant.number, number: "c1", on: shop.platform.now).state
        == .payError)
  }
}

@Suite struct `A notification` {
  @Test func `is repeated on the platform's schedule until it is understood`() throws {
    let shop = try Shop()
    _ = try shop.pay()
    var delays: [Int] = []
    var last = shop.platform.now.milliseconds
    while let due = try shop.store.nextNotification() {
      shop.platform.advance(milliseconds: due - shop.platform.now.milliseconds)
      #expect(try shop.store.takeDueNotifications(on: shop.platform.now).count == 1)
      delays.append((due - last) / 1_000)
      last = due
    }
    let expected = [0] + PlatformLimits.notificationSeconds
    #expect(delays == expected)
    let sum = delays.reduce(0, +)
    #expect(sum == 24 * 3_600 + 4 * 60)
  }

  @Test func `that was understood is not repeated`() throws {
    let shop = try Shop()
    _ = try shop.pay()
    let due = try shop.store.takeDueNotifications(on: shop.platform.now)
    #expect(due.map(\.order.number) == ["n1"] && due[0].refund == nil)
    try shop.store.acknowledge(due[0])
    #expect(try shop.store.nextNotification() == nil)
  }
}

@Suite struct `Gifts` {
  private let platform = TestPlatform()
  private var store: PlatformStore { platform.store }

  private func people() throws {
    for name in ["ada", "bob", "eve"] { try store.ensureUser(name, on: platform.now) }
  }

  @Test func `of money wait for their receiver alone`() throws {
    try people()
    let sent = try store.send(
      from: "ada", to: "bob", fen: 500, memo: "lunch", key: "1", on: platform.now)
    #expect(
      try store.send(from: "ada", to: "bob", fen: 500, key: "1", on: platform.now).number
        == sent.number)
    #expect(
      refusal { try store.send(from: "ada", to: "eve", fen: 500, key: "1", on: platform.now) }
        == .numberUsed)
    for thief in ["eve", "ada"] {
      #expect(
        refusal { try store.accept(sent.number, as: thief, on: platform.now) } == .unknownTransfer)
    }
    #expect(try store.accept(sent.number, as: "bob", on: platform.now).state == .accepted)
    #expect(try store.accept(sent.number, as: "bob", on: platform.now).state == .accepted)
    #expect(
      refusal { try store.giveBack(sent.number, as: "bob", on: platform.now) } == .transferClosed)
    #expect(try store.balance(of: "bob", on: platform.now) == 1_000_500)
    #expect(try store.audit().findings == [])
  }

  @Test func `of money go back after a day`() throws {
    try people()
    let sent = try store.send(from: "ada", to: "bob", fen: 500, key: "1", on: platform.now)
    platform.advance(milliseconds: PlatformLimits.giftMilliseconds + 1)
    #expect(
      refusal { try store.accept(sent.number, as: "bob", on: platform.now) } == .transferClosed)
    #expect(try store.balance(of: "ada", on: platform.now) == 1_000_000)
    #expect(try store.audit().findings == [])
  }

  @Test(arguments: [0, -1, PlatformLimits.transferFen + 1])
  func `of money have bounds`(_ fen: Int) throws {
    try people()
    #expect(
      refusal { try store.send(from: "ada", to: "bob", fen: fen, key: "1", on: platform.now) }
        == .amount)
  }

  @Test func `in red packets are taken once each, and the rest goes back`() throws {
    try people()
    let packet = try store.sendPacket(
      from: "ada", .lucky, fen: 1_000, count: 4, key: "1", on: platform.now)
    let parts = try ["ada", "bob", "eve"].map {
      try store.claim(packet.token, as: $0, on: platform.now)
    }
    #expect(
      refusal { try store.claim(packet.token, as: "bob", on: platform.now) } == .alreadyClaimed)
    platform.advance(milliseconds: PlatformLimits.giftMilliseconds + 1)
    #expect(
      refusal { try store.claim(packet.token, as: "dan", on: platform.now) } == .packetExpired)
    let after = try store.packet(packet.token, on: platform.now)
    let taken = parts.reduce(0, +)
    #expect(after.fenReturned == 1_000 - taken)
    #expect(after.claims.map(\.fen) == parts)
    #expect(try store.audit().findings == [])
  }

  @Test func `in equal red packets are equal, and end`() throws {
    try people()
    let packet = try store.sendPacket(
      from: "ada", .normal, fen: 33, count: 2, key: "1", on: platform.now)
    #expect(packet.total == 66)
    #expect(try store.claim(packet.token, as: "bob", on: platform.now) == 33)
    #expect(try store.claim(packet.token, as: "eve", on: platform.now) == 33)
    #expect(refusal { try store.claim(packet.token, as: "ada", on: platform.now) } == .packetEmpty)
    #expect(refusal { try store.claim("guess", as: "ada", on: platform.now) } == .unknownPacket)
  }

  @Test func `in red packets have bounds`() throws {
    let send = { (kind: RedPacket.Kind, fen: Int, count: Int) in
      try self.store.sendPacket(
        from: "ada", kind, fen: fen, count: count, key: "\(kind)\(fen)\(count)",
        on: self.platform.now)
    }
    #expect(refusal { try send(.lucky, 99, 100) } == .amount)
    _ = try send(.lucky, 100, 100)
    #expect(refusal { try send(.lucky, 100, 101) } == .parameter)
    #expect(refusal { try send(.normal, 20_001, 1) } == .amount)
    _ = try send(.normal, 20_000, 1)
  }
}
