import GRDB

/// A mini-program as the platform's servers know it.
public struct ProgramRecord: Sendable, Hashable {
  public let appID: String
  /// What its developer's server proves itself with.
  public let secret: String
  /// Programs of one developer share their users' unionids.
  public let developer: String
}

extension PlatformStore {
  /// All programs that were run or made here.
  public func programs() throws -> [ProgramRecord] {
    try read { database in
      try Row.fetchAll(database, sql: Self.programQuery + " ORDER BY program.rowid")
        .map(ProgramRecord.init)
    }
  }

  /// The program of that appid, made when there is none, as one of the developer `developer`.
  @discardableResult
  public func ensureProgram(
    _ appID: String, developer: String = "developer", on occasion: Occasion
  ) throws -> ProgramRecord {
    try write { try Self.ensureProgram(appID, developer: developer, on: occasion, in: $0) }
  }

  @discardableResult
  static func ensureProgram(
    _ appID: String, developer: String = "developer", on occasion: Occasion,
    in database: Database
  ) throws -> ProgramRecord {
    if let program = try findProgram(appID, in: database) { return program }
    guard (1...PlatformLimits.appIDBytes).contains(appID.utf8.count) else {
      throw PlatformError(
        .parameter,
        "an appid has 1 to \(PlatformLimits.appIDBytes) bytes, found \(appID.utf8.count)")
    }
    try database.execute(
      sql: "INSERT INTO developer (name) VALUES (?) ON CONFLICT DO NOTHING",
      arguments: [developer])
    try database.execute(
      sql: """
        INSERT INTO program (appid, developer, secret)
        SELECT ?, id, ? FROM developer WHERE name = ?
        """, arguments: [appID, occasion.text(32, of: .hex), developer])
    return try program(appID, in: database)
  }

  static func findProgram(_ appID: String, in database: Database) throws -> ProgramRecord? {
    try Row.fetchOne(
      database, sql: programQuery + " WHERE program.appid = ?", arguments: [appID]
    ).map(ProgramRecord.init)
  }

  static func program(_ appID: String, in database: Database) throws -> ProgramRecord {
    guard let program = try findProgram(appID, in: database) else {
      throw PlatformError(.unknownProgram, "there is no program with the appid '\(appID)'")
    }
    return program
  }

  /// The program of that appid, when the secret is its own.
  static func program(
    _ appID: String, secret: String, in database: Database
  ) throws -> ProgramRecord {
    let program = try program(appID, in: database)
    guard Digests.areEqual(program.secret, secret) else {
      throw PlatformError(.wrongSecret, "the secret is not that of \(appID)")
    }
    return program
  }

  private static let programQuery = """
    SELECT program.appid, program.secret, developer.name AS developer
    FROM program JOIN developer ON developer.id = program.developer
    """
}

extension ProgramRecord {
  init(_ row: Row) {
    appID = row["appid"]
    secret = row["secret"]
    developer = row["developer"]
  }
}
