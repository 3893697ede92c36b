import GRDB
import Wire

/// Money from one user to another. It waits until it is accepted, and goes back after a day.
public struct Transfer: Sendable, Hashable {
  public enum State: String, Sendable {
    case pending, accepted, returned
  }

  public let number: Int64
  public let sender: String
  public let receiver: String
  public let fen: Int
  public let memo: String
  public let state: State
  public let made: Int

  public var value: JSON {
    [
      "number": .string("\(number)"), "from": .string(sender), "to": .string(receiver),
      "fen": .number(Double(fen)), "yuan": .string(Fen.yuan(fen)), "memo": .string(memo),
      "state": .string(state.rawValue), "time": .number(Double(made)),
    ]
  }
}

extension PlatformStore {
  /// Sends money. The same key of the same sender is the same transfer.
  public func send(
    from name: String, to receiverName: String, fen: Int, memo: String = "", key: String,
    on occasion: Occasion
  ) throws -> Transfer {
    guard (1...PlatformLimits.transferFen).contains(fen) else {
      throw PlatformError(
        .amount, "a transfer is 0.01 to \(Fen.yuan(PlatformLimits.transferFen)) yuan")
    }
    guard memo.count <= PlatformLimits.memoCharacters else {
      throw PlatformError(
        .parameter, "a memo has at most \(PlatformLimits.memoCharacters) characters")
    }
    return try writeMoney { database in
      let sender = try Self.ensureUser(name, on: occasion, in: database)
      let receiver = try Self.user(named: receiverName, in: database)
      guard sender.id != receiver.id else {
        throw PlatformError(.parameter, "nobody sends money to oneself")
      }
      let known = try Row.fetchOne(
        database, sql: "SELECT * FROM transfer WHERE sender = ? AND key = ?",
        arguments: [sender.id, key])
      if let known {
        guard known["receiver"] == receiver.id, known["fen"] == fen else {
          throw PlatformError(.numberUsed, "the key '\(key)' is another transfer's")
        }
        return try Self.transfer(known["id"], in: database)
      }
      try database.execute(
        sql: """
          INSERT INTO transfer (sender, receiver, key, fen, memo, state, made)
          VALUES (?, ?, ?, ?, ?, 'pending', ?)
          """, arguments: [sender.id, receiver.id, key, fen, memo, occasion.milliseconds])
      let id = database.lastInsertedRowID
      try Self.post(
        Posting(
          from: .user(sender.id), to: .pendingTransfers, fen: fen, kind: .transferSent,
          key: "transfer/\(id)/sent", memo: memo),
        on: occasion, in: database)
      return try Self.transfer(id, in: database)
    }
  }

  /// Takes the money of a transfer; only its receiver can.
  public func accept(_ number: Int64, as name: String, on occasion: Occasion) throws -> Transfer {
    try end(number, as: name, .accepted, on: occasion)
  }

  /// Sends the money of a transfer back; only its receiver can.
  public func giveBack(_ number: Int64, as name: String, on occasion: Occasion) throws -> Transfer {
    try end(number, as: name, .returned, on: occasion)
  }

  /// The transfers that a user sent or got, newest first.
  public func transfers(of name: String, on occasion: Occasion) throws -> [Transfer] {
    try writeMoney { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try Self.returnOldGifts(on: occasion, in: database)
      return try Row.fetchAll(
        database,
        sql: Self.transferQuery
          + " WHERE sender.id = ? OR receiver.id = ? ORDER BY transfer.id DESC LIMIT ?",
        arguments: [user.id, user.id, PlatformLimits.statementLines]
      ).map(Transfer.init)
    }
  }

  /// Sends back what waited for longer than a day: transfers and the rest of red packets.
  public func returnOldGifts(on occasion: Occasion) throws {
    try writeMoney { try Self.returnOldGifts(on: occasion, in: $0) }
  }

  private func end(
    _ number: Int64, as name: String, _ state: Transfer.State, on occasion: Occasion
  ) throws -> Transfer {
    // What is old goes back first, and stays back whatever this call is answered.
    try returnOldGifts(on: occasion)
    return try writeMoney { database in
      let transfer = try Self.transfer(number, in: database)
      // Another's transfer is as good as none.
      guard transfer.receiver == name else {
        throw PlatformError(.unknownTransfer, "there is no transfer \(number) for this user")
      }
      guard transfer.state == .pending else {
        guard transfer.state != state else { return transfer }
        throw PlatformError(.transferClosed, "the transfer was \(transfer.state.rawValue)")
      }
      try Self.settle(number, state, on: occasion, in: database)
      return try Self.transfer(number, in: database)
    }
  }

  static func returnOldGifts(on occasion: Occasion, in database: Database) throws {
    let limit = occasion.milliseconds - PlatformLimits.giftMilliseconds
    let old = try Int64.fetchAll(
      database, sql: "SELECT id FROM transfer WHERE state = 'pending' AND made < ?",
      arguments: [limit])
    for number in old { try settle(number, .returned, on: occasion, in: database) }
    try returnOldPackets(madeBefore: limit, on: occasion, in: database)
  }

  private static func settle(
    _ number: Int64, _ state: Transfer.State, on occasion: Occasion, in database: Database
  ) throws {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM transfer WHERE id = ?", arguments: [number])
    guard let row else { throw PlatformError(.unknownTransfer, "there is no such transfer") }
    let isAccepted = state == .accepted
    try post(
      Posting(
        from: .pendingTransfers, to: .user(isAccepted ? row["receiver"] : row["sender"]),
        fen: row["fen"], kind: isAccepted ? .transferAccepted : .transferReturned,
        key: "transfer/\(number)/settled", memo: row["memo"]),
      on: occasion, in: database)
    try database.execute(
      sql: "UPDATE transfer SET state = ? WHERE id = ?", arguments: [state.rawValue, number])
  }

  private static func transfer(_ number: Int64, in database: Database) throws -> Transfer {
    let row = try Row.fetchOne(
      database, sql: transferQuery + " WHERE transfer.id = ?", arguments: [number])
    guard let row else { throw PlatformError(.unknownTransfer, "there is no such transfer") }
    return try Transfer(row)
  }

  private static let transferQuery = """
    SELECT transfer.*, sender.name AS senderName, receiver.name AS receiverName FROM transfer
    JOIN user AS sender ON sender.id = transfer.sender
    JOIN user AS receiver ON receiver.id = transfer.receiver
    """
}

extension Transfer {
  init(_ row: Row) throws {
    guard let state = State(rawValue: row["state"]) else {
      throw PlatformError(.storage, "a transfer cannot be read")
    }
    number = row["id"]
    sender = row["senderName"]
    receiver = row["receiverName"]
    fen = row["fen"]
    memo = row["memo"]
    self.state = state
    made = row["made"]
  }
}
