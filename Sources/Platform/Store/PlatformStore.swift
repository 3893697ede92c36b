import Foundation
import GRDB
import Synchronization

/// All that the platform's servers know: users, programs, sessions, money. One database below the
/// host's folder, opened at its first use. Safe from any thread and for several processes at once.
public final class PlatformStore: Sendable {
  /// How far a commit reaches.
  public enum Durability: Sendable {
    /// What money moved survives the death of the machine, the rest that of the process.
    case machine
    /// All survives the death of the process; for tests that commit a hundred thousand times.
    case process
  }

  private let folder: String
  private let durability: Durability
  private let traced: (@Sendable () -> Void)?
  private let connections = Mutex<Connections?>(nil)

  private struct Connections {
    /// For what may be asked again, such as login codes: a commit does not wait for the disk.
    let quick: DatabaseQueue
    /// For money: a commit returns when it is on the disk.
    let durable: DatabaseQueue
  }

  /// - Parameter folder: where the database is; made when something is first asked.
  public convenience init(folder: String, durability: Durability = .machine) {
    self.init(folder: folder, durability: durability, traced: nil)
  }

  /// - Parameter traced: called before every SQL statement; tests die there.
  package init(folder: String, durability: Durability, traced: (@Sendable () -> Void)?) {
    self.folder = folder
    self.durability = durability
    self.traced = traced
  }

  /// Reads and writes in one transaction that no other process can come between.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try run { try opened().quick.write(body) }
  }

  /// The same, returning when the change is on the disk.
  func writeMoney<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try run { try opened().durable.write(body) }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try run { try opened().quick.read(body) }
  }

  /// Forgets users, money and messages, not programs, merchants and keys; for tests that begin
  /// anew.
  public func reset() throws {
    try writeMoney { database in try PlatformSchema.empty(database) }
  }

  private func run<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      // GRDB's own description may name files of the machine.
      throw PlatformError(.storage, error.message ?? "\(error.resultCode)")
    }
  }

  private func opened() throws -> Connections {
    try connections.withLock { connections in
      if let connections { return connections }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let durable = try open(synchronous: durability == .machine ? "FULL" : "NORMAL")
      try durable.write(PlatformSchema.prepare)
      let made = Connections(quick: try open(synchronous: "NORMAL"), durable: durable)
      connections = made
      return made
    }
  }

  private func open(synchronous: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { [traced] database in
      if let traced { database.trace { _ in traced() } }
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = \(synchronous)")
    }
    return try DatabaseQueue(path: folder + "/platform.sqlite", configuration: configuration)
  }
}
