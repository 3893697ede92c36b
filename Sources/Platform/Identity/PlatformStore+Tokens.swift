import GRDB
import Wire

/// Access tokens of developers' servers (`reference/server-side-apis.md 10.4`).
extension PlatformStore {
  private static let tokenMilliseconds = 7_200_000
  /// How long a token goes on after its successor was issued.
  private static let graceMilliseconds = 5 * 60_000

  /// A new token; the one before it goes on for five minutes.
  func issueToken(
    appID: String, secret: String, on occasion: Occasion
  ) throws -> (text: String, seconds: Int) {
    try write { database in
      _ = try Self.program(appID, secret: secret, in: database)
      try Self.supersede("plain", of: appID, after: Self.graceMilliseconds, on: occasion, database)
      return try Self.makeToken("plain", for: appID, on: occasion, in: database)
    }
  }

  /// The same token while it is valid, unless another one is forced.
  func stableToken(
    appID: String, secret: String, isForced: Bool, on occasion: Occasion
  ) throws -> (text: String, seconds: Int) {
    try write { database in
      _ = try Self.program(appID, secret: secret, in: database)
      let row = try Row.fetchOne(
        database,
        sql: "SELECT token, expires FROM token WHERE appid = ? AND kind = 'stable' AND expires > ?",
        arguments: [appID, occasion.milliseconds + Self.graceMilliseconds])
      if let row, !isForced {
        return (row["token"], ((row["expires"] as Int) - occasion.milliseconds) / 1_000)
      }
      try Self.supersede("stable", of: appID, after: 0, on: occasion, database)
      return try Self.makeToken("stable", for: appID, on: occasion, in: database)
    }
  }

  /// The program that a token was issued to.
  func appID(ofToken token: String, on occasion: Occasion) throws -> String {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM token WHERE token = ?", arguments: [token])
      guard let row else { throw OpenAPI.Failure(40_001, "invalid credential, access_token") }
      guard (row["expires"] as Int) > occasion.milliseconds else {
        throw row["kind"] == "superseded"
          ? OpenAPI.Failure(40_001, "invalid credential, access_token is not latest")
          : OpenAPI.Failure(42_001, "access_token expired")
      }
      return row["appid"]
    }
  }

  /// Lets all tokens be expired.
  public func expireTokens() throws {
    try write { try $0.execute(sql: "UPDATE token SET expires = 0") }
  }

  private static func supersede(
    _ kind: String, of appID: String, after milliseconds: Int, on occasion: Occasion,
    _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE token SET kind = 'superseded', expires = min(expires, ?)
        WHERE appid = ? AND kind = ?
        """, arguments: [occasion.milliseconds + milliseconds, appID, kind])
    try database.execute(
      sql: "DELETE FROM token WHERE appid = ? AND expires < ?",
      arguments: [appID, occasion.milliseconds - PlatformLimits.codeMemoryMilliseconds])
  }

  private static func makeToken(
    _ kind: String, for appID: String, on occasion: Occasion, in database: Database
  ) throws -> (text: String, seconds: Int) {
    let token = occasion.text(64, of: .urlSafe)
    try database.execute(
      sql: "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
      arguments: [
        token, appID, kind, occasion.milliseconds, occasion.milliseconds + tokenMilliseconds,
      ])
    return (token, tokenMilliseconds / 1_000)
  }
}

/// What developers' servers ask about users.
extension PlatformStore {
  func sessionKey(openID: String, in appID: String, on occasion: Occasion) throws -> String {
    try write { database in
      let user = try Self.user(openID: openID, in: appID, in: database)
      return try Self.sessionKey(of: user, in: appID, on: occasion, in: database)
    }
  }

  func replaceSessionKey(openID: String, in appID: String, on occasion: Occasion) throws -> String {
    try write { database in
      let user = try Self.user(openID: openID, in: appID, in: database)
      return try Self.replaceSessionKey(of: user, in: appID, on: occasion, in: database)
    }
  }

  func unionID(openID: String, in appID: String) throws -> String {
    try read { database in
      try Self.unionID(
        of: try Self.user(openID: openID, in: appID, in: database), in: appID, in: database)
    }
  }

  func openIDs(of appID: String) throws -> [String] {
    try read {
      try String.fetchAll(
        $0, sql: "SELECT openid FROM openid WHERE appid = ? ORDER BY rowid", arguments: [appID])
    }
  }

  /// Seals data for the user that a program means.
  func seal(
    _ fields: JSON, openID: String, in appID: String, on occasion: Occasion
  ) throws -> (sealed: SealedData, sessionKey: String) {
    let key = try sessionKey(openID: openID, in: appID, on: occasion)
    return (try SealedData(fields, sessionKey: key, appID: appID, on: occasion), key)
  }
}
