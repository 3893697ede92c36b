import GRDB
import Wire

/// A message that a developer's server sent.
public struct OutboxMessage: Sendable, Hashable {
  public let kind: String
  public let openID: String
  public let body: JSON
}

/// Messages, and what users allow of them.
extension PlatformStore {
  /// Keeps a message for whoever looks into the outbox; the oldest go.
  func keepMessage(
    _ kind: String, to openID: String, in appID: String, _ body: JSON, on occasion: Occasion
  ) throws -> Int64 {
    try write { database in
      try database.execute(
        sql: "INSERT INTO outbox (appid, kind, openid, body, time) VALUES (?, ?, ?, ?, ?)",
        arguments: [appID, kind, openID, body.jsonText, occasion.milliseconds])
      let id = database.lastInsertedRowID
      try database.execute(
        sql: "DELETE FROM outbox WHERE id <= ?",
        arguments: [id - Int64(PlatformServerLimits.outboxMessages)])
      return id
    }
  }

  /// The messages of a user or of all, oldest first.
  public func outbox(openID: String? = nil) throws -> [OutboxMessage] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM outbox WHERE ?1 IS NULL OR openid = ?1 ORDER BY id",
        arguments: [openID]
      ).map {
        OutboxMessage(
          kind: $0["kind"], openID: $0["openid"], body: (try? JSON(parsing: $0["body"])) ?? .null)
      }
    }
  }

  func massMessage(clientID: String, in appID: String) throws -> Int64? {
    try read { database in
      try Int64.fetchOne(
        database,
        sql: """
          SELECT max(id) FROM outbox WHERE appid = ? AND kind = 'mass'
            AND json_extract(body, '$.clientmsgid') = ?
          """, arguments: [appID, clientID])
    }
  }

  /// Lets a user have agreed to messages of a template, so many times more.
  public func addConsent(
    of name: String, to template: String, in appID: String, times: Int, on occasion: Occasion
  ) throws {
    guard (1...1_000).contains(times), (1...128).contains(template.utf8.count) else {
      throw PlatformError(.parameter, "consent is given 1 to 1000 times to a template's id")
    }
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try database.execute(
        sql: """
          INSERT INTO consent VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET count = min(count + excluded.count, 1000000)
          """, arguments: [appID, user.id, template, times])
    }
  }

  func spendConsent(of user: User, to template: String, in appID: String) throws -> Bool {
    try write { database in
      try database.execute(
        sql: """
          UPDATE consent SET count = count - 1
          WHERE appid = ? AND user = ? AND template = ? AND count > 0
          """, arguments: [appID, user.id, template])
      return database.changesCount == 1
    }
  }

  /// The user has written to the program's customer service, which opens a window of 48 hours for
  /// five answers.
  public func contact(_ name: String, in appID: String, on occasion: Occasion) throws {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try database.execute(
        sql: """
          INSERT INTO contact VALUES (?, ?, ?, 0)
          ON CONFLICT DO UPDATE SET time = excluded.time, sent = 0
          """, arguments: [appID, user.id, occasion.milliseconds])
    }
  }

  enum ContactWindow { case sent, closed, usedUp }

  func spendContact(
    of user: User, in appID: String, on occasion: Occasion
  ) throws -> ContactWindow {
    try write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM contact WHERE appid = ? AND user = ?",
        arguments: [appID, user.id])
      guard let row, occasion.milliseconds - row["time"] <= 48 * 3_600_000 else { return .closed }
      guard row["sent"] < 5 else { return .usedUp }
      try database.execute(
        sql: "UPDATE contact SET sent = sent + 1 WHERE appid = ? AND user = ?",
        arguments: [appID, user.id])
      return .sent
    }
  }

  /// Four mass messages a month, as service accounts have; counted by the outbox's own quota row.
  func spendMass(of appID: String, on occasion: Occasion) throws -> Bool {
    let month = BeijingTime(milliseconds: occasion.milliseconds).date.prefix(6)
    return try write { database in
      try database.execute(
        sql: "INSERT INTO quota VALUES (?, 4, 45028) ON CONFLICT DO NOTHING",
        arguments: ["mass/\(appID)/\(month)"])
      try database.execute(
        sql: "UPDATE quota SET remaining = remaining - 1 WHERE endpoint = ? AND remaining > 0",
        arguments: ["mass/\(appID)/\(month)"])
      return database.changesCount == 1
    }
  }

  /// Lets an endpoint fail with a number after so many more calls; nil takes the limit away.
  public func setQuota(of endpoint: String, remaining: Int?, errcode: Int) throws {
    try write { database in
      guard let remaining else {
        return try database.execute(
          sql: "DELETE FROM quota WHERE endpoint = ?", arguments: [endpoint])
      }
      try database.execute(
        sql: """
          INSERT INTO quota VALUES (?, ?, ?) ON CONFLICT DO UPDATE
          SET remaining = excluded.remaining, errcode = excluded.errcode
          """, arguments: [endpoint, max(0, remaining), errcode])
    }
  }

  /// Takes the limits of all endpoints away; those of mass messages stay.
  func clearQuotas() throws {
    try write { database in
      try database.execute(sql: "DELETE FROM quota WHERE endpoint NOT LIKE 'mass/%'")
    }
  }

  func spendQuota(of endpoint: String) throws {
    let row = try read {
      try Row.fetchOne($0, sql: "SELECT * FROM quota WHERE endpoint = ?", arguments: [endpoint])
    }
    guard let row else { return }
    try write { database in
      try database.execute(
        sql: "UPDATE quota SET remaining = remaining - 1 WHERE endpoint = ? AND remaining > 0",
        arguments: [endpoint])
      guard database.changesCount == 1 else {
        throw OpenAPI.Failure(row["errcode"], "reach the quota of \(endpoint)")
      }
    }
  }
}
