import Bridge
import Foundation
import GRDB
import Synchronization
import Wire

/// The documents and files of all programs' clouds, in one SQLite file that is opened at its first
/// use. Safe from any thread.
final class CloudStore: Sendable {
  private let folder: String
  private let queue = Mutex<DatabaseQueue?>(nil)

  init(folder: String) { self.folder = folder }

  /// A document, and the openid of who made it; empty when the server did.
  struct Document {
    let id: String
    let owner: String
    var value: JSON
  }

  /// One transaction. What fails on our side is told without names of files.
  func transaction<Value>(
    _ body: (CloudTransaction) throws(CallError) -> Value
  ) throws(CallError) -> Value {
    do {
      return try opened().write { try body(CloudTransaction(database: $0)) }
    } catch let error as CallError {
      throw error
    } catch let error as DatabaseError {
      throw .internalError("the cloud's database: \(error.message ?? "\(error.resultCode)")")
    } catch {
      throw .internalError("the cloud's database cannot be used")
    }
  }

  private func opened() throws -> DatabaseQueue {
    try queue.withLock { queue in
      if let queue { return queue }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      var configuration = Configuration()
      configuration.busyMode = .timeout(5)
      let opened = try DatabaseQueue(path: folder + "/cloud.sqlite", configuration: configuration)
      try opened.write { database in
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS document (
              app TEXT NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL,
              owner TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (app, collection, id));
            CREATE TABLE IF NOT EXISTS file (
              app TEXT NOT NULL, path TEXT NOT NULL, owner TEXT NOT NULL, bytes BLOB NOT NULL,
              PRIMARY KEY (app, path))
            """)
      }
      queue = opened
      return opened
    }
  }
}

/// What is done to documents in one transaction.
struct CloudTransaction {
  let database: Database

  /// Documents of a collection in the order in which they were added.
  ///
  /// - Parameter owner: only those that this openid made; nil means all.
  func documents(
    _ app: String, _ collection: String, owner: String?
  ) throws(CallError) -> [CloudStore.Document] {
    try attempt {
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT id, owner, text FROM document WHERE app = ? AND collection = ? ORDER BY rowid",
        arguments: [app, collection])
      var found: [CloudStore.Document] = []
      while let row = try rows.next() {
        let document = try Self.document(row)
        if owner == nil || document.owner == owner { found.append(document) }
      }
      return found
    }
  }

  func document(
    _ app: String, _ collection: String, _ id: String
  ) throws(CallError) -> CloudStore.Document? {
    try attempt {
      try Row.fetchOne(
        database,
        sql: "SELECT id, owner, text FROM document WHERE app = ? AND collection = ? AND id = ?",
        arguments: [app, collection, id]
      ).map(Self.document)
    }
  }

  private static func document(_ row: Row) throws -> CloudStore.Document {
    CloudStore.Document(id: row[0], owner: row[1], value: try JSON(parsing: row[2]))
  }

  /// Keeps a document in the place of one with its id.
  func put(
    _ document: CloudStore.Document, _ app: String, _ collection: String
  ) throws(CallError) {
    let text = document.value.jsonText
    guard text.utf8.count <= CloudLimits.documentBytes else {
      throw CloudError.query(
        "the document has \(text.utf8.count) bytes; at most \(CloudLimits.documentBytes) fit")
    }
    try attempt {
      try database.execute(
        sql: """
          INSERT INTO document (app, collection, id, owner, text) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (app, collection, id) DO UPDATE SET text = excluded.text
          """, arguments: [app, collection, document.id, document.owner, text])
    }
  }

  func remove(_ id: String, _ app: String, _ collection: String) throws(CallError) {
    try attempt {
      try database.execute(
        sql: "DELETE FROM document WHERE app = ? AND collection = ? AND id = ?",
        arguments: [app, collection, id])
    }
  }

  /// - Throws: the refusal when a program has as many documents as it may.
  func makeRoom(_ app: String) throws(CallError) {
    let count = try attempt {
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM document WHERE app = ?", arguments: [app]) ?? 0
    }
    guard count < CloudLimits.documents else {
      throw CloudError.query(
        "the program's database holds \(count) documents; no more fit")
    }
  }

  func attempt<Value>(_ body: () throws -> Value) throws(CallError) -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw .internalError("the cloud's database: \(error.message ?? "\(error.resultCode)")")
    } catch {
      throw .internalError("the cloud's database cannot be read")
    }
  }
}
