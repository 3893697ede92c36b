import Foundation
import Testing

/// One scenario file: a mini-program, steps, and the lines that must come out
/// (`ViewScenarios/README.md`).
struct ViewScenario: Sendable, CustomTestStringConvertible {
  let name: String
  private var sections: [(name: String, lines: [Substring])] = []

  static let all: [ViewScenario] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".scenario") }.sorted().compactMap(ViewScenario.init)
  }()

  private init?(_ name: String) {
    guard let text = try? String(contentsOfFile: Self.path(of: name), encoding: .utf8) else {
      return nil
    }
    self.name = name
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        sections.append((String(line.dropFirst(4)), []))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(line)
      }
    }
  }

  var testDescription: String { name }

  var steps: [Substring] { lines(of: "steps") }
  var expected: [String] { lines(of: "expect").map(String.init) }

  /// The files of the package, with an `app.json` and an `app.js` where it has none.
  var files: [(path: String, text: String)] {
    var files = sections.filter { !["steps", "expect"].contains($0.name) }
      .map { (path: $0.name, text: $0.lines.joined(separator: "\n")) }
    if !files.contains(where: { $0.path == "app.json" }) {
      let pages = files.map(\.path).filter { $0.hasPrefix("pages/") && $0.hasSuffix(".js") }
        .sorted()
      let names = pages.map { "\"\($0.dropLast(3))\"" }.joined(separator: ",")
      files.append(("app.json", "{\"pages\":[\(names)]}"))
    }
    if !files.contains(where: { $0.path == "app.js" }) { files.append(("app.js", "App({})")) }
    return files
  }

  /// Replaces the expected lines in the file.
  func rewrite(_ lines: [String]) throws {
    let text = try String(contentsOfFile: Self.path(of: name), encoding: .utf8)
    let end = text.range(of: "=== expect")?.lowerBound ?? text.endIndex
    let all = "\(text[..<end])=== expect\n\(lines.joined(separator: "\n"))\n"
    try all.write(toFile: Self.path(of: name), atomically: true, encoding: .utf8)
  }

  private func lines(of section: String) -> [Substring] {
    (sections.first { $0.name == section }?.lines ?? []).filter { !$0.isEmpty }
  }

  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/ViewScenarios"

  private static func path(of name: String) -> String { folder + "/" + name }
}
