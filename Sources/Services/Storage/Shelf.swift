import Bridge
import Foundation
import GRDB
import Synchronization
import Wire

/// The stored values of one visitor, in a SQLite database of their own.
///
/// Write-ahead logging with `synchronous = NORMAL`: what has returned survives the death of any
/// process, though not of the machine (Docs/Decisions/storage-copy.md).
final class Shelf: Sendable {
  private let database: DatabaseQueue
  /// The bytes of each key and value together, so that the quota costs no query.
  private let sizes: Mutex<Sizes>

  private struct Sizes {
    var byKey: [String: Int] = [:]
    var total = 0
  }

  init(folder: String, visitor: Visitor) throws(CallError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      database = try Self.open(folder + "/" + Self.fileName(of: visitor))
      sizes = Mutex(try database.read(Self.readSizes))
    } catch {
      throw .internalError("the storage cannot be opened: \(error)")
    }
  }

  /// Names of users and programs are the mini-program's to choose, so only safe bytes stand for
  /// themselves.
  static func fileName(of visitor: Visitor) -> String {
    func safe(_ name: String) -> String {
      name.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x61...0x7A: String(UnicodeScalar(byte))
        default: "_" + String(byte, radix: 16)
        }
      }.joined()
    }
    return "\(safe(visitor.app)).\(safe(visitor.user)).sqlite"
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    var migrations = DatabaseMigrator()
    migrations.registerMigration("entries") { database in
      try database.execute(
        sql: """
          CREATE TABLE entry (key TEXT PRIMARY KEY NOT NULL, tag TEXT NOT NULL, value TEXT NOT NULL)
          """)
    }
    try migrations.migrate(queue)
    return queue
  }

  private static func readSizes(_ database: Database) throws -> Sizes {
    var sizes = Sizes()
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT key, length(CAST(key AS BLOB)) + length(CAST(value AS BLOB)) FROM entry")
    while let row = try rows.next() {
      sizes.byKey[row[0]] = row[1]
      sizes.total += row[1]
    }
    return sizes
  }

  func snapshot() throws(CallError) -> JSON {
    try attempt { database in
      var object = JSONObject()
      let rows = try Row.fetchCursor(
        database, sql: "SELECT key, tag, value FROM entry ORDER BY rowid")
      while let row = try rows.next() {
        object.members.append(
          .init(name: row[0], value: .array([.string(row[1]), .string(row[2])])))
      }
      return .object(object)
    }
  }

  /// Stores all or nothing; has been committed when it returns.
  func set(_ entries: [StorageEntry]) throws(CallError) {
    try sizes.withLock { sizes throws(CallError) in
      var changed = sizes
      for entry in entries {
        changed.total += entry.bytes - (changed.byKey[entry.key] ?? 0)
        changed.byKey[entry.key] = entry.bytes
      }
      guard changed.total <= StorageLimits.totalBytes else {
        throw CallError("exceed storage max size 10Mb")
      }
      try attempt { database in
        guard entries.count != 1 else {
          try Self.put(entries[0], in: database)
          return
        }
        try database.inTransaction {
          for entry in entries { try Self.put(entry, in: database) }
          return .commit
        }
      }
      sizes = changed
    }
  }

  func remove(_ key: String) throws(CallError) {
    try sizes.withLock { sizes throws(CallError) in
      try attempt { database in
        let statement = try database.cachedStatement(sql: "DELETE FROM entry WHERE key = ?")
        try statement.execute(arguments: [key])
      }
      sizes.total -= sizes.byKey.removeValue(forKey: key) ?? 0
    }
  }

  func clear() throws(CallError) {
    try sizes.withLock { sizes throws(CallError) in
      try attempt { try $0.execute(sql: "DELETE FROM entry") }
      sizes = Sizes()
    }
  }

  private static func put(_ entry: StorageEntry, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO entry (key, tag, value) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET tag = excluded.tag, value = excluded.value
        """)
    try statement.execute(arguments: [entry.key, entry.tag, entry.text])
  }

  private func attempt<Result>(
    _ body: (Database) throws -> Result
  ) throws(CallError) -> Result {
    do {
      return try database.writeWithoutTransaction(body)
    } catch {
      throw .internalError("the storage cannot be written: \(error)")
    }
  }
}
