import Foundation
import TestSupport
import Testing

@testable import Compiler

/// Whole files beside the tests, with the code expected. `UPDATE=1` rewrites the code.
@Suite(.ownThreads) struct `WXML compiles` {
  static let files = [
    "content.wxml", "attributes.wxml", "events.wxml", "conditions.wxml", "loops.wxml",
    "templates.wxml", "components.wxml", "including.wxml", "modules.wxml", "legacy.wxml",
  ]
  static let others = [
    "part.wxml":
      "<import src=\"deep\"/><wxs module=\"k\">1</wxs><text>{{item}}{{k.v}}{{tools.v}}</text>",
    "deep.wxml": "<template name=\"deep\"/>",
    "loop.wxml": "<view/><include src=\"loop\"/>",
    "cards.wxml": "<template name=\"card\"/>",
  ]

  @Test(arguments: files)
  func `to render code`(_ name: String) throws {
    let source = try resource("Compiled/\(name)")
    let result = compile(source, path: name, files: Self.others)
    let lines = result.diagnostics.map { "// \($0.severity.rawValue) \($0)\n" }
    let found = result.code + lines.joined()
    let expected = "Compiled/\(name.dropLast(5)).js"
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try found.write(to: resourceFile(expected), atomically: true, encoding: .utf8)
    } else {
      #expect(try found == resource(expected))
    }
  }
}
