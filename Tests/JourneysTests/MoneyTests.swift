import Foundation
import Host
import Platform
import Testing
import Wire

/// Shopping and giving with play money, as a person would.
@Suite struct `A person pays` {
  private static let now = Occasion(milliseconds: Int(Journey.epoch))

  /// Fills the cart and the address of the shop and comes to the cart.
  private func fullCart(_ journey: Journey) async throws -> Session {
    let session = try await journey.open(user: "ada")
    try await session.tapAndSettle("Add Rye bread")
    try await session.tapAndSettle("Add Rye bread")
    try await session.tapAndSettle("Add Plum bun")
    #expect(await session.screen.contains("Cart: 3 for 36.50 yuan"))
    try await session.tapAndSettle(".cart")
    try await session.tapAndSettle(".address")
    try await session.input(".name", text: "Ada")
    try await session.input(".street", text: "Mill Lane 3")
    try await session.tapAndSettle(".save")
    return session
  }

  @Test func `for bread, and keeps the receipt`() async throws {
    let journey = try Journey("shop")
    let session = try await fullCart(journey)
    #expect(await session.screen.contains("To Ada, Mill Lane 3"))
    try await session.tapAndSettle(".pay")
    let sheet = try #require(await session.view.overlays["payment"])
    #expect(sheet["yuan"] == "36.50")
    #expect(sheet["description"] == "2 × Rye bread, 1 × Plum bun")
    #expect(await session.answer("payment", ["confirm": true]))
    await session.settle()
    #expect(await session.currentPage == "pages/receipt/receipt")
    #expect(await session.screen.contains("Paid 36.50 yuan"))
    #expect(await session.screen.contains("Thank you for shopping with us"))
    #expect(await session.errorTexts == [])
    let platform = journey.host.platform
    #expect(try platform.balance(of: "ada", on: Self.now) == 1_000_000 - 3_650)
    #expect(try platform.audit().findings == [])
    _ = await session.close()
  }

  @Test(
    arguments: [
      (["confirm": false], "Not paid yet"),
      (["answer": "insufficientFunds"], "the wallet does not hold enough"),
      (["answer": "timeout"], "requestPayment:fail timeout"),
    ] as [(JSON, String)])
  func `not, and is told why`(_ answer: JSON, _ words: String) async throws {
    let journey = try Journey("shop")
    let session = try await fullCart(journey)
    try await session.tapAndSettle(".pay")
    await session.answer("payment", answer)
    await session.settle()
    #expect(await session.currentPage == "pages/cart/cart")
    #expect(await session.screen.contains(words))
    #expect(try journey.host.platform.balance(of: "ada", on: Self.now) == 1_000_000)
    try await session.tapAndSettle(".pay")
    await session.answer("payment", ["answer": "duplicate"])
    await session.settle()
    #expect(await session.screen.contains("Paid 36.50 yuan"))
    #expect(try journey.host.platform.balance(of: "ada", on: Self.now) == 1_000_000 - 3_650)
    _ = await session.close()
  }

  @Test func `with a password that is asked three times`() async throws {
    let journey = try Journey("shop")
    let session = try await fullCart(journey)
    try await session.tapAndSettle(".pay")
    for hint in ["", "wrong password, 2 more", "wrong password, 1 more"] {
      #expect(await session.view.overlays["payment"]?["hint"] == .string(hint))
      await session.answer("payment", ["confirm": true, "password": "000000"])
      await session.settle()
    }
    #expect(await session.screen.contains("wrong password"))
    try await session.tapAndSettle(".pay")
    await session.answer("payment", ["confirm": true, "password": "123456"])
    await session.settle()
    #expect(await session.screen.contains("Paid 36.50 yuan"))
    _ = await session.close()
  }

  @Test func `without being asked, when that is the policy`() async throws {
    let journey = try Journey("shop")
    let platform = journey.host.platform
    var ada = try platform.ensureUser("ada", on: Self.now)
    ada.paymentAnswer = PaymentAnswer.ok.rawValue
    try platform.update(ada)
    let session = try await fullCart(journey)
    try await session.tapAndSettle(".pay")
    #expect(await session.screen.contains("Paid 36.50 yuan"))
    _ = await session.close()
  }

  @Test func `what another signed for somebody else in vain`() async throws {
    let journey = try Journey(files: [
      "index.js": """
      Page({
        data: { text: '' },
        async onLoad() {
          const { payment } = await wx.sandboxOrder({ description: 'Bread', totalFee: 100 });
          const tries = [
            { ...payment, package: 'prepay_id=wx1' }, { ...payment, paySign: 'A' },
            { ...payment, timeStamp: '1' }, { ...payment, package: payment.package + "' --" },
          ];
          const said = [];
          for (const one of tries) await wx.requestPayment(one).catch((e) => said.push(e.errMsg));
          wx.setStorageSync('signed', payment);
          this.setData({ text: said.length + ' refused' });
          wx.requestPayment({ ...payment, complete: (r) => this.setData({ text: r.errMsg }) });
        },
      });
      """
    ])
    let session = try await journey.open(user: "ada")
    #expect(await session.screen.contains("4 refused"))
    await session.answer("payment", ["confirm": true])
    await session.settle()
    #expect(await session.screen.contains("requestPayment:ok"))
    #expect(try journey.host.platform.balance(of: "ada", on: Self.now) == 1_000_000 - 100)
    _ = await session.close()
  }

  @Test func `a merchant whose code is scanned, and gives money to a friend`() async throws {
    let journey = try Journey("wallet")
    let platform = journey.host.platform
    for name in ["ada", "bob"] { try platform.ensureUser(name, on: Self.now) }
    let merchant = try platform.addMerchant("Baker", in: "sampan.wallet", on: Self.now)
    let code = try platform.place(
      OrderTerms(
        merchant: merchant.number, appID: "sampan.wallet", number: "n1", total: 250,
        description: "Bun", tradeType: .native), on: Self.now
    ).order.codeURL

    var session = try await journey.open(user: "ada")
    #expect(await session.screen.contains("10000.00 yuan of play money"))
    try await session.input(".scanned", text: code)
    try await session.tapAndSettle(".pay")
    await session.answer("payment", ["confirm": true])
    await session.settle()
    #expect(await session.screen.contains("Paid 2.50 yuan to Baker"))
    #expect(await session.screen.contains("9997.50 yuan"))
    try await session.tapAndSettle(".show")
    #expect(await session.screen.contains(#/13\d\d \d{4} \d{4} \d{4} \d\d/#))

    try await session.tapAndSettle(".send")
    try await session.tapAndSettle("bob")
    try await session.input(".yuan", text: "5.2")
    try await session.input(".memo", text: "lunch")
    try await session.tapAndSettle(".go")
    await session.answer("payment", ["confirm": true])
    await session.settle()
    #expect(await session.screen.contains("5.20 yuan wait for bob"))
    #expect(await session.errorTexts == [])
    _ = await session.close()

    session = try await journey.open(user: "bob")
    #expect(await session.screen.contains("5.20 yuan from ada lunch"))
    try await session.tapAndSettle(".accept")
    #expect(await session.screen.contains("10005.20 yuan"))
    try await session.tapAndSettle(".statement")
    #expect(await session.screen.contains("5.20 transferAccepted"))
    _ = await session.close()
    #expect(try platform.audit().findings == [])
  }

  @Test func `into a red packet that friends share`() async throws {
    let journey = try Journey("wallet")
    var session = try await journey.open(page: "pages/packet/packet", user: "ada")
    try await session.input(".yuan", text: "8.88")
    try await session.input(".count", text: "2")
    try await session.tapAndSettle(".send")
    await session.answer("payment", ["confirm": true])
    await session.settle()
    #expect(await session.screen.contains("2 of 2 parts left, 8.88 of 8.88 yuan"))
    try await session.tapAndSettle(".take")
    #expect(await session.screen.contains(#/You got \d\.\d\d yuan/#))
    let view = await session.view
    let token = try #require(
      view.find(".token").flatMap { view.attribute("value", of: $0)?.string })
    _ = await session.close()
    session = try await journey.open(
      page: "pages/packet/packet", query: "token=\(token)", user: "bob")
    try await session.tapAndSettle(".take")
    #expect(await session.screen.contains("0 of 2 parts left"))
    #expect(await session.screen.contains("Best luck"))
    _ = await session.close()
    #expect(try journey.host.platform.audit().findings == [])
  }

  @Test func `and no other program looks into the wallet`() async throws {
    let session = try await Journey(files: [
      "index.js": """
      Page({ data: { text: '' }, onLoad() {
        wx.getWallet().balance({ complete: (r) => this.setData({ text: r.errMsg.slice(-60) }) });
      } });
      """
    ]).open()
    #expect(await session.screen.contains("HostConfiguration.walletPrograms"))
    _ = await session.close()
  }
}
