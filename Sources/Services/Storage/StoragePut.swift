import GRDB
import GRDBSQLite

/// The statement that stores one entry, prepared once for its database.
///
/// A put is a synchronous call that a mini-program waits for. Bound and stepped through SQLite itself
/// it takes about half of what it takes through GRDB's arguments, observation and checks.
/// Not safe from several threads; used on the queue of its database.
final class StoragePut {
  private let statement: Statement

  init(in database: Database) throws {
    statement = try database.makeStatement(
      sql: """
        INSERT INTO entry (key, tag, text, bytes, launchBytes) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET tag = excluded.tag, text = excluded.text,
          bytes = excluded.bytes, launchBytes = excluded.launchBytes
        """)
  }

  /// Stores an entry in the place of one with its key.
  func store(_ entry: StoredEntry) throws {
    let handle = statement.sqliteStatement
    var (key, tag, text) = (entry.key.escaped, entry.tag.escaped, entry.text.escaped)
    let result = key.withUTF8 { key in
      tag.withUTF8 { tag in
        text.withUTF8 { text in
          // The texts outlive the step and are bound anew before the next one, so nothing is copied.
          bind(key, at: 1)
          bind(tag, at: 2)
          bind(text, at: 3)
          sqlite3_bind_int64(handle, 4, Int64(entry.bytes))
          sqlite3_bind_int64(handle, 5, Int64(entry.launchBytes))
          return sqlite3_step(handle)
        }
      }
    }
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    guard result == SQLITE_DONE else {
      let database = sqlite3_db_handle(handle)
      throw DatabaseError(
        resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database)),
        message: sqlite3_errmsg(database).map { String(cString: $0) })
    }
  }

  private func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int32) {
    let bytes = text.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
    // An empty text has no address, which would bind NULL.
    guard let bytes else {
      sqlite3_bind_text(statement.sqliteStatement, index, "", 0, nil)
      return
    }
    sqlite3_bind_text(statement.sqliteStatement, index, bytes, Int32(clamping: text.count), nil)
  }
}
