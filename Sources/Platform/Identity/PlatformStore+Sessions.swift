import Foundation
import GRDB
import Wire

/// What a login code is exchanged for.
public struct LoginSession: Sendable, Hashable {
  public let openID: String
  /// Sixteen bytes in base64; stays between the platform and the program's server.
  public let sessionKey: String
  public let unionID: String
}

/// Logging in (`reference/server-side-apis.md 10.2`).
extension PlatformStore {
  /// What `wx.login` gives: a code of 32 letters and digits, good for one exchange within five
  /// minutes. Takes a new session key when the last one is three days old or was not used for as
  /// long.
  public func login(_ name: String, in appID: String, on occasion: Occasion) throws -> String {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      guard !user.isBlocked else {
        throw PlatformError(.userBlocked, "the platform has blocked this user")
      }
      try Self.ensureProgram(appID, on: occasion, in: database)
      try Self.renewSession(of: user, in: appID, on: occasion, in: database)
      return try Self.makeCode(.login, for: user, in: appID, on: occasion, in: database)
    }
  }

  /// Whether the session of the last login is still alive, which asking prolongs.
  public func checkSession(_ name: String, in appID: String, on occasion: Occasion) throws {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      _ = try Self.sessionKey(of: user, in: appID, on: occasion, in: database)
    }
  }

  /// Ends the session of a user of a program, as time would.
  public func expireSession(_ name: String, in appID: String) throws {
    try write { database in
      let user = try Self.user(named: name, in: database)
      try database.execute(
        sql: "UPDATE session SET isExpired = 1 WHERE appid = ? AND user = ?",
        arguments: [appID, user.id])
    }
  }

  /// Exchanges a login code, once.
  public func session(
    forCode code: String, in appID: String, secret: String, on occasion: Occasion
  ) throws -> LoginSession {
    try write { database in
      let program = try Self.program(appID, secret: secret, in: database)
      let user = try Self.spend(code, .login, in: program.appID, on: occasion, in: database)
      guard !user.isBlocked else {
        throw PlatformError(.userBlocked, "the platform has blocked this user")
      }
      return LoginSession(
        openID: try Self.openID(of: user, in: appID, in: database),
        sessionKey: try Self.sessionKey(of: user, in: appID, on: occasion, in: database),
        unionID: try Self.unionID(of: user, in: appID, in: database))
    }
  }
}

extension PlatformStore {
  /// The session key of a user's last login; using it prolongs it.
  static func sessionKey(
    of user: User, in appID: String, on occasion: Occasion, in database: Database
  ) throws -> String {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM session WHERE appid = ? AND user = ?",
      arguments: [appID, user.id])
    guard let row, !row["isExpired"],
      occasion.milliseconds - row["used"] <= PlatformLimits.sessionIdleMilliseconds
    else { throw PlatformError(.sessionExpired, "session time out, need relogin") }
    try database.execute(
      sql: "UPDATE session SET used = max(used, ?) WHERE appid = ? AND user = ?",
      arguments: [occasion.milliseconds, appID, user.id])
    return row["key"]
  }

  /// Puts another key in the place of a session's, keeping its times.
  @discardableResult
  static func replaceSessionKey(
    of user: User, in appID: String, on occasion: Occasion, in database: Database
  ) throws -> String {
    let key = Data(occasion.bytes(16)).base64EncodedString()
    try database.execute(
      sql: "UPDATE session SET key = ? WHERE appid = ? AND user = ?",
      arguments: [key, appID, user.id])
    return key
  }

  private static func renewSession(
    of user: User, in appID: String, on occasion: Occasion, in database: Database
  ) throws {
    let now = occasion.milliseconds
    let row = try Row.fetchOne(
      database, sql: "SELECT made, used, isExpired FROM session WHERE appid = ? AND user = ?",
      arguments: [appID, user.id])
    if let row, !row["isExpired"],
      now - row["made"] <= PlatformLimits.sessionRotationMilliseconds,
      now - row["used"] <= PlatformLimits.sessionIdleMilliseconds
    {
      try database.execute(
        sql: "UPDATE session SET used = max(used, ?) WHERE appid = ? AND user = ?",
        arguments: [now, appID, user.id])
      return
    }
    try database.execute(
      sql: """
        INSERT INTO session (appid, user, key, made, used) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (appid, user) DO UPDATE SET key = excluded.key, made = excluded.made,
          used = excluded.used, isExpired = 0
        """,
      arguments: [
        appID, user.id, Data(occasion.bytes(16)).base64EncodedString(), now, now,
      ])
  }
}
