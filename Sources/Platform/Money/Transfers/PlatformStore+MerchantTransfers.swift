import GRDB

/// Money from a merchant to a user (`reference/server-side-apis.md 10.9`).
public struct MerchantTransfer: Sendable, Hashable {
  public enum State: String, Sendable {
    case waiting = "WAIT_USER_CONFIRM"
    case success = "SUCCESS"
    case cancelled = "CANCELLED"
    case failed = "FAIL"
  }

  public let merchant: String
  /// The merchant's number.
  public let number: String
  public let batch: String
  /// The platform's number.
  public let transferID: String
  public let appID: String
  public let openID: String
  public let fen: Int
  public let memo: String
  public let state: State
  public let made: Int
}

public struct MerchantTransferTerms: Sendable, Hashable {
  public var merchant: String
  public var appID: String
  public var number: String
  public var batch = ""
  public var openID: String
  public var fen: Int
  public var memo = ""
  /// Whether the user has to confirm before the money moves.
  public var asksUser = false

  public init(merchant: String, appID: String, number: String, openID: String, fen: Int) {
    self.merchant = merchant
    self.appID = appID
    self.number = number
    self.openID = openID
    self.fen = fen
  }
}

extension PlatformStore {
  /// Sends money to a user, or asks the user first. The same number is the same transfer.
  public func transfer(
    _ terms: MerchantTransferTerms, on occasion: Occasion
  ) throws -> MerchantTransfer {
    try writeMoney { try Self.transfer(terms, on: occasion, in: $0) }
  }

  /// All transfers of a batch or none.
  public func transfer(
    batch: [MerchantTransferTerms], on occasion: Occasion
  ) throws -> [MerchantTransfer] {
    guard (1...PlatformLimits.batchTransfers).contains(batch.count) else {
      throw PlatformError(
        .parameter, "a batch has 1 to \(PlatformLimits.batchTransfers) transfers")
    }
    return try writeMoney { database in
      try batch.map { try Self.transfer($0, on: occasion, in: database) }
    }
  }

  public func merchantTransfer(
    _ number: String, of merchant: String, on occasion: Occasion
  ) throws -> MerchantTransfer {
    try writeMoney { database in
      try Self.failOldMerchantTransfers(on: occasion, in: database)
      guard let transfer = try Self.find(number, of: merchant, in: database) else {
        throw PlatformError(.unknownTransfer, "there is no transfer '\(number.prefix(40))'")
      }
      return transfer
    }
  }

  public func merchantTransfers(
    ofBatch batch: String, of merchant: String
  ) throws -> [MerchantTransfer] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM merchantTransfer WHERE merchant = ? AND batch = ? ORDER BY id",
        arguments: [merchant, batch]
      ).map(MerchantTransfer.init)
    }
  }

  /// The batch in which there is a transfer whose id ends so.
  func merchantTransfers(
    ofBatchWith ending: String, of merchant: String
  ) throws -> [MerchantTransfer] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM merchantTransfer WHERE merchant = ?1 AND batch <> '' AND batch = (
            SELECT batch FROM merchantTransfer
            WHERE merchant = ?1 AND substr(transferID, 5) = ?2 AND batch <> '') ORDER BY id
          """, arguments: [merchant, ending]
      ).map(MerchantTransfer.init)
    }
  }

  func merchantTransfer(
    id transferID: String, of merchant: String, on occasion: Occasion
  ) throws -> MerchantTransfer {
    let number = try read { database in
      try String.fetchOne(
        database,
        sql: "SELECT number FROM merchantTransfer WHERE merchant = ? AND transferID = ?",
        arguments: [merchant, transferID])
    }
    return try merchantTransfer(number ?? "", of: merchant, on: occasion)
  }

  /// The user takes the money, as `wx.requestMerchantTransfer` asks.
  public func confirm(
    merchantTransfer transferID: String, of merchant: String, as name: String, in appID: String,
    on occasion: Occasion
  ) throws -> MerchantTransfer {
    try writeMoney { database in
      try Self.failOldMerchantTransfers(on: occasion, in: database)
      let row = try Row.fetchOne(
        database,
        sql: "SELECT * FROM merchantTransfer WHERE transferID = ? AND merchant = ? AND appid = ?",
        arguments: [transferID, merchant, appID])
      let user = try Self.ensureUser(name, on: occasion, in: database)
      guard let row, row["receiver"] == user.id else {
        throw PlatformError(.unknownTransfer, "there is no such transfer for this user")
      }
      let transfer = try MerchantTransfer(row)
      guard transfer.state == .waiting else {
        throw PlatformError(.transferClosed, "the transfer is \(transfer.state.rawValue)")
      }
      try Self.move(row["id"], transfer, to: user.id, on: occasion, in: database)
      guard let moved = try Self.find(transfer.number, of: merchant, in: database) else {
        throw PlatformError(.storage, "a transfer cannot be read")
      }
      return moved
    }
  }

  public func cancel(merchantTransfer number: String, of merchant: String) throws {
    try writeMoney { database in
      guard let transfer = try Self.find(number, of: merchant, in: database) else {
        throw PlatformError(.unknownTransfer, "there is no transfer '\(number.prefix(40))'")
      }
      guard transfer.state == .waiting || transfer.state == .cancelled else {
        throw PlatformError(.transferClosed, "the transfer is \(transfer.state.rawValue)")
      }
      try database.execute(
        sql: "UPDATE merchantTransfer SET state = 'CANCELLED' WHERE merchant = ? AND number = ?",
        arguments: [merchant, number])
    }
  }
}

extension PlatformStore {
  private static func transfer(
    _ terms: MerchantTransferTerms, on occasion: Occasion, in database: Database
  ) throws -> MerchantTransfer {
    guard (1...64).contains(terms.number.utf8.count) else {
      throw PlatformError(.parameter, "a transfer's number has 1 to 64 characters")
    }
    guard (1...Fen.most).contains(terms.fen) else {
      throw PlatformError(.amount, "a transfer is 1 to \(Fen.most) fen, found \(terms.fen)")
    }
    guard terms.memo.count <= 100 else {
      throw PlatformError(.parameter, "a transfer's remark has at most 100 characters")
    }
    if let known = try find(terms.number, of: terms.merchant, in: database) {
      guard known.openID == terms.openID, known.fen == terms.fen, known.batch == terms.batch else {
        throw PlatformError(.numberUsed, "the number '\(terms.number)' is another transfer's")
      }
      return known
    }
    _ = try merchant(terms.merchant, in: database)
    guard try isBound(terms.merchant, to: terms.appID, in: database) else {
      throw PlatformError(
        .programNotBound, "merchant \(terms.merchant) does not sell in \(terms.appID)")
    }
    let user = try user(openID: terms.openID, in: terms.appID, in: database)
    let date = BeijingTime(milliseconds: occasion.milliseconds).date
    try database.execute(
      sql: """
        INSERT INTO merchantTransfer (merchant, number, batch, transferID, appid, receiver, openid,
          fen, memo, state, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAIT_USER_CONFIRM', ?)
        """,
      arguments: [
        terms.merchant, terms.number, terms.batch, "1330" + date + occasion.text(16, of: .digits),
        terms.appID, user.id, terms.openID, terms.fen, terms.memo, occasion.milliseconds,
      ])
    let id = database.lastInsertedRowID
    guard let made = try find(terms.number, of: terms.merchant, in: database) else {
      throw PlatformError(.storage, "a transfer could not be stored")
    }
    guard !terms.asksUser else { return made }
    try move(id, made, to: user.id, on: occasion, in: database)
    return try find(terms.number, of: terms.merchant, in: database) ?? made
  }

  private static func move(
    _ id: Int64, _ transfer: MerchantTransfer, to user: Int64, on occasion: Occasion,
    in database: Database
  ) throws {
    try post(
      Posting(
        from: .merchant(transfer.merchant), to: .user(user), fen: transfer.fen,
        kind: .merchantTransfer, key: "merchantTransfer/\(id)", memo: transfer.memo),
      on: occasion, in: database)
    try database.execute(
      sql: "UPDATE merchantTransfer SET state = 'SUCCESS' WHERE id = ?", arguments: [id])
  }

  private static func find(
    _ number: String, of merchant: String, in database: Database
  ) throws -> MerchantTransfer? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM merchantTransfer WHERE merchant = ? AND number = ?",
      arguments: [merchant, number]
    ).map(MerchantTransfer.init)
  }

  /// What nobody confirmed within a day fails.
  private static func failOldMerchantTransfers(
    on occasion: Occasion, in database: Database
  ) throws {
    try database.execute(
      sql:
        "UPDATE merchantTransfer SET state = 'FAIL' WHERE state = 'WAIT_USER_CONFIRM' AND made < ?",
      arguments: [occasion.milliseconds - PlatformLimits.giftMilliseconds])
  }
}

extension MerchantTransfer {
  init(_ row: Row) throws {
    guard let state = State(rawValue: row["state"]) else {
      throw PlatformError(.storage, "a transfer cannot be read")
    }
    merchant = row["merchant"]
    number = row["number"]
    batch = row["batch"]
    transferID = row["transferID"]
    appID = row["appid"]
    openID = row["openid"]
    fen = row["fen"]
    memo = row["memo"]
    self.state = state
    made = row["made"]
  }
}
