import Testing

@testable import Compiler

/// Verdicts and places on which the platform's newer compiler and ours agree
/// (Docs/Conformance.md).
@Suite struct `Remarks point where the platform's do` {
  struct Row: CustomTestStringConvertible, Sendable {
    let source: String
    /// `severity kind start..end`, columns from 0 in UTF-16 units.
    let remarks: [String]
    var testDescription: String { source }

    init?(line: Substring) {
      guard case .object(let fields)? = JSONReader.read(String(line)),
        case .string(let source)? = fields["wxml"], case .string(let remarks)? = fields["remarks"]
      else { return nil }
      self.source = source
      self.remarks = remarks.split(separator: ";").map(String.init)
    }

    static let all: [Row] = {
      let lines = (try? resource("places.jsonl"))?.split(separator: "\n") ?? []
      return lines.compactMap(Row.init)
    }()
  }

  @Test func `in many rows`() {
    #expect(Row.all.count >= 100)
  }

  @Test(arguments: Row.all)
  func `in every row`(_ row: Row) {
    let result = compile(
      row.source, files: ["pages/a/part.wxml": "part", "pages/a/more.wxml": "more"])
    let found = result.diagnostics.map { remark in
      "\(remark.severity) \(remark.kind) \(remark.start.column - 1)..\(remark.end.column - 1)"
    }
    #expect(found == row.remarks)
  }
}
