import GRDB

/// Codes that stand for a user for five minutes and are spent by their first use.
extension PlatformStore {
  /// A code of one kind is worth nothing where another is asked for.
  enum CodeKind: String {
    case login, phone
    case webBase = "snsapi_base"
    case webUserInfo = "snsapi_userinfo"
  }

  static func makeCode(
    _ kind: CodeKind, for user: User, in appID: String, on occasion: Occasion,
    in database: Database
  ) throws -> String {
    try forgetCodes(kind, of: user, in: appID, on: occasion, in: database)
    var code: String
    repeat {
      code = occasion.text(32, of: .alphanumeric)
      // A run with the seed of an earlier one draws the codes of that run again.
      try database.execute(
        sql: """
          INSERT INTO code (code, kind, appid, user, made) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING
          """, arguments: [code, kind.rawValue, appID, user.id, occasion.milliseconds])
    } while database.changesCount == 0
    return code
  }

  /// The user that a code stands for. It is worth nothing afterwards.
  static func spend(
    _ code: String, _ kind: CodeKind, in appID: String, on occasion: Occasion,
    in database: Database
  ) throws -> User {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM code WHERE code = ? AND kind = ? AND appid = ?",
      arguments: [code, kind.rawValue, appID])
    guard let row else {
      throw PlatformError(.codeInvalid, "the code was not given to this program")
    }
    guard row["isUsed"] == false else {
      throw PlatformError(.codeUsed, "the code has been used; each is good for one exchange")
    }
    // The clock of a virtual session may be behind; a code from the future is no older than new.
    guard occasion.milliseconds - row["made"] <= PlatformLimits.codeMilliseconds else {
      throw PlatformError(.codeInvalid, "the code is older than five minutes")
    }
    try database.execute(sql: "UPDATE code SET isUsed = 1 WHERE code = ?", arguments: [code])
    return try user(id: row["user"], in: database)
  }

  private static func forgetCodes(
    _ kind: CodeKind, of user: User, in appID: String, on occasion: Occasion,
    in database: Database
  ) throws {
    try database.execute(
      sql: """
        DELETE FROM code WHERE appid = ? AND user = ? AND kind = ? AND (made < ? OR rowid IN (
          SELECT rowid FROM code WHERE appid = ? AND user = ? AND kind = ?
          ORDER BY rowid DESC LIMIT -1 OFFSET ?))
        """,
      arguments: [
        appID, user.id, kind.rawValue,
        occasion.milliseconds - PlatformLimits.codeMemoryMilliseconds,
        appID, user.id, kind.rawValue, PlatformLimits.liveCodes - 1,
      ])
  }
}
