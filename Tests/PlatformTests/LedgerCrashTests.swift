import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite(.ownThreads) struct `Money whose process is killed` {
  /// Every how manyeth SQL statement is tried as the last one; `SAMPAN_LEDGER_STRIDE=1` tries all.
  private static let stride =
    ProcessInfo.processInfo.environment["SAMPAN_LEDGER_STRIDE"].flatMap { Int($0) } ?? 23

  @Test func `is all there, paid once, whatever statement was the last`() throws {
    // The folders go with their platforms.
    let first = TestPlatform()
    defer { withExtendedLifetime(first) {} }
    let whole = try Life(folder: first.folder, killedAt: 0)
    let statements = try #require(whole.statements)
    let expected = try Self.balances(in: whole.folder)
    var deaths = 0
    for last in Swift.stride(from: 1, through: statements, by: Self.stride) {
      let platform = TestPlatform()
      defer { withExtendedLifetime(platform) {} }
      #expect(try Life(folder: platform.folder, killedAt: last).wasKilled, "statement \(last)")
      deaths += 1
      let kept = PlatformStore(folder: platform.folder, durability: .process)
      #expect(try kept.audit().findings == [], "statement \(last)")
      // All steps again, by the same numbers: nothing is paid twice, nothing is missing.
      let again = try Life(folder: platform.folder, killedAt: 0)
      #expect(again.steps == whole.steps, "statement \(last)")
      #expect(try Self.balances(in: platform.folder) == expected, "statement \(last)")
      // What was acknowledged before the death was not done again.
      let postings = try kept.audit().postings
      #expect(postings == (try whole.audit().postings), "statement \(last)")
    }
    print("ledger: killed at \(deaths) of \(statements) statements, the books balance each time")
  }

  private static func balances(in folder: String) throws -> [String] {
    try PlatformStore(folder: folder, durability: .process).read { database in
      try String.fetchAll(
        database,
        sql: "SELECT kind || ' ' || owner || ' ' || balance FROM account ORDER BY kind, owner")
    }
  }
}

/// One run of `ledger-writer`.
private struct Life {
  let folder: String
  let wasKilled: Bool
  /// The steps that were acknowledged.
  let steps: [String]
  /// How many statements a whole run has; nil when it was killed.
  let statements: Int?

  init(folder: String, killedAt last: Int) throws {
    self.folder = folder
    #expect(Self.writer != nil, "ledger-writer was not built beside the tests")
    let process = Process()
    process.executableURL = Self.writer
    process.arguments = [folder, "\(last)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    wasKilled = process.terminationReason == .uncaughtSignal
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(wasKilled || process.terminationStatus == 0, "\(lines.last ?? "")")
    steps = lines.filter { $0.hasPrefix("done ") }
    statements = lines.last.flatMap { Int($0.dropFirst("statements ".count)) }
  }

  func audit() throws -> Audit { try PlatformStore(folder: folder, durability: .process).audit() }

  /// The executable that the package builds beside the tests.
  private static var writer: URL? {
    let places = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
    return places.compactMap { $0?.appendingPathComponent("ledger-writer") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
