import GRDB
import Wire

/// A program's own names for some of its users.
struct UserTag: Sendable, Hashable {
  let id: Int
  let name: String
  /// How many users have it.
  let count: Int
}

extension PlatformStore {
  func tags(of appID: String) throws -> [UserTag] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, name, (
            SELECT count(*) FROM tagged WHERE tagged.appid = tag.appid AND tagged.tag = tag.id)
            AS count
          FROM tag WHERE appid = ? ORDER BY id
          """, arguments: [appID]
      ).map { UserTag(id: $0["id"], name: $0["name"], count: $0["count"]) }
    }
  }

  func addTag(_ name: String, of appID: String) throws -> UserTag {
    try Self.check(tag: name)
    return try write { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT id, name FROM tag WHERE appid = ?", arguments: [appID])
      guard !rows.contains(where: { $0["name"] == name }) else {
        throw OpenAPI.Failure(45_157, "tag name has existed")
      }
      guard rows.count < PlatformLimits.tags else {
        throw OpenAPI.Failure(45_056, "too many tag now, please delete unused tag")
      }
      // The platform keeps the numbers below a hundred for itself.
      let id = (rows.map { $0["id"] as Int }.max() ?? 99) + 1
      try database.execute(sql: "INSERT INTO tag VALUES (?, ?, ?)", arguments: [appID, id, name])
      return UserTag(id: id, name: name, count: 0)
    }
  }

  func rename(tag id: Int, to name: String, of appID: String) throws {
    try Self.check(tag: name)
    try write { database in
      try Self.requireTag(id, of: appID, in: database)
      let other = try Int.fetchOne(
        database, sql: "SELECT id FROM tag WHERE appid = ? AND name = ? AND id <> ?",
        arguments: [appID, name, id])
      guard other == nil else { throw OpenAPI.Failure(45_157, "tag name has existed") }
      try database.execute(
        sql: "UPDATE tag SET name = ? WHERE appid = ? AND id = ?", arguments: [name, appID, id])
    }
  }

  func remove(tag id: Int, of appID: String) throws {
    try write { database in
      try Self.requireTag(id, of: appID, in: database)
      try database.execute(
        sql: "DELETE FROM tag WHERE appid = ? AND id = ?", arguments: [appID, id])
    }
  }

  /// Gives a tag to users or takes it from them, all of them or none.
  func setTag(_ id: Int, of appID: String, openIDs: [String], isOn: Bool) throws {
    try write { database in
      try Self.requireTag(id, of: appID, in: database)
      for openID in openIDs {
        let user = try Self.user(openID: openID, in: appID, in: database)
        guard isOn else {
          try database.execute(
            sql: "DELETE FROM tagged WHERE appid = ? AND tag = ? AND user = ?",
            arguments: [appID, id, user.id])
          continue
        }
        try database.execute(
          sql: "INSERT INTO tagged (appid, tag, user) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          arguments: [appID, id, user.id])
        guard try Self.tags(of: user, in: appID, in: database).count <= PlatformLimits.tagsOfUser
        else { throw OpenAPI.Failure(45_059, "some fans have enough tags") }
      }
    }
  }

  func tags(ofOpenID openID: String, in appID: String) throws -> [Int] {
    try read { database in
      try Self.tags(
        of: Self.user(openID: openID, in: appID, in: database), in: appID, in: database)
    }
  }

  func openIDs(ofTag id: Int, in appID: String) throws -> [String] {
    try read { database in
      try Self.requireTag(id, of: appID, in: database)
      return try String.fetchAll(
        database,
        sql: """
          SELECT openid.openid FROM tagged
          JOIN openid ON openid.appid = tagged.appid AND openid.user = tagged.user
          WHERE tagged.appid = ? AND tagged.tag = ? ORDER BY openid.rowid
          """, arguments: [appID, id])
    }
  }

  /// What a program notes of a user.
  func setRemark(_ text: String, ofOpenID openID: String, in appID: String) throws {
    guard text.count < 30 else {
      throw OpenAPI.Failure(40_035, "a remark has less than 30 letters")
    }
    try write { database in
      let user = try Self.user(openID: openID, in: appID, in: database)
      try database.execute(
        sql: "INSERT INTO remark VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text",
        arguments: [appID, user.id, text])
    }
  }

  func remark(of user: User, in appID: String) throws -> String {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT text FROM remark WHERE appid = ? AND user = ?",
        arguments: [appID, user.id]) ?? ""
    }
  }
}

extension PlatformStore {
  private static func tags(
    of user: User, in appID: String, in database: Database
  ) throws -> [Int] {
    try Int.fetchAll(
      database, sql: "SELECT tag FROM tagged WHERE appid = ? AND user = ? ORDER BY tag",
      arguments: [appID, user.id])
  }

  private static func requireTag(_ id: Int, of appID: String, in database: Database) throws {
    let known = try Row.fetchOne(
      database, sql: "SELECT 1 FROM tag WHERE appid = ? AND id = ?", arguments: [appID, id])
    guard known != nil else { throw OpenAPI.Failure(45_159, "invalid tag id") }
  }

  private static func check(tag name: String) throws {
    guard (1...PlatformLimits.tagBytes).contains(name.utf8.count) else {
      throw OpenAPI.Failure(
        45_158, "a tag's name has 1 to \(PlatformLimits.tagBytes) bytes")
    }
  }
}
