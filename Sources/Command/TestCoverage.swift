import ArgumentParser
import Foundation
import Suites

/// What is measured of what tests cover, and what has to be.
struct TestCoverage: ParsableArguments {
  @Flag(
    help: """
      Measures statements, branches and functions of scripts, bindings and branches of templates, \
      and rules of style sheets.
      """)
  var coverage = false

  @Option(help: "Writes lcov=FILE or html=FILE; may be given again, and measures by itself.")
  var coverageReport: [String] = []

  @Option(
    help: """
      Percent that has to be covered: a number for all, or statements=90,branches=80 and so on; \
      less exits with 1.
      """)
  var coverageMin: String?

  private enum Format: String, CaseIterable {
    case lcov, html
  }

  var isWanted: Bool { coverage || !coverageReport.isEmpty || coverageMin != nil }

  func validate() throws {
    _ = try thresholds()
    for one in coverageReport { _ = try Self.report(one) }
  }

  private static func report(_ text: String) throws -> (format: Format, file: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let format = Format(rawValue: parts[0]) else {
      throw ValidationError("--coverage-report takes lcov=FILE or html=FILE, found '\(text)'")
    }
    return (format, parts[1])
  }

  private func thresholds() throws -> [Coverage.Measure: Double] {
    var wanted: [Coverage.Measure: Double] = [:]
    for part in (coverageMin ?? "").split(separator: ",").map(String.init) {
      let parts = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard let percent = parts.last.flatMap(Double.init), (0...100).contains(percent) else {
        throw ValidationError("--coverage-min takes 0 to 100 percent, found '\(part)'")
      }
      if parts.count == 1 {
        for measure in Coverage.Measure.allCases { wanted[measure] = percent }
      } else if let measure = Coverage.Measure(rawValue: parts[0]) {
        wanted[measure] = percent
      } else {
        let known = Coverage.Measure.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--coverage-min knows \(known), found '\(parts[0])'")
      }
    }
    return wanted
  }

  /// Writes the reports.
  ///
  /// - Returns: whether as much is covered as has to be.
  func tell(_ coverage: Coverage) throws -> Bool {
    for one in coverageReport {
      let (format, file) = try Self.report(one)
      let text = format == .lcov ? coverage.lcov : coverage.html
      let url = URL(fileURLWithPath: file)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text + "\n").utf8).write(to: url)
      } catch {
        throw ValidationError("the report '\(file)' cannot be written: \(error)")
      }
    }
    let missing = coverage.shortfalls(of: try thresholds())
    for sentence in missing { Output.remark(sentence) }
    return missing.isEmpty
  }
}
