import Foundation
import Wire

/// Writes one file with what happened in every test: steps with the screens after them, calls,
/// console. The same seed gives the same file, but for the failures' wall times, which are left out.
public final class TraceReporter: Reporter {
  private let write: (String) -> Void
  private var tests: [JSON] = []

  /// - Parameter write: takes the whole file when the run is over.
  public init(_ write: @escaping (String) -> Void) { self.write = write }

  public func take(_ event: SuiteEvent) {
    switch event {
    case .tested(let result):
      tests.append([
        "file": .string(result.test.file), "title": .string(result.test.title),
        "line": .number(Double(result.test.line)), "status": .string(result.status.rawValue),
        "failures": .array(result.failures.map(\.json)), "trace": result.trace?.value ?? .null,
      ])
    case .ended(let summary):
      tests.sort { Self.key($0) < Self.key($1) }
      let value: JSON = [
        "sampanTrace": 1, "seed": .number(Double(summary.seed)),
        "hash": .string(Self.hash(JSON.array(tests).jsonText)), "tests": .array(tests),
      ]
      write(value.jsonText)
    case .began, .fileBegan, .fileEnded: break
    }
  }

  private static func key(_ test: JSON) -> String {
    "\(test["file"]?.string ?? "") \(test["line"]?.int ?? 0) \(test["title"]?.string ?? "")"
  }

  /// FNV-1a of a text, to compare runs by.
  static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
