import Foundation
import Suites
import Wire

/// What is kept from one run of tests to the next: which tests failed.
struct TestMemory {
  private let path: String

  init(folders: [String]) {
    let names = folders.map { URL(fileURLWithPath: $0).standardizedFileURL.path }.sorted()
    let key = names.joined(separator: "\n").utf8.reduce(5381 as UInt64) { $0 &* 33 ^ UInt64($1) }
    path = ProgramOptions.defaultDataFolder + "/tests/\(String(key, radix: 16)).json"
  }

  /// Keys of the tests that failed the last time; nil when there was no last time.
  var failed: Set<String>? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let names = (try? JSON(parsing: text))?.array
    else { return nil }
    return Set(names.compactMap(\.string))
  }

  func keep(_ keys: [String]) {
    let url = URL(fileURLWithPath: path)
    // A memory that cannot be written costs the next --last-failed, no more.
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(JSON.array(keys.map { .string($0) }).jsonText.utf8).write(to: url)
  }
}
