import Foundation
import TestSupport
import Testing

/// `sampan run DIR` with a person at a terminal: what is typed and what is printed share one line.
@Suite(.ownThreads) struct `A run in a terminal` {
  @Test func `prints screens that fit, acts on lines and ends when asked to`() throws {
    let run = try TerminalProcess(
      ["run", SampanProcess.programs + "/notes"], columns: 44)
    defer { run.end() }
    let first = run.readUntil("└")
    #expect(first.contains("Notes"), "\(first)")
    run.type("tap navigator")
    #expect(run.readUntil("Save").contains("Save"))
    run.type("input input Buy bread")
    run.type("tap .save")
    let list = run.readUntil("One note")
    #expect(list.contains("Buy bread"))
    // A screen is printed over the one before it.
    let tops = list.split(whereSeparator: \.isNewline).compactMap { line in
      line.firstIndex(of: "┌").map { line[$0...].prefix { $0 != "\r" } }
    }
    let widths = tops.map(\.count)
    #expect(!widths.isEmpty && widths.allSatisfy { $0 <= 44 }, "\(widths)")
    run.type("quit")
    #expect(run.exitCode == 0)
  }

  @Test func `ends when the terminal says that its input is over`() throws {
    let run = try TerminalProcess(["run", SampanProcess.programs + "/hello"], columns: 60)
    defer { run.end() }
    #expect(run.readUntil("Hello, world!").contains("Hello, world!"))
    run.type("\u{4}", newline: false)
    #expect(run.exitCode == 0)
  }
}
