import Bridge
import Platform
import Wire

/// The wallet of whoever runs the program: `wx.getWallet()`. It exists on no other host, and only
/// the programs that the host names may call it (`HostConfiguration.walletPrograms`), since it
/// tells what a user has and did.
///
/// Amounts come as yuan in text, `"12.34"`, and never as numbers with fractions. What gives money
/// away shows the confirmation sheet first.
public struct WalletService: Service {
  public static let name = "wallet"
  let platform: PlatformStore
  private let programs: Set<String>

  public init(platform: PlatformStore, programs: Set<String>) {
    self.platform = platform
    self.programs = programs
  }

  public var calls: [Call] {
    Manager("Wallet", obtainedBy: "getWallet") {
      Call("balance", example: (Nothing(), Balance(yuan: "10000.00", name: "ada")), balance)
      Call(
        "statement", example: (Nothing(), Lines(lines: [])), statement)
      Call("people", example: (Nothing(), People(people: [])), people)
      Call("payCode", example: (Nothing(), Code(code: "131234567890123456")), payCode)
      Call(asking: "pay", example: (Code(code: "weixin://wxpay/bizpayurl?pr=abc"), Receipt()), pay)
      Call(
        asking: "send",
        example: (SendRequest(to: "bob", yuan: "5.00", key: "1"), .init(transfer: .null)), send)
      Call("accept", example: (Number(number: "1"), .init(transfer: .null)), accept)
      Call("giveBack", example: (Number(number: "1"), .init(transfer: .null)), giveBack)
      Call("transfers", example: (Nothing(), Transfers(transfers: [])), transfers)
      Call(
        asking: "sendPacket",
        example: (
          PacketRequest(kind: "lucky", yuan: "8.88", count: 3, key: "1"), .init(packet: .null)
        ), sendPacket)
      Call(
        "claimPacket", example: (Token(token: "abc"), Claimed(yuan: "0.88", packet: .null)),
        claimPacket)
      Call("packet", example: (Token(token: "abc"), .init(packet: .null)), packet)
    }.category("Wallet").summary("The play money of the user.")
  }

  /// Serves a program that may look into the wallet.
  func served<Reply>(
    _ context: CallContext, _ body: (_ user: String, Occasion) throws -> Reply
  ) throws(CallError) -> Reply {
    guard programs.contains(context.visitor.app) else {
      throw CallError(
        "'\(context.visitor.app)' may not use the wallet; a host names the programs that may in"
          + " HostConfiguration.walletPrograms", errno: 102)
    }
    return try answering { try body(context.visitor.user, Occasion(context)) }
  }

  private func balance(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> Balance {
    try served(context) { user, occasion in
      Balance(yuan: Fen.yuan(try platform.balance(of: user, on: occasion)), name: user)
    }
  }

  private func statement(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> Lines {
    try served(context) { user, occasion in
      _ = try platform.balance(of: user, on: occasion)
      return Lines(lines: try platform.statement(of: user).map(\.value))
    }
  }

  private func people(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> People {
    try served(context) { user, _ in
      People(
        people: try platform.users().filter { $0.name != user }.map {
          ["name": .string($0.name), "nickname": .string($0.nickname)]
        })
    }
  }

  private func payCode(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> Code {
    try served(context) { user, occasion in
      Code(code: try platform.authCode(of: user, on: occasion))
    }
  }

  private func pay(
    _ request: Code, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Receipt, CallError>) -> Void
  ) throws(CallError) {
    let sheet = try served(context) { user, occasion in
      try platform.sheet(forCode: request.code, user: user, on: occasion)
    }
    Cashier(
      platform: platform, sheet: .init(sheet), context: context,
      pay: { occasion in
        try platform.pay(code: request.code, user: context.visitor.user, on: occasion)
      },
      done: { result in
        answer(
          result.map {
            Receipt(
              merchant: sheet.merchantName, description: $0.description, yuan: Fen.yuan($0.total),
              transactionID: $0.transactionID ?? "")
          })
      }
    ).begin()
  }
}

extension WalletService {
  struct Balance: Codable, Sendable {
    /// Such as `10000.00`.
    var yuan: String
    /// The user's own name, as transfers have it.
    var name: String
  }

  struct Lines: Codable, Sendable {
    /// Newest first: `{number, kind, fen, yuan, counterpart, memo, time}`.
    var lines: [JSON]
  }

  struct People: Codable, Sendable {
    /// Those whom money can be sent to: `{name, nickname}`.
    var people: [JSON]
  }

  struct Code: Codable, Sendable {
    /// Eighteen digits for a merchant to scan, or a merchant's code that was scanned.
    var code: String
  }

  struct Receipt: Codable, Sendable {
    var merchant = ""
    var description = ""
    var yuan = ""
    var transactionID = ""
  }
}
