import View

/// For people: a line for each test, and at the end what failed, with all that helps to see why.
final class PrettyReporter: Reporter {
  private let isColoured: Bool
  private let write: (String) -> Void
  private var results: [String: [TestResult]] = [:]
  private var failed: [TestResult] = []

  init(isColoured: Bool, _ write: @escaping (String) -> Void) {
    self.isColoured = isColoured
    self.write = write
  }

  func take(_ event: SuiteEvent) {
    switch event {
    case .began, .fileBegan: break
    case .tested(let result):
      results[result.test.folder + "/" + result.test.file, default: []].append(result)
      if result.status == .failed || result.status == .flaky { failed.append(result) }
    case .fileEnded(let folder, let file, let milliseconds):
      tell(file: folder + "/" + file, milliseconds)
    case .ended(let summary): tell(summary)
    }
  }

  private func tell(file: String, _ milliseconds: Double) {
    let results = results.removeValue(forKey: file) ?? []
    guard !results.isEmpty else { return }
    let isFine = !results.contains { $0.status == .failed }
    line("\(isFine ? green("✓") : red("✗")) \(bold(file)) \(dim(Self.time(milliseconds)))")
    for result in results { line("  " + head(of: result)) }
  }

  private func head(of result: TestResult) -> String {
    let title = result.test.title
    let time =
      result.milliseconds >= Self.slowMilliseconds ? " " + dim(Self.time(result.milliseconds)) : ""
    switch result.status {
    case .passed: return "\(green("✓")) \(title)\(time)"
    case .failed: return "\(red("✗")) \(title)\(time)"
    case .flaky: return "\(yellow("~")) \(title), flaky: passed at run \(result.attempts)\(time)"
    case .skipped:
      return "\(yellow("-")) \(title)" + dim(result.reason.map { " (\($0))" } ?? " (skipped)")
    case .todo: return "\(yellow("○")) \(title)" + dim(" (todo)")
    }
  }

  private static let slowMilliseconds = 100.0

  private func tell(_ summary: SuiteSummary) {
    for result in failed { tell(failure: result) }
    var counts: [String] = []
    if summary.failed > 0 { counts.append(red("\(summary.failed) failed")) }
    if summary.flaky > 0 { counts.append(yellow("\(summary.flaky) flaky")) }
    counts.append(green("\(summary.passed) passed"))
    if summary.skipped > 0 { counts.append("\(summary.skipped) skipped") }
    if summary.todo > 0 { counts.append("\(summary.todo) todo") }
    line("")
    line(
      "\(counts.joined(separator: ", ")), \(summary.tests) tests in \(summary.files) files, "
        + Self.time(summary.milliseconds))
    let snapshots = [
      (summary.snapshotsWritten, "written"), (summary.snapshotsUpdated, "updated"),
      (summary.snapshotsUnused, "unused"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if !snapshots.isEmpty { line("snapshots: " + snapshots.joined(separator: ", ")) }
    if let coverage = summary.coverage {
      line("")
      line(PrintableText.make(coverage.text, keepingLines: true))
    }
    if summary.wasCut { line(yellow("ended early by --bail")) }
  }

  private func tell(failure result: TestResult) {
    line("")
    let place = result.test.line > 0 ? ":\(result.test.line)" : ""
    let mark = result.status == .flaky ? yellow("~") : red("✗")
    line("\(mark) \(bold(result.test.title)) \(dim("\(result.test.file)\(place)"))")
    for failure in result.failures {
      line("")
      line(indented(failure.text))
    }
    if !result.console.isEmpty {
      line("")
      line(
        indented(
          "Console of the test:\n" + result.console.map { "  \($0)" }.joined(separator: "\n")))
    }
    for evidence in result.evidence {
      line("")
      line(indented(evidence.text))
    }
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let shown = PrintableText.make(String(line), keepingLines: true)
      if line.hasPrefix("- ") { return "    " + red(shown) }
      if line.hasPrefix("+ ") { return "    " + green(shown) }
      if line.hasPrefix("> ") { return "    " + bold(shown) }
      return line.isEmpty ? "" : "    " + shown
    }.joined(separator: "\n")
  }

  private func line(_ text: String) { write(text) }

  static func time(_ milliseconds: Double) -> String {
    if milliseconds < 1000 { return "\(Int(milliseconds.rounded())) ms" }
    return "\((milliseconds / 100).rounded() / 10) s"
  }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func red(_ text: String) -> String { coloured(text, 31) }
  private func green(_ text: String) -> String { coloured(text, 32) }
  private func yellow(_ text: String) -> String { coloured(text, 33) }
  private func bold(_ text: String) -> String { coloured(text, 1) }
  private func dim(_ text: String) -> String { coloured(text, 2) }
}
