import ArgumentParser
import Foundation
import Suites

struct TraceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Shows what `sampan test --trace FILE` wrote.",
    discussion: "Prints steps, screens, calls and console of every test, or writes one page for a"
      + " browser, which loads nothing from anywhere.")

  @Argument(help: "The file that --trace named.", completion: .file())
  var file: String

  @Option(help: "Writes a page here instead of printing.", completion: .file())
  var html: String?

  func run() throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw ValidationError("'\(file)' cannot be read; expected a file of `sampan test --trace`")
    }
    guard let trace = TraceText(text) else {
      throw ValidationError("'\(file)' is no trace; `sampan test --trace \(file)` writes one")
    }
    guard let html else {
      Output.result(trace.text)
      return
    }
    do {
      try Data(trace.html.utf8).write(to: URL(fileURLWithPath: html))
    } catch {
      throw ValidationError("'\(html)' cannot be written: \(error.localizedDescription)")
    }
  }
}
