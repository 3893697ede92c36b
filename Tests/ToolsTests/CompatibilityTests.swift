import Foundation
import TestSupport
import Testing

/// Runs Tools/compatibility over three small programs with a stand-in for sampan.
@Suite(.ownThreads) struct `The compatibility report` {
  private static let inputs = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Compatibility")
  private static let tool = inputs.deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Tools/compatibility")

  static var hasPython: Bool { (try? run(["python3", "--version"]).code) == 0 }

  @Test(.enabled(if: hasPython, "no python3 here"))
  func `tells of each program, and is the same every time`() throws {
    let expected = Self.inputs.appending(path: "expected.md")
    let output = FileManager.default.temporaryDirectory
      .appending(path: "compatibility-\(UUID().uuidString).md")
    defer { try? FileManager.default.removeItem(at: output) }

    let result = try Self.run([
      Self.tool.path, Self.inputs.appending(path: "programs").path, "--jobs", "2",
      "--sampan", Self.inputs.appending(path: "sampan").path, "--output", output.path,
    ])

    #expect(result.code == 0, "\(result.complaints)")
    let report = try String(contentsOf: output, encoding: .utf8)
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try report.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(report == (try String(contentsOf: expected, encoding: .utf8)))
  }

  @Test(.enabled(if: hasPython, "no python3 here"))
  func `asks for a folder with its list`() throws {
    let result = try Self.run([
      Self.tool.path, Self.inputs.path, "--sampan", Self.inputs.appending(path: "sampan").path,
    ])
    #expect(result.code == 2)
    #expect(result.complaints.contains("apps.tsv does not exist; expected columns: name, folder"))
  }

  private static func run(_ words: [String]) throws -> (code: Int32, complaints: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let complaints = Pipe()
    process.standardError = complaints
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let data = try complaints.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
