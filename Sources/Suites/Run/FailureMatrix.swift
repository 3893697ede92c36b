import Bridge
import Host

/// A call that fails once.
struct Injection: Sendable, Hashable {
  let name: String
  let error: CallError
}

/// Runs tests again with each call that they made failing once, to see what the program does not
/// survive. What a test expects does not count then: only errors that nobody caught, an end, a sign
/// of loading that stays, and a page that shows nothing.
extension FileRun {
  func failures(of test: TestName, called: [String]) async -> [TestResult] {
    var results: [TestResult] = []
    for name in called where !name.hasPrefix("#") {
      let title = Self.storageNames[name] ?? name
      for error in errors(of: name) {
        var result = await run(
          test, attempt: 0, isLast: false, injecting: Injection(name: name, error: error))
        let about = "when \(title) fails: \(error.reason)"
        result = TestResult(
          test: test.about(about), status: .passed, failures: Self.lost(result),
          milliseconds: result.milliseconds, evidence: result.evidence)
        if result.failures.isEmpty { result.evidence = [] } else { result.status = .failed }
        results.append(result)
      }
    }
    return results
  }

  private func errors(of name: String) -> [CallError] {
    Self.storageNames[name] == nil ? folder.errors(of: name) : [Self.storageIsFull]
  }

  /// What writes to storage, by the names that programs know: the prelude keeps the copy that is
  /// read and calls the host by names of its own.
  private static let storageNames = [
    "storage.set": "setStorage", "storage.setMany": "batchSetStorage",
  ]

  private static let storageIsFull = CallError("exceed storage max size 10Mb")

  private static func lost(_ result: TestResult) -> [TestFailure] {
    var lost = result.failures.filter { $0.kind == "error" || $0.kind == "ended" }
    for evidence in result.evidence {
      if evidence.isLoading {
        lost.append(TestFailure(message: "a sign of loading stays on the screen", kind: "loading"))
      }
      if evidence.isBlank {
        lost.append(TestFailure(message: "the page shows nothing", kind: "blank"))
      }
    }
    return lost
  }
}
