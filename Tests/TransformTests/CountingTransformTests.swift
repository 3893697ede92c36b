import TestSupport
import Testing

@testable import Transform

@Suite(.ownThreads) struct `Counting a script` {
  private func count(_ source: String) throws -> CountedScript {
    let folder = try TransformFolder()
    let outcome = CountingTransform(cacheFolder: folder.path).transform([source])[0]
    guard case .counted(let script) = outcome else {
      Issue.record("\(outcome)")
      throw ToolError.noResult(source)
    }
    return script
  }

  @Test(arguments: [
    ("a = b\nc()", "$sampan$[0]++;a = b\n$sampan$[1]++;c()"),
    (
      "if (a) b(); else c()",
      "$sampan$[0]++;if (a) {$sampan$[1]++;$sampan$[3]++;b();} else {$sampan$[2]++;$sampan$[4]++;c()}"
    ),
    ("'use strict'\na", "'use strict'\n$sampan$[0]++;a"),
    (
      "f = function () { 'use strict'; }",
      "$sampan$[0]++;f = function () { 'use strict';;$sampan$[1]++; }"
    ),
    ("a && b", "$sampan$[0]++;($sampan$[1]++,a) && ($sampan$[2]++,b)"),
    (
      "x: for (;;) break x", "$sampan$[0]++;x: for (;;) {$sampan$[1]++;break x}"
    ),
    ("/* istanbul ignore next */\na()", "/* istanbul ignore next */\na()"),
  ])
  func `puts counters where nothing else changes`(_ source: String, _ code: String) throws {
    #expect(try count(source).code == code)
  }

  @Test func `tells where each counter stands`() throws {
    let items = try count("\nfunction f(a) { return a ? 1 : 2; }").items
    #expect(items.map(\.kind) == [.function, .statement, .arm, .arm])
    #expect(items.map(\.place)[2] == [2, 28, 2, 29])
    #expect(items.map(\.group) == [-1, -1, 0, 0])
    #expect(items[0].name == "f")
  }

  @Test func `says why a script is not counted`() throws {
    let folder = try TransformFolder()
    let outcomes = CountingTransform(cacheFolder: folder.path).transform(["a b", "a"])
    guard case .failed(let reason) = outcomes[0], case .counted = outcomes[1] else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(reason.contains("Unexpected token"))
  }

  @Test func `says what to install when the tool is missing`() throws {
    let folder = try TransformFolder()
    let toolbox = Toolbox(folders: [])
    let outcomes = CountingTransform(cacheFolder: folder.path, toolbox: toolbox).transform(["a"])
    #expect(outcomes == [.failed("node is not installed; `apt install node-acorn` adds it")])
  }
}
