import GRDB
import Wire

/// A form of messages that a program has chosen.
struct MessageTemplate: Sendable, Hashable {
  let id: String
  let title: String
  let content: String
}

extension PlatformStore {
  func templates(of appID: String) throws -> [MessageTemplate] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM template WHERE appid = ? ORDER BY position",
        arguments: [appID]
      ).map { MessageTemplate(id: $0["id"], title: $0["title"], content: $0["content"]) }
    }
  }

  /// Chooses a template and tells the id that messages name it by.
  func addTemplate(
    _ title: String, _ content: String, of appID: String, on occasion: Occasion
  ) throws -> String {
    try write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT count(*), max(position) FROM template WHERE appid = ?",
        arguments: [appID])
      guard (row?[0] as Int? ?? 0) < PlatformLimits.templates else {
        throw OpenAPI.Failure(
          45_026, "a program has at most \(PlatformLimits.templates) templates")
      }
      let id = occasion.text(43, of: .urlSafe)
      try database.execute(
        sql: "INSERT INTO template VALUES (?, ?, ?, ?, ?)",
        arguments: [appID, id, title, content, (row?[1] as Int? ?? 0) + 1])
      return id
    }
  }

  func removeTemplate(_ id: String, of appID: String) throws {
    try write { database in
      try database.execute(
        sql: "DELETE FROM template WHERE appid = ? AND id = ?", arguments: [appID, id])
      guard database.changesCount == 1 else {
        throw OpenAPI.Failure(40_037, "invalid template_id")
      }
    }
  }

  func menu(of appID: String) throws -> JSON? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT body FROM menu WHERE appid = ?", arguments: [appID])
    }.flatMap { try? JSON(parsing: $0) }
  }

  /// Sets a program's menu; nil takes it away.
  func setMenu(_ menu: JSON?, of appID: String) throws {
    try write { database in
      guard let menu else {
        return try database.execute(sql: "DELETE FROM menu WHERE appid = ?", arguments: [appID])
      }
      try database.execute(
        sql: "INSERT INTO menu VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        arguments: [appID, menu.jsonText])
    }
  }
}
