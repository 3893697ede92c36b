import Wire

/// `/_sandbox`: what in reality a phone or a merchant's web site does. Ours, not the vendor's
/// (`reference/platform-server-clients.md 5`).
struct SandboxAPI {
  let store: PlatformStore
  private let clock: (any PlatformClock)?
  let occasion: Occasion

  init(server: PlatformServer, _ occasion: Occasion) {
    store = server.store
    clock = server.clock
    self.occasion = occasion
  }

  /// The program that is meant when a request names none.
  static let appID = "wx0000000000000001"
  static let template = "sandbox_template"

  func answer(_ request: PlatformRequest) -> PlatformResponse {
    do {
      let name = String(request.path.dropFirst("/_sandbox/".count))
      if name == "credentials", request.method == "GET" { return try credentials(request) }
      if name == "outbox", request.method == "GET" { return try outbox(request) }
      if name == "receipts", request.method == "GET" { return try receipts(request) }
      if name == "clock", request.method == "GET" {
        return .json(["time": .number(Double(occasion.milliseconds))])
      }
      if name.hasPrefix("media/"), request.method == "GET" {
        return try articlePicture(String(name.dropFirst("media/".count)))
      }
      guard request.method == "POST", let handler = Self.handlers[name] else {
        return .text("/_sandbox/\(name) is not served here\n", status: 404)
      }
      let body = request.body.isEmpty ? [:] : request.json
      guard let body, body.object != nil else {
        return .json(["error": "the body should be a JSON object"], status: 400)
      }
      return .json(try handler(self)(body))
    } catch let error as PlatformError {
      return .json(
        ["error": .string(error.description), "reason": .string(error.reason.rawValue)],
        status: 400)
    } catch {
      return .json(["error": "system error"], status: 500)
    }
  }

  private static let handlers: [String: @Sendable (SandboxAPI) -> (JSON) throws -> JSON] = [
    "reset": reset, "login": login, "user-data": userData, "pay": pay, "auth-code": authCode,
    "subscribe": subscribe, "contact": contact, "expire": expire, "quota": quota, "user": user,
    "top-up": topUp, "scan": scan, "phone-code": phoneCode, "web-code": webCode,
    "advance": advance, "audit": audit,
  ]

  private func credentials(_ request: PlatformRequest) throws -> PlatformResponse {
    let appID = request.parameter("appid") ?? Self.appID
    let program = try store.ensureProgram(appID, on: occasion)
    let merchant = try store.merchantWithKey(
      try store.ensureMerchant(in: appID, on: occasion).number)
    let key = try store.platformKey(on: occasion)
    return .json([
      "appid": .string(appID), "secret": .string(program.secret),
      "template_id": .string(Self.template), "mch_id": .string(merchant.number),
      "api_key": .string(merchant.apiKey), "apiv3_key": .string(merchant.apiV3Key),
      "merchant_serial_no": .string(merchant.serial),
      "merchant_private_key": .string(merchant.privateKey),
      "platform_serial_no": .string(key.serial),
      "platform_certificate": .string(key.certificate),
      "platform_public_key": .string(key.publicKey),
      "platform_public_key_id": .string(key.publicKeyID),
    ])
  }

  private func outbox(_ request: PlatformRequest) throws -> PlatformResponse {
    let messages = try store.outbox(openID: request.parameter("openid"))
    return .json([
      "messages": .array(
        messages.map {
          ["kind": .string($0.kind), "openid": .string($0.openID), "body": $0.body]
        })
    ])
  }

  /// What either side of a movement of money was told of it: a user by openid or name, a merchant
  /// by number.
  private func receipts(_ request: PlatformRequest) throws -> PlatformResponse {
    let receipts: [StatementLine]
    if let merchant = request.parameter("mch_id") {
      receipts = try store.statement(ofMerchant: merchant)
    } else if let openID = request.parameter("openid") {
      let appID = request.parameter("appid") ?? Self.appID
      receipts = try store.statement(of: try store.user(openID: openID, in: appID).name)
    } else {
      receipts = try store.statement(of: request.parameter("user") ?? "tester")
    }
    return .json(["receipts": .array(receipts.map(\.value))])
  }

  private func articlePicture(_ id: String) throws -> PlatformResponse {
    guard let media = try store.articlePicture(id) else {
      return .text("there is no such picture\n", status: 404)
    }
    return PlatformResponse(media.contentType, media.bytes)
  }

  /// Forgets what was done, and puts the clock back: nothing is left that happened later.
  private func reset(_ body: JSON) throws -> JSON {
    try store.reset()
    clock?.reset()
    return [:]
  }

  private func appID(_ body: JSON) -> String { body["appid"]?.string ?? Self.appID }

  /// The user that a body names, by openid or by name; `tester` when by neither.
  private func name(_ body: JSON) throws -> String {
    if let openID = body["openid"]?.string {
      if let known = try? store.user(openID: openID, in: appID(body)) { return known.name }
      // An unknown openid stands for a new user of whom that is all that is known.
      guard openID.utf8.count <= 60, openID.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw PlatformError(.unknownUser, "there is no user '\(openID.prefix(64))'")
      }
      return openID
    }
    return body["user"]?.string ?? "tester"
  }

  private func login(_ body: JSON) throws -> JSON {
    let name = try name(body)
    let code = try store.login(name, in: appID(body), on: occasion)
    return [
      "code": .string(code),
      "openid": .string(try store.openID(of: name, in: appID(body), on: occasion)),
    ]
  }

  private func phoneCode(_ body: JSON) throws -> JSON {
    let phone = try store.phone(of: try name(body), in: appID(body), on: occasion)
    return ["code": .string(phone.code)]
  }

  /// What a user who agrees brings back to a page of the web.
  private func webCode(_ body: JSON) throws -> JSON {
    guard let scope = WebGrant.Scope(rawValue: body["scope"]?.string ?? "snsapi_base") else {
      throw PlatformError(.parameter, "scope is snsapi_base or snsapi_userinfo")
    }
    return [
      "code": .string(
        try store.webCode(of: try name(body), scope, in: appID(body), on: occasion))
    ]
  }

  private func userData(_ body: JSON) throws -> JSON {
    let data = body["data"] ?? [:]
    let openID = body["openid"]?.string ?? ""
    let (sealed, key) = try store.seal(data, openID: openID, in: appID(body), on: occasion)
    return [
      "encryptedData": .string(sealed.encryptedData), "iv": .string(sealed.iv),
      "rawData": .string(data.jsonText),
      "signature": .string(SealedData.signature(of: data.jsonText, sessionKey: key)),
    ]
  }

  private func pay(_ body: JSON) throws -> JSON {
    let merchant =
      try body["mch_id"]?.string
      ?? store.ensureMerchant(in: appID(body), on: occasion).number
    let order = try store.pay(
      body["out_trade_no"]?.string ?? "", of: merchant,
      openID: body["openid"]?.string ?? fallbackPayer(body, merchant), on: occasion)
    return ["transaction_id": .string(order.transactionID ?? "")]
  }

  /// Somebody has to pay an order that is for nobody in particular.
  private func fallbackPayer(_ body: JSON, _ merchant: String) throws -> String? {
    let order = try store.order(
      of: merchant, number: body["out_trade_no"]?.string ?? "", on: occasion)
    guard order.openID.isEmpty, order.payerOpenID.isEmpty else { return nil }
    return try store.openID(of: "tester", in: order.appID, on: occasion)
  }

  private func scan(_ body: JSON) throws -> JSON {
    let order = try store.pay(
      code: body["code_url"]?.string ?? "", user: try name(body), on: occasion)
    return ["transaction_id": .string(order.transactionID ?? "")]
  }

  private func authCode(_ body: JSON) throws -> JSON {
    ["auth_code": .string(try store.authCode(of: try name(body), on: occasion))]
  }

  private func subscribe(_ body: JSON) throws -> JSON {
    try store.addConsent(
      of: try name(body), to: body["template_id"]?.string ?? Self.template, in: appID(body),
      times: body["times"]?.int ?? 1, on: occasion)
    return [:]
  }

  private func contact(_ body: JSON) throws -> JSON {
    try store.contact(try name(body), in: appID(body), on: occasion)
    return [:]
  }

  private func expire(_ body: JSON) throws -> JSON {
    try store.expireTokens()
    return [:]
  }

  private func quota(_ body: JSON) throws -> JSON {
    try store.setQuota(
      of: body["endpoint"]?.string ?? "", remaining: body["remaining"]?.int,
      errcode: body["errcode"]?.int ?? 45_009)
    return [:]
  }

  private func user(_ body: JSON) throws -> JSON {
    var user = try store.ensureUser(try name(body), on: occasion)
    user.nickname = body["nickname"]?.string ?? user.nickname
    user.showsProfile = body["showsProfile"]?.bool ?? user.showsProfile
    user.isBlocked = body["blocked"]?.bool ?? user.isBlocked
    user.paymentAnswer = body["payment"]?.string ?? user.paymentAnswer
    try store.update(user)
    return [
      "user": .string(user.name),
      "openid": .string(try store.openID(of: user.name, in: appID(body), on: occasion)),
      "balance": .number(Double(try store.balance(of: user.name, on: occasion))),
    ]
  }

  /// Moves the platform's clock forward: codes expire, notifications fall due.
  private func advance(_ body: JSON) throws -> JSON {
    guard let clock, let seconds = body["seconds"]?.int, (1...31_536_000).contains(seconds)
    else { throw PlatformError(.parameter, "seconds is 1 to 31536000, on a clock that can move") }
    clock.advance(milliseconds: seconds * 1_000)
    return ["time": .number(Double(occasion.milliseconds + seconds * 1_000))]
  }

  private func audit(_ body: JSON) throws -> JSON {
    let audit = try store.audit()
    return [
      "findings": .array(audit.findings.map { .string($0) }),
      "postings": .number(Double(audit.postings)), "fen": .string("\(audit.fen)"),
    ]
  }

  /// Gives a merchant or a user play money.
  private func topUp(_ body: JSON) throws -> JSON {
    let fen = body["fen"]?.int ?? 0
    let key = body["key"]?.string ?? occasion.text(16, of: .hex)
    if let merchant = body["mch_id"]?.string {
      try store.topUp(merchant: merchant, fen: fen, key: key, on: occasion)
    } else {
      try store.topUp(try name(body), fen: fen, key: key, on: occasion)
    }
    return [:]
  }
}
