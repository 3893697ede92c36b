import TestSupport
import Testing

@testable import Compiler

/// Verdicts recorded from the platform's own compiler.
@Suite(.ownThreads) struct `The platform's verdicts` {
  struct Verdict: CustomTestStringConvertible, Sendable {
    let id: String
    let source: String
    let isRejected: Bool
    let isOptional: Bool
    /// The line from 1, and the column from 0 as that compiler counts.
    let place: (line: Int, column: Int)?
    var testDescription: String { id }

    init?(line: Substring) {
      guard case .object(let fields)? = JSONReader.read(String(line)),
        case .string(let id)? = fields["id"], case .string(let source)? = fields["wxml"],
        case .bool(let isRejected)? = fields["rejected"]
      else { return nil }
      self.id = id
      self.source = source
      self.isRejected = isRejected
      if case .bool(true)? = fields["optional"] { isOptional = true } else { isOptional = false }
      if case .number(let line)? = fields["line"], case .number(let column)? = fields["column"] {
        place = (line, column)
      } else {
        place = nil
      }
    }

    static let all: [Verdict] = {
      let lines = (try? resource("verdicts.jsonl"))?.split(separator: "\n") ?? []
      return lines.compactMap(Verdict.init)
    }()
  }

  @Test func `are all read`() {
    #expect(Verdict.all.count == 29)
  }

  @Test(arguments: Verdict.all)
  func `are ours`(_ verdict: Verdict) throws {
    let result = compile(verdict.source)
    guard verdict.isRejected else {
      #expect(!result.isRejected, "\(result.diagnostics)")
      return
    }
    guard !verdict.isOptional else { return }
    let error = try #require(result.diagnostics.first { $0.severity == .error })
    let place = try #require(verdict.place)
    #expect(error.line == place.line)
    // That compiler points into the tag, or at the text that holds an expression; at the end of
    // the file where braces are open. We point at the tag, the wrong word or the open braces.
    if error.kind == .unclosedExpression {
      #expect(error.column <= place.column)
    } else if error.kind == .unsupportedSyntax {
      #expect(error.column > place.column)
    } else {
      #expect((error.column...error.end.column).contains(place.column + 1))
    }
  }
}
