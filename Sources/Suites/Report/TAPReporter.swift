import View

/// Test Anything Protocol 14.
final class TAPReporter: Reporter {
  private let write: (String) -> Void
  private var count = 0

  init(_ write: @escaping (String) -> Void) { self.write = write }

  func take(_ event: SuiteEvent) {
    switch event {
    case .began: write("TAP version 14")
    case .fileBegan, .fileEnded: break
    case .tested(let result): tell(result)
    case .ended: write("1..\(count)")
    }
  }

  private func tell(_ result: TestResult) {
    count += 1
    let isOk = result.status != .failed
    let title = Self.escaped("\(result.test.file) › \(result.test.title)")
    let directive =
      switch result.status {
      case .skipped: " # SKIP \(Self.escaped(result.reason ?? ""))"
      case .todo: " # TODO"
      case .flaky: " # flaky: passed at run \(result.attempts)"
      case .passed, .failed: ""
      }
    write("\(isOk ? "ok" : "not ok") \(count) - \(title)\(directive)")
    guard !result.failures.isEmpty else { return }
    write("  ---")
    write("  message: |")
    for line in result.failures.map(\.text).joined(separator: "\n\n").split(separator: "\n") {
      write("    " + PrintableText.make(String(line)))
    }
    write("  ...")
  }

  private static func escaped(_ text: String) -> String {
    PrintableText.make(text).split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\\#")
  }
}
