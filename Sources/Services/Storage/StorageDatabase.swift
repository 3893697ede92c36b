import Bridge
import Foundation
import GRDB

/// The stored values of one visitor, in a SQLite file of their own.
///
/// The log is written ahead and not waited for (`WAL`, `synchronous = NORMAL`): what has returned
/// survives the death of every process, though not that of the machine. Safe from any thread.
final class StorageDatabase: Sendable {
  private let queue: DatabaseQueue
  private let checkpoints: StorageCheckpoints
  // Safe without a check: only `put` touches it, within a write of `queue`, which runs one access at a
  // time.
  nonisolated(unsafe) private var prepared: StoragePut?

  init(path: String) throws(CallError) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = \(StorageSchema.pageBytes);
          PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
          PRAGMA wal_autocheckpoint = \(StorageCheckpoints.backstopPages)
          """)
    }
    checkpoints = StorageCheckpoints(path: path)
    do {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction(StorageSchema.prepare)
    } catch {
      throw Self.failure("opened", error)
    }
  }

  /// Stores an entry in the place of one with its key; it is committed when this returns.
  func set(_ entry: StoredEntry) throws(CallError) {
    try write { try put(entry, in: $0) }
    checkpoints.wrote(bytes: entry.launchBytes)
  }

  /// Stores all of the entries or, when they do not fit, none.
  func set(_ entries: [StoredEntry]) throws(CallError) {
    try write { database in
      try database.inTransaction(.immediate) {
        for entry in entries { try put(entry, in: database) }
        return .commit
      }
    }
    checkpoints.wrote(bytes: entries.reduce(0) { $0 + $1.launchBytes })
  }

  private func put(_ entry: StoredEntry, in database: Database) throws {
    if prepared == nil { prepared = try StoragePut(in: database) }
    try prepared?.store(entry)
  }

  /// Removes an entry; one that is not there is fine.
  func remove(_ key: EscapedText) throws(CallError) {
    try write { database in
      let statement = try database.cachedStatement(sql: "DELETE FROM entry WHERE key = ?")
      try statement.execute(arguments: [key.escaped])
    }
  }

  func clear() throws(CallError) {
    try write { try $0.execute(sql: "DELETE FROM entry") }
  }

  /// All entries as a JSON object, `{"key":["tag","text"],…}`, in the order of their first writing.
  func snapshot() throws(CallError) -> String {
    do {
      return try queue.read { database in
        let size = try Int.fetchOne(database, sql: "SELECT launchBytes FROM usage") ?? 0
        var text = "{"
        text.reserveCapacity(size + 2)
        let rows = try Row.fetchCursor(
          database, sql: "SELECT key, tag, text FROM entry ORDER BY id")
        while let row = try rows.next() {
          if text.utf8.count > 1 { text += "," }
          let (key, tag, value): (String, String, String) = (row[0], row[1], row[2])
          text += "\"\(key)\":[\"\(tag)\",\"\(value)\"]"
        }
        return text + "}"
      }
    } catch {
      throw Self.failure("read", error)
    }
  }

  private func write(_ body: (Database) throws -> Void) throws(CallError) {
    do {
      try queue.writeWithoutTransaction(body)
    } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_CHECK {
      throw .storageFull
    } catch {
      throw Self.failure("written", error)
    }
  }

  /// Says what happened without the names of files, which GRDB's own description may have.
  private static func failure(_ verb: String, _ error: any Error) -> CallError {
    let reason =
      switch error {
      case let error as DatabaseError: error.message ?? "\(error.resultCode)"
      case let error as StorageSchema.NewerSchema: error.description
      default: "the folder cannot be used"
      }
    return .internalError("the storage cannot be \(verb): \(reason)")
  }
}
