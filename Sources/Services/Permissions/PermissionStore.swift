import Bridge
import Foundation
import GRDB
import Synchronization

/// What users have allowed mini-programs, kept in one SQLite file of the host. Safe from any
/// thread and for several hosts at once.
final class PermissionStore: Sendable {
  private let path: String
  private let queue = Mutex<DatabaseQueue?>(nil)

  init(path: String) { self.path = path }

  /// The user's decision about a scope; nil when there was none.
  func decision(_ scope: String, for visitor: Visitor) throws(CallError) -> Bool? {
    guard let queue = try opened(making: false) else { return nil }
    return try attempt {
      try queue.read { database in
        try Bool.fetchOne(
          database, sql: "SELECT allowed FROM decision WHERE user = ? AND app = ? AND scope = ?",
          arguments: [visitor.user, visitor.app, scope])
      }
    }
  }

  /// All decisions of a user about a mini-program.
  func decisions(for visitor: Visitor) throws(CallError) -> [String: Bool] {
    guard let queue = try opened(making: false) else { return [:] }
    return try attempt {
      try queue.read { database in
        let rows = try Row.fetchAll(
          database, sql: "SELECT scope, allowed FROM decision WHERE user = ? AND app = ?",
          arguments: [visitor.user, visitor.app])
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
      }
    }
  }

  /// Remembers a decision; nil forgets it.
  func decide(
    _ scope: String, _ isAllowed: Bool?, for visitor: Visitor, at time: Double
  ) throws(CallError) {
    guard let queue = try opened(making: true) else { return }
    try attempt {
      try queue.write { database in
        guard let isAllowed else {
          try database.execute(
            sql: "DELETE FROM decision WHERE user = ? AND app = ? AND scope = ?",
            arguments: [visitor.user, visitor.app, scope])
          return
        }
        try database.execute(
          sql: "INSERT OR REPLACE INTO decision (user, app, scope, allowed, time) "
            + "VALUES (?, ?, ?, ?, ?)",
          arguments: [visitor.user, visitor.app, scope, isAllowed, time])
      }
    }
  }

  /// Forgets all decisions of a user about a mini-program.
  func forget(_ visitor: Visitor) throws(CallError) {
    guard let queue = try opened(making: false) else { return }
    try attempt {
      try queue.write { database in
        try database.execute(
          sql: "DELETE FROM decision WHERE user = ? AND app = ?",
          arguments: [visitor.user, visitor.app])
      }
    }
  }

  /// The open database; nil when there is none and none shall be made.
  private func opened(making: Bool) throws(CallError) -> DatabaseQueue? {
    try queue.withLock { queue throws(CallError) in
      if let queue { return queue }
      guard making || FileManager.default.fileExists(atPath: path) else { return nil }
      let made = try attempt { try Self.open(path) }
      queue = made
      return made
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS decision (
            user TEXT NOT NULL, app TEXT NOT NULL, scope TEXT NOT NULL,
            allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)), time REAL NOT NULL,
            PRIMARY KEY (user, app, scope)
          ) WITHOUT ROWID
          """)
    }
    return queue
  }

  /// Says what happened without the names of files.
  private func attempt<Value>(_ body: () throws -> Value) throws(CallError) -> Value {
    do {
      return try body()
    } catch {
      let reason = (error as? DatabaseError)?.message ?? "its folder cannot be used"
      throw .internalError("the permissions cannot be used: \(reason)")
    }
  }
}
