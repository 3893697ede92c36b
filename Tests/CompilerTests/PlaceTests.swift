import TestSupport
import Testing

@testable import Compiler

/// Verdicts and places on which the platform's newer compiler and ours agree
/// (Docs/Conformance.md).
@Suite(.ownThreads) struct `Remarks point where the platform's do` {
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

    static let all = rows("places.jsonl")
    /// Rows of what glass-easel alone understands.
    static let easel = rows("places-easel.jsonl")

    private static func rows(_ file: String) -> [Row] {
      let lines = (try? resource(file))?.split(separator: "\n") ?? []
      return lines.compactMap(Row.init)
    }
  }

  @Test func `in many rows`() {
    #expect(Row.all.count >= 100)
    #expect(Row.easel.count >= 30)
  }

  @Test(arguments: Row.all)
  func `in every row`(_ row: Row) {
    #expect(found(row, in: .exparser) == row.remarks)
  }

  @Test(arguments: Row.easel)
  func `in every row of glass-easel`(_ row: Row) {
    #expect(found(row, in: .glassEasel) == row.remarks)
  }

  private func found(_ row: Row, in framework: ComponentFramework) -> [String] {
    let result = compile(
      row.source, files: ["pages/a/part.wxml": "part", "pages/a/more.wxml": "more"],
      framework: framework)
    return result.diagnostics.map { remark in
      "\(remark.severity) \(remark.kind) \(remark.start.column - 1)..\(remark.end.column - 1)"
    }
  }
}
