import Bridge
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Services

@Suite(.ownThreads) struct `What storage has acknowledged` {
  /// Writers are killed in the middle of their work until they have acknowledged this many values.
  private static let acknowledged = 1_000

  @Test func `survives the death of its process at any moment`() throws {
    let folder = TemporaryFolder()
    var numbers: [Int] = []
    var random = SystemRandomNumberGenerator()
    while numbers.count < Self.acknowledged {
      let lines = Int.random(in: 1...120, using: &random)
      let first = (numbers.last ?? 0) + 1
      numbers += try Self.write(into: folder.path, from: first, killedAfter: lines)
    }

    let visitor = Visitor(user: "writer", app: "durable")
    let path = folder.path + "/" + (try StorageFileName.path(of: visitor))
    let database = try DatabaseQueue(path: path)
    try database.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
      let kept = Set(try String.fetchAll(database, sql: "SELECT text FROM entry"))
      #expect(numbers.filter { !kept.contains("\($0)") } == [])
      let used = try Row.fetchOne(database, sql: "SELECT bytes, launchBytes FROM usage")
      let sums = try Row.fetchOne(database, sql: "SELECT sum(bytes), sum(launchBytes) FROM entry")
      #expect(used?[0] as Int? == sums?[0] as Int?)
      #expect(used?[1] as Int? == sums?[1] as Int?)
    }
  }

  /// Runs a writer until it has told of so many values and kills it, which strikes somewhere in
  /// the values after them. All that it had told of by then counts.
  private static func write(
    into folder: String, from first: Int, killedAfter lines: Int
  ) throws -> [Int] {
    let process = Process()
    process.executableURL = writer
    process.arguments = [folder, "\(first)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var output = Data()
    while output.count(where: { $0 == UInt8(ascii: "\n") }) < lines {
      let more = pipe.fileHandleForReading.availableData
      if more.isEmpty { break }
      output += more
    }
    kill(process.processIdentifier, SIGKILL)
    output += pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    // Only a line that ends was acknowledged.
    return String(decoding: output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { Int($0) }
  }

  /// The executable that the package builds beside the tests.
  private static var writer: URL? {
    let places = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
    return places.compactMap { $0?.appendingPathComponent("storage-writer") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
