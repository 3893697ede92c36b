import Foundation
import View

/// For CI servers: one XML document at the end of the run.
final class JUnitReporter: Reporter {
  private let write: (String) -> Void
  private var files: [String] = []
  private var results: [String: [TestResult]] = [:]
  private var times: [String: Double] = [:]

  init(_ write: @escaping (String) -> Void) { self.write = write }

  func take(_ event: SuiteEvent) {
    switch event {
    case .began: break
    case .fileBegan(let folder, let file, _): files.append(folder + "/" + file)
    case .tested(let result):
      results[result.test.folder + "/" + result.test.file, default: []].append(result)
    case .fileEnded(let folder, let file, let milliseconds):
      times[folder + "/" + file] = milliseconds
    case .ended(let summary): write(document(summary))
    }
  }

  private func document(_ summary: SuiteSummary) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites name=\"sampan\" tests=\"\(summary.tests)\" failures=\"\(summary.failed)\" "
        + "skipped=\"\(summary.skipped + summary.todo)\" time=\"\(Self.seconds(summary.milliseconds))\">",
    ]
    for file in files {
      let results = results[file] ?? []
      lines.append(
        "  <testsuite name=\(Self.quoted(file)) tests=\"\(results.count)\" "
          + "failures=\"\(results.count { $0.status == .failed })\" "
          + "skipped=\"\(results.count { $0.status == .skipped || $0.status == .todo })\" "
          + "time=\"\(Self.seconds(times[file] ?? 0))\">")
      lines += results.flatMap(lines(of:))
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n")
  }

  private func lines(of result: TestResult) -> [String] {
    let head =
      "    <testcase classname=\(Self.quoted(result.test.file)) "
      + "name=\(Self.quoted(result.test.title)) file=\(Self.quoted(result.test.file)) "
      + "line=\"\(result.test.line)\" time=\"\(Self.seconds(result.milliseconds))\""
    switch result.status {
    case .passed: return [head + "/>"]
    case .skipped, .todo: return [head + ">", "      <skipped/>", "    </testcase>"]
    case .flaky:
      return [head + ">"] + result.failures.map { tag("flakyFailure", $0.message, $0.text) }
        + ["    </testcase>"]
    case .failed:
      let evidence = result.evidence.map(\.text).joined(separator: "\n\n")
      return [head + ">"] + result.failures.map { tag("failure", $0.message, $0.text) }
        + (evidence.isEmpty ? [] : ["      <system-out>\(Self.escaped(evidence))</system-out>"])
        + ["    </testcase>"]
    }
  }

  private func tag(_ name: String, _ message: String, _ text: String) -> String {
    let first = String(message.split(separator: "\n").first ?? "")
    return "      <\(name) message=\(Self.quoted(first))>\(Self.escaped(text))</\(name)>"
  }

  private static func seconds(_ milliseconds: Double) -> String {
    String(format: "%.3f", milliseconds / 1000)
  }

  private static func quoted(_ text: String) -> String {
    "\"" + escaped(text).replacingOccurrences(of: "\"", with: "&quot;") + "\""
  }

  /// XML has no way to write control characters.
  private static func escaped(_ text: String) -> String {
    PrintableText.make(text, keepingLines: true)
      .replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
  }
}
