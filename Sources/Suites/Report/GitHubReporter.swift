import Foundation

/// Annotations of a GitHub workflow: each failure shows beside the line that it is about.
final class GitHubReporter: Reporter {
  private let write: (String) -> Void

  init(_ write: @escaping (String) -> Void) { self.write = write }

  func take(_ event: SuiteEvent) {
    guard case .tested(let result) = event, !result.failures.isEmpty else { return }
    let level = result.status == .flaky ? "warning" : "error"
    for failure in result.failures {
      let file = (result.test.folder as NSString).appendingPathComponent(
        failure.place?.file ?? result.test.file)
      let line = failure.place?.line ?? max(result.test.line, 1)
      write(
        "::\(level) file=\(property(file)),line=\(line),col=\(failure.place?.column ?? 1),"
          + "title=\(property(result.test.title))::\(data(failure.text))")
    }
  }

  private func data(_ text: String) -> String {
    text.replacingOccurrences(of: "%", with: "%25").replacingOccurrences(of: "\r", with: "%0D")
      .replacingOccurrences(of: "\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacingOccurrences(of: ":", with: "%3A").replacingOccurrences(of: ",", with: "%2C")
  }
}
