import GRDB

/// What `wx.requestPayment` is called with, and by whom.
public struct PaymentRequest: Sendable, Hashable {
  public var appID: String
  /// The user who runs the program, from the session and never from what it says.
  public var user: String
  public var timeStamp: String
  public var nonceStr: String
  /// `prepay_id=…`.
  public var package: String
  public var signType: String
  public var paySign: String

  public init(
    appID: String, user: String, timeStamp: String, nonceStr: String, package: String,
    signType: String, paySign: String
  ) {
    self.appID = appID
    self.user = user
    self.timeStamp = timeStamp
    self.nonceStr = nonceStr
    self.package = package
    self.signType = signType
    self.paySign = paySign
  }

  static let packagePrefix = "prepay_id="
}

/// What a person is shown before paying.
public struct PaymentSheet: Sendable, Hashable {
  public let order: PayOrder
  public let merchantName: String
  /// What is in the wallet.
  public let balance: Int
  /// What answers the sheet, as the user has set it.
  public let answer: PaymentAnswer
}

/// Paying.
extension PlatformStore {
  /// Checks that a request pays an order of this program and this user, that the merchant signed
  /// it, and that the order can still be paid.
  public func sheet(for request: PaymentRequest, on occasion: Occasion) throws -> PaymentSheet {
    try write { database in
      let order = try Self.order(for: request, on: occasion, in: database)
      return try Self.sheet(
        for: order, user: Self.user(named: request.user, in: database), on: occasion, in: database)
    }
  }

  /// Pays an order that `sheet` was shown for. All that `sheet` checked is checked again, since
  /// time has passed.
  @discardableResult
  public func pay(_ request: PaymentRequest, on occasion: Occasion) throws -> PayOrder {
    try writeMoney { database in
      let order = try Self.order(for: request, on: occasion, in: database)
      let user = try Self.user(named: request.user, in: database)
      return try Self.pay(order, by: user, on: occasion, in: database)
    }
  }

  /// The sheet of a code that a user has scanned.
  public func sheet(
    forCode codeURL: String, user name: String, on occasion: Occasion
  ) throws -> PaymentSheet {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      return try Self.sheet(
        for: Self.order(forCode: codeURL, on: occasion, in: database), user: user, on: occasion,
        in: database)
    }
  }

  /// Pays what a scanned code asks for, once.
  @discardableResult
  public func pay(
    code codeURL: String, user name: String, on occasion: Occasion
  ) throws -> PayOrder {
    try writeMoney { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      return try Self.pay(
        Self.order(forCode: codeURL, on: occasion, in: database), by: user, on: occasion,
        in: database)
    }
  }

  /// Pays an order by its merchant's number, as the user whom it is for: what a test does in the
  /// place of a person with a phone.
  @discardableResult
  public func pay(
    _ number: String, of merchant: String, openID: String? = nil, on occasion: Occasion
  ) throws -> PayOrder {
    try writeMoney { database in
      let order = try Self.current(
        Self.order(of: merchant, number: number, in: database), on: occasion, in: database)
      let payer = openID ?? (order.openID.isEmpty ? order.payerOpenID : order.openID)
      let user = try Self.user(openID: payer, in: order.appID, in: database)
      return try Self.pay(order, by: user, on: occasion, in: database)
    }
  }
}

extension PlatformStore {
  /// Moves the money, once, and notes that the merchant is to be told.
  static func pay(
    _ order: PayOrder, by user: User, on occasion: Occasion, in database: Database
  ) throws -> PayOrder {
    switch order.state {
    case .notPaid, .userPaying: break
    case .success, .refund, .revoked: throw PlatformError(.orderPaid, "the order is paid")
    case .closed, .payError: throw PlatformError(.orderClosed, "the order is closed")
    }
    let openID = try openID(of: user, in: order.appID, in: database)
    guard order.openID.isEmpty || order.openID == openID else {
      throw PlatformError(.wrongPayer, "the order is another user's")
    }
    try post(
      Posting(
        from: .user(user.id), to: .merchant(order.merchant), fen: order.total, kind: .payment,
        key: "pay/\(order.id)", memo: order.description),
      on: occasion, in: database)
    let date = BeijingTime(milliseconds: occasion.milliseconds).date
    var transactionID: String
    repeat {
      transactionID = "4200000000" + date + occasion.text(10, of: .digits)
    } while try Row.fetchOne(
      database, sql: "SELECT 1 FROM payOrder WHERE transactionID = ?", arguments: [transactionID])
      != nil
    try database.cachedStatement(
      sql: """
        UPDATE payOrder SET state = 'SUCCESS', payer = ?, payerOpenid = ?, transactionID = ?,
          paid = ? WHERE id = ?
        """
    ).execute(arguments: [user.id, openID, transactionID, occasion.milliseconds, order.id])
    try notify(of: order, refund: nil, at: order.notifyURL, on: occasion, in: database)
    return try Self.order(id: order.id, in: database)
  }

  static func sheet(
    for order: PayOrder, user: User, on occasion: Occasion, in database: Database
  ) throws -> PaymentSheet {
    switch order.state {
    case .notPaid, .userPaying: break
    case .success, .refund, .revoked: throw PlatformError(.orderPaid, "the order is paid")
    case .closed, .payError: throw PlatformError(.orderClosed, "the order is closed")
    }
    return PaymentSheet(
      order: order, merchantName: try merchant(order.merchant, in: database).name,
      balance: try balance(of: .user(user.id), on: occasion, in: database),
      answer: PaymentAnswer(rawValue: user.paymentAnswer) ?? .ask)
  }

  private static func order(
    for request: PaymentRequest, on occasion: Occasion, in database: Database
  ) throws -> PayOrder {
    guard request.package.hasPrefix(PaymentRequest.packagePrefix) else {
      throw PlatformError(.parameter, "package should be 'prepay_id=…'")
    }
    let prepayID = String(request.package.dropFirst(PaymentRequest.packagePrefix.count))
    let row = try Row.fetchOne(
      database, sql: "SELECT payOrder, made FROM prepay WHERE id = ?", arguments: [prepayID])
    guard let row else { throw unknownPrepay }
    let order = try current(order(id: row["payOrder"], in: database), on: occasion, in: database)
    // Another program's prepay_id is as good as none.
    guard order.appID == request.appID else { throw unknownPrepay }
    try PaySignature.check(request, by: merchant(order.merchant, in: database))
    let user = try ensureUser(request.user, on: occasion, in: database)
    let openID = try openID(of: user, in: order.appID, in: database)
    guard order.openID.isEmpty || order.openID == openID else {
      throw PlatformError(.wrongPayer, "the order is another user's")
    }
    guard occasion.milliseconds - row["made"] <= PlatformLimits.prepayMilliseconds else {
      throw PlatformError(.orderExpired, "the prepay_id is older than two hours")
    }
    return order
  }

  private static let unknownPrepay = PlatformError(
    .unknownOrder, "the prepay_id was not given to this program")

  private static func order(
    forCode codeURL: String, on occasion: Occasion, in database: Database
  ) throws -> PayOrder {
    guard codeURL.hasPrefix(PayOrder.codeScheme) else {
      throw PlatformError(.parameter, "a code to pay is '\(PayOrder.codeScheme)…'")
    }
    let token = String(codeURL.dropFirst(PayOrder.codeScheme.count))
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM payOrder WHERE codeToken = ? AND codeToken <> ''",
      arguments: [token])
    guard let row else { throw PlatformError(.unknownOrder, "no order has this code") }
    return try current(PayOrder(row), on: occasion, in: database)
  }
}
