import GRDB
import Wire

/// What a page of the web may learn of a user who has agreed (`/sns/oauth2`).
struct WebGrant: Sendable {
  enum Scope: String, Sendable {
    /// The openid alone.
    case base = "snsapi_base"
    /// The profile as well.
    case userInfo = "snsapi_userinfo"

    fileprivate var codeKind: PlatformStore.CodeKind { self == .base ? .webBase : .webUserInfo }
  }

  let token: String
  let refreshToken: String
  let openID: String
  let scope: Scope
}

extension PlatformStore {
  private static let grantMilliseconds = 7_200_000
  private static let refreshMilliseconds = 30 * 24 * 3_600_000

  /// What a user who agrees brings back to a page.
  func webCode(
    of name: String, _ scope: WebGrant.Scope, in appID: String, on occasion: Occasion
  ) throws -> String {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try Self.ensureProgram(appID, on: occasion, in: database)
      return try Self.makeCode(scope.codeKind, for: user, in: appID, on: occasion, in: database)
    }
  }

  /// Exchanges such a code, once.
  func grant(
    forCode code: String, in appID: String, secret: String, on occasion: Occasion
  ) throws -> WebGrant {
    try write { database in
      _ = try Self.program(appID, secret: secret, in: database)
      let kind = try String.fetchOne(
        database, sql: "SELECT kind FROM code WHERE code = ?", arguments: [code])
      let scope = WebGrant.Scope(rawValue: kind ?? "") ?? .base
      let user = try Self.spend(code, scope.codeKind, in: appID, on: occasion, in: database)
      try database.execute(
        sql: """
          DELETE FROM webGrant WHERE appid = ?1 AND user = ?2 AND token IN (
            SELECT token FROM webGrant WHERE appid = ?1 AND user = ?2
            ORDER BY rowid DESC LIMIT -1 OFFSET ?3)
          """, arguments: [appID, user.id, PlatformLimits.webGrants - 1])
      let refresh = occasion.text(64, of: .urlSafe)
      try database.execute(
        sql: "INSERT INTO webGrant VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          occasion.text(64, of: .urlSafe), refresh, appID, user.id, scope.rawValue,
          occasion.milliseconds + Self.grantMilliseconds,
          occasion.milliseconds + Self.refreshMilliseconds,
        ])
      return try Self.grant("refresh", refresh, in: database).grant
    }
  }

  /// Prolongs a grant by two hours; its token stays.
  func refresh(
    _ refreshToken: String, in appID: String, on occasion: Occasion
  ) throws -> WebGrant {
    try write { database in
      guard let found = try? Self.grant("refresh", refreshToken, in: database),
        found.appID == appID, found.refreshEnds > occasion.milliseconds
      else { throw OpenAPI.Failure(40_030, "invalid refresh_token") }
      try database.execute(
        sql: "UPDATE webGrant SET ends = ? WHERE refresh = ?",
        arguments: [occasion.milliseconds + Self.grantMilliseconds, refreshToken])
      return found.grant
    }
  }

  /// The user who gave a grant to whoever has its token, and nobody else.
  func user(
    ofGrant token: String, openID: String, on occasion: Occasion
  ) throws -> (user: User, appID: String, grant: WebGrant) {
    try read { database in
      guard let found = try? Self.grant("token", token, in: database) else {
        throw OpenAPI.Failure(40_001, "invalid credential, access_token")
      }
      guard found.ends > occasion.milliseconds else {
        throw OpenAPI.Failure(42_001, "access_token expired")
      }
      guard found.grant.openID == openID else { throw OpenAPI.Failure(40_003, "invalid openid") }
      return (
        try Self.user(openID: openID, in: found.appID, in: database), found.appID, found.grant
      )
    }
  }

  private struct FoundGrant {
    let grant: WebGrant
    let appID: String
    let ends: Int
    let refreshEnds: Int
  }

  private static func grant(
    _ column: String, _ text: String, in database: Database
  ) throws -> FoundGrant {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM webGrant WHERE \(column) = ?", arguments: [text])
    guard let row, let scope = WebGrant.Scope(rawValue: row["scope"]) else {
      throw PlatformError(.codeInvalid, "there is no such grant")
    }
    let user = try user(id: row["user"], in: database)
    return FoundGrant(
      grant: WebGrant(
        token: row["token"], refreshToken: row["refresh"],
        openID: try openID(of: user, in: row["appid"], in: database), scope: scope),
      appID: row["appid"], ends: row["ends"], refreshEnds: row["refreshEnds"])
  }
}
