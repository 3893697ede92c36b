import Bridge
import Glibc
import Synchronization

/// The storage databases of all visitors, below one folder. Safe from any thread.
///
/// A database is opened when it is first asked for. At most `StorageLimits.openDatabases` stay
/// open; one that is in use is never closed.
final class StorageStore: Sendable {
  private let folder: String
  private let openLimit: Int
  private let shelves = Mutex(Shelves())

  private struct Shelves {
    var open: [Visitor: Shelf] = [:]
    /// Rises with every use, so that the one used longest ago is known.
    var uses = 0
  }

  private struct Shelf {
    let database: StorageDatabase
    /// Calls that are using it now.
    var users = 0
    var lastUse = 0

    mutating func take(at use: Int) -> StorageDatabase {
      users += 1
      lastUse = use
      return database
    }
  }

  init(folder: String, openLimit: Int = StorageLimits.openDatabases) {
    self.folder = folder
    self.openLimit = openLimit
  }

  /// Whether a visitor has stored anything, now or in the past. Opening a database is some 100 system
  /// calls, which the launch of a program that stores nothing need not make.
  func exists(for visitor: Visitor) throws(CallError) -> Bool {
    access(folder + "/" + (try StorageFileName.path(of: visitor)), F_OK) == 0
  }

  /// Calls `body` with the database of a visitor.
  func with<Result>(
    _ visitor: Visitor, _ body: (StorageDatabase) throws(CallError) -> Result
  ) throws(CallError) -> Result {
    let database = try shelves.withLock { shelves throws(CallError) in
      try take(visitor, &shelves)
    }
    defer { shelves.withLock { $0.open[visitor]?.users -= 1 } }
    return try body(database)
  }

  /// Closes the database of a visitor unless it is being used.
  func close(_ visitor: Visitor) {
    shelves.withLock { shelves in
      if shelves.open[visitor]?.users == 0 { shelves.open[visitor] = nil }
    }
  }

  var openCount: Int { shelves.withLock { $0.open.count } }

  private func take(
    _ visitor: Visitor, _ shelves: inout Shelves
  ) throws(CallError) -> StorageDatabase {
    shelves.uses += 1
    if let database = shelves.open[visitor]?.take(at: shelves.uses) { return database }
    makeRoom(&shelves)
    let path = folder + "/" + (try StorageFileName.path(of: visitor))
    var shelf = Shelf(database: try StorageDatabase(path: path))
    defer { shelves.open[visitor] = shelf }
    return shelf.take(at: shelves.uses)
  }

  private func makeRoom(_ shelves: inout Shelves) {
    while shelves.open.count >= openLimit {
      let idle = shelves.open.filter { $0.value.users == 0 }
      guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
      shelves.open[oldest.key] = nil
    }
  }
}
