import Bridge
import Platform
import Wire

/// Transfers between users, and red packets.
extension WalletService {
  struct SendRequest: Codable, Sendable {
    /// The receiver's name.
    var to: String
    /// Such as `5`, `5.2` or `5.20`.
    var yuan: String
    /// At most ten characters.
    var memo: String?
    /// The program's own key: the same key is the same transfer.
    var key: String
  }

  struct Number: Codable, Sendable {
    var number: String
  }

  struct TransferReply: Codable, Sendable {
    /// `{number, from, to, fen, yuan, memo, state, time}`.
    var transfer: JSON
  }

  struct Transfers: Codable, Sendable {
    var transfers: [JSON]
  }

  struct PacketRequest: Codable, Sendable {
    /// `normal`: every part is `yuan`; `lucky`: all parts together are.
    var kind: String
    var yuan: String
    var count: Int
    var wishing: String?
    var key: String
  }

  struct PacketReply: Codable, Sendable {
    /// `{token, from, kind, total, count, left, countLeft, wishing, luckiest, claims}`.
    var packet: JSON
  }

  struct Token: Codable, Sendable {
    var token: String
  }

  struct Claimed: Codable, Sendable {
    var yuan: String
    var packet: JSON
  }

  func send(
    _ request: SendRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<TransferReply, CallError>) -> Void
  ) throws(CallError) {
    let fen = try Self.fen(request.yuan)
    let sheet: CashierSheet = try served(context) { user, occasion in
      try self.sheet(
        to: try platform.user(named: request.to).nickname, request.memo ?? "Transfer", fen, user,
        occasion)
    }
    Cashier(
      platform: platform, sheet: sheet, context: context,
      pay: { occasion in
        try platform.send(
          from: context.visitor.user, to: request.to, fen: fen, memo: request.memo ?? "",
          key: request.key, on: occasion)
      },
      done: { answer($0.map { TransferReply(transfer: $0.value) }) }
    ).begin()
  }

  func accept(
    _ request: Number, _ context: CallContext
  ) async throws(CallError) -> TransferReply {
    try end(request, context, platform.accept)
  }

  func giveBack(
    _ request: Number, _ context: CallContext
  ) async throws(CallError) -> TransferReply {
    try end(request, context, platform.giveBack)
  }

  private func end(
    _ request: Number, _ context: CallContext, _ end: (Int64, String, Occasion) throws -> Transfer
  ) throws(CallError) -> TransferReply {
    try served(context) { user, occasion in
      TransferReply(transfer: try end(Int64(request.number) ?? 0, user, occasion).value)
    }
  }

  func transfers(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> Transfers {
    try served(context) { user, occasion in
      Transfers(transfers: try platform.transfers(of: user, on: occasion).map(\.value))
    }
  }

  func sendPacket(
    _ request: PacketRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<PacketReply, CallError>) -> Void
  ) throws(CallError) {
    let fen = try Self.fen(request.yuan)
    guard let kind = RedPacket.Kind(rawValue: request.kind) else {
      throw CallError("kind should be 'normal' or 'lucky'", errno: 1001)
    }
    guard (1...1_000).contains(request.count) else {
      throw CallError("count should be 1 or more", errno: 1001)
    }
    let sheet: CashierSheet = try served(context) { user, occasion in
      try self.sheet(
        to: "Red packet", request.wishing ?? "恭喜发财",
        kind == .normal ? fen * request.count : fen, user, occasion)
    }
    Cashier(
      platform: platform, sheet: sheet, context: context,
      pay: { occasion in
        try platform.sendPacket(
          from: context.visitor.user, kind, fen: fen, count: request.count,
          wishing: request.wishing ?? "恭喜发财", key: request.key, on: occasion)
      },
      done: { answer($0.map { PacketReply(packet: $0.value) }) }
    ).begin()
  }

  func claimPacket(
    _ request: Token, _ context: CallContext
  ) async throws(CallError) -> Claimed {
    try served(context) { user, occasion in
      let fen = try platform.claim(request.token, as: user, on: occasion)
      return Claimed(
        yuan: Fen.yuan(fen), packet: try platform.packet(request.token, on: occasion).value)
    }
  }

  func packet(
    _ request: Token, _ context: CallContext
  ) async throws(CallError) -> PacketReply {
    try served(context) { _, occasion in
      PacketReply(packet: try platform.packet(request.token, on: occasion).value)
    }
  }

  private static func fen(_ yuan: String) throws(CallError) -> Int {
    guard let fen = Fen.parse(yuan: yuan) else {
      throw CallError(
        "yuan should be an amount such as '12.34', found '\(yuan.prefix(20))'", errno: 1001)
    }
    return fen
  }

  private func sheet(
    to payee: String, _ description: String, _ fen: Int, _ name: String, _ occasion: Occasion
  ) throws -> CashierSheet {
    let user = try platform.ensureUser(name, on: occasion)
    return .init(
      payee: payee, description: description, fen: fen,
      balance: try platform.balance(of: name, on: occasion),
      answer: PaymentAnswer(rawValue: user.paymentAnswer) ?? .ask)
  }
}
