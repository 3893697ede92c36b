import GRDB

/// Moving money.
///
/// A posting names the account that gives, the one that takes and one amount, so that it cannot
/// but balance. Triggers keep each account's balance in the same statement, a CHECK keeps it from
/// becoming negative, and a posting is never changed or deleted. Its key says what it is for and is
/// unique: whatever is tried again posts nothing twice, from any process.
extension PlatformStore {
  struct Posting {
    var from: LedgerAccount
    var to: LedgerAccount
    var fen: Int
    var kind: PostingKind
    /// What for, such as `pay/17`.
    var key: String
    var memo = ""
  }

  static func post(_ posting: Posting, on occasion: Occasion, in database: Database) throws {
    guard posting.fen > 0 else {
      throw PlatformError(.amount, "an amount is at least 1 fen, found \(posting.fen)")
    }
    let from = try account(posting.from, on: occasion, in: database)
    let to = try account(posting.to, on: occasion, in: database)
    guard from.balance >= posting.fen else {
      throw PlatformError(
        .notEnough,
        "the balance of \(Fen.yuan(from.balance)) yuan does not cover \(Fen.yuan(posting.fen))")
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO posting (key, debit, credit, fen, kind, memo, time) VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      posting.key, from.id, to.id, posting.fen, posting.kind.rawValue, posting.memo,
      occasion.milliseconds,
    ])
  }

  /// An account's row, made when money first comes near it. A new wallet starts with play money.
  private static func account(
    _ account: LedgerAccount, on occasion: Occasion, in database: Database
  ) throws -> (id: Int64, balance: Int) {
    if let known = try find(account, in: database) { return known }
    try database.cachedStatement(sql: "INSERT INTO account (kind, owner) VALUES (?, ?)")
      .execute(arguments: [account.kind, account.owner])
    if case .user(let id) = account {
      try post(
        Posting(
          from: .reserve, to: account, fen: PlatformLimits.openingFen, kind: .opening,
          key: "opening/\(id)"),
        on: occasion, in: database)
    }
    guard let made = try find(account, in: database) else {
      throw PlatformError(.storage, "an account could not be opened")
    }
    return made
  }

  private static func find(
    _ account: LedgerAccount, in database: Database
  ) throws -> (id: Int64, balance: Int)? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, balance FROM account WHERE kind = ? AND owner = ?")
    return try Row.fetchOne(statement, arguments: [account.kind, account.owner])
      .map { ($0[0], $0[1]) }
  }

  static func balance(
    of account: LedgerAccount, on occasion: Occasion, in database: Database
  ) throws -> Int {
    try Self.account(account, on: occasion, in: database).balance
  }

  /// The play money in a user's wallet, in fen.
  public func balance(of name: String, on occasion: Occasion) throws -> Int {
    try writeMoney { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      return try Self.balance(of: .user(user.id), on: occasion, in: database)
    }
  }

  /// A merchant's balance, in fen.
  public func balance(ofMerchant number: String, on occasion: Occasion) throws -> Int {
    try writeMoney { database in
      _ = try Self.merchant(number, in: database)
      return try Self.balance(of: .merchant(number), on: occasion, in: database)
    }
  }

  /// Gives a user play money out of the reserve.
  ///
  /// - Parameter key: what makes a repetition of the same gift none.
  public func topUp(_ name: String, fen: Int, key: String, on occasion: Occasion) throws {
    try topUp(fen: fen, key: key, on: occasion) { database in
      .user(try Self.ensureUser(name, on: occasion, in: database).id)
    }
  }

  /// Gives a merchant play money, to send or to refund with.
  public func topUp(
    merchant number: String, fen: Int, key: String, on occasion: Occasion
  ) throws {
    try topUp(fen: fen, key: key, on: occasion) { database in
      .merchant(try Self.merchant(number, in: database).number)
    }
  }

  private func topUp(
    fen: Int, key: String, on occasion: Occasion, to account: (Database) throws -> LedgerAccount
  ) throws {
    guard (1...Fen.most).contains(fen) else {
      throw PlatformError(.amount, "a top-up is 1 to \(Fen.most) fen, found \(fen)")
    }
    try writeMoney { database in
      let account = try account(database)
      let key = "topUp/\(account.kind)/\(account.owner)/\(key)"
      guard try !Self.isPosted(key, in: database) else { return }
      try Self.post(
        Posting(from: .reserve, to: account, fen: fen, kind: .topUp, key: key), on: occasion,
        in: database)
    }
  }

  static func isPosted(_ key: String, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM posting WHERE key = ?")
    return try Row.fetchOne(statement, arguments: [key]) != nil
  }
}
