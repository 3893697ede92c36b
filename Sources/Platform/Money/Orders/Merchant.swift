import GRDB

/// Somebody who takes payments. Its keys are made here and are worth nothing anywhere else.
public struct Merchant: Sendable, Hashable {
  /// Ten digits.
  public let number: String
  public let name: String
  /// Signs version 2: 32 letters and digits.
  public let apiKey: String
  /// Seals version 3: 32 letters and digits.
  public let apiV3Key: String
  /// The serial number of its certificate, 40 hexadecimal digits.
  public let serial: String
  /// The key that its server signs version 3 with, when it was made here (PKCS#8 PEM); else empty.
  public let privateKey: String
  /// The key that its signatures are checked with (PEM); empty before version 3 is used.
  public let publicKey: String

  init(_ row: Row) {
    number = row["number"]
    name = row["name"]
    apiKey = row["apiKey"]
    apiV3Key = row["apiV3Key"]
    serial = row["serial"]
    privateKey = row["privateKey"]
    publicKey = row["publicKey"]
  }
}

extension PlatformStore {
  public func merchants() throws -> [Merchant] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM merchant ORDER BY rowid").map(Merchant.init)
    }
  }

  public func merchant(_ number: String) throws -> Merchant {
    try read { try Self.merchant(number, in: $0) }
  }

  /// Makes a merchant that sells in a program.
  ///
  /// - Parameter number: ten digits; nil draws them.
  @discardableResult
  public func addMerchant(
    _ name: String, number: String? = nil, in appID: String, on occasion: Occasion
  ) throws -> Merchant {
    try write { database in
      try Self.addMerchant(name, number: number, in: appID, on: occasion, in: database)
    }
  }

  /// Lets a merchant sell in another program too.
  public func bind(_ number: String, to appID: String, on occasion: Occasion) throws {
    try write { database in
      _ = try Self.merchant(number, in: database)
      try Self.bind(number, to: appID, on: occasion, in: database)
    }
  }

  /// The first merchant that sells in a program, made when there is none.
  public func ensureMerchant(in appID: String, on occasion: Occasion) throws -> Merchant {
    try write { database in
      let known = try Row.fetchOne(
        database,
        sql: """
          SELECT merchant.* FROM merchant
          JOIN merchantProgram ON merchantProgram.merchant = merchant.number
          WHERE merchantProgram.appid = ? ORDER BY merchant.rowid
          """, arguments: [appID])
      if let known { return Merchant(known) }
      return try Self.addMerchant(
        "Merchant of \(appID)", number: nil, in: appID, on: occasion, in: database)
    }
  }

  private static func addMerchant(
    _ name: String, number: String?, in appID: String, on occasion: Occasion,
    in database: Database
  ) throws -> Merchant {
    let number = number ?? "16" + occasion.text(8, of: .digits)
    guard (8...32).contains(number.utf8.count),
      number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw PlatformError(.parameter, "a merchant's number has 8 to 32 digits") }
    guard (1...64).contains(name.count) else {
      throw PlatformError(.parameter, "a merchant's name has 1 to 64 characters")
    }
    try database.execute(
      sql: "INSERT INTO merchant (number, name, apiKey, apiV3Key, serial) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        number, name, occasion.text(32, of: .alphanumeric),
        occasion.text(32, of: .alphanumeric), occasion.text(40, of: .hex).uppercased(),
      ])
    try bind(number, to: appID, on: occasion, in: database)
    return try merchant(number, in: database)
  }

  private static func bind(
    _ number: String, to appID: String, on occasion: Occasion, in database: Database
  ) throws {
    try ensureProgram(appID, on: occasion, in: database)
    try database.execute(
      sql: "INSERT INTO merchantProgram VALUES (?, ?) ON CONFLICT DO NOTHING",
      arguments: [number, appID])
  }

  static func merchant(_ number: String, in database: Database) throws -> Merchant {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM merchant WHERE number = ?", arguments: [number])
    guard let row else {
      throw PlatformError(.unknownMerchant, "there is no merchant with the number '\(number)'")
    }
    return Merchant(row)
  }

  static func isBound(_ number: String, to appID: String, in database: Database) throws -> Bool {
    try Row.fetchOne(
      database, sql: "SELECT 1 FROM merchantProgram WHERE merchant = ? AND appid = ?",
      arguments: [number, appID]) != nil
  }
}
