import Foundation
import TestSupport
import Testing

@testable import Transform

/// What modules of both kinds get from each other, found out by running them.
@Suite(
  .ownThreads, .enabled(if: Toolbox.has("esbuild", "node"), "esbuild or node is not installed"))
struct `Modules of both kinds` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let source: String
    let answer: String

    var testDescription: String { source }
  }

  private static let scripts = [
    "common.js": "module.exports = { a: 1, b: function () { return 2 } }",
    "function.js": "module.exports = function () { return 3 }",
    "interop.js":
      "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 4",
  ]
  private static let modules = [
    "module.js": "export default 5\nexport let count = 6\nexport function add() { count += 1 }",
    "mixed.js": "import common from './common'\nmodule.exports = { seven: common.a + 6 }",
    "even.js": "import { odd } from './odd'\nexport const even = (n) => n === 0 || odd(n - 1)",
    "odd.js": "import { even } from './even'\nexport const odd = (n) => n !== 0 && even(n - 1)",
    "again.js": "export * from './module'\nexport { default as five } from './module'",
  ]

  @Test(arguments: [
    Sample(source: "import x from './common'\nanswer(x.a, x.b())", answer: "[1,2]"),
    Sample(source: "import { a, b } from './common'\nanswer(a, b())", answer: "[1,2]"),
    Sample(source: "import * as x from './common'\nanswer(x.a, x.default.a)", answer: "[1,1]"),
    Sample(source: "import f from './function'\nanswer(f())", answer: "[3]"),
    Sample(source: "import four from './interop'\nanswer(four)", answer: "[4]"),
    Sample(source: "import five, { count } from './module'\nanswer(five, count)", answer: "[5,6]"),
    Sample(
      source: "import { count, add } from './module'\nadd()\nanswer(count)", answer: "[7]"),
    Sample(
      source: "const m = require('./module')\nexport {}\nanswer(m.__esModule, m.default)",
      answer: "[true,5]"),
    Sample(source: "import mixed from './mixed'\nanswer(mixed.seven)", answer: "[7]"),
    Sample(
      source: "import { even } from './even'\nanswer(even(4), even(3))", answer: "[true,false]"),
    Sample(source: "import { count, five } from './again'\nanswer(count, five)", answer: "[6,5]"),
    Sample(
      source:
        "export {}\nanswer(this === undefined, (function () { return this })() === undefined)",
      answer: "[true,true]"),
  ])
  func `understand each other`(_ sample: Sample) throws {
    let folder = try TransformFolder()
    var modules = Self.modules
    modules["main.js"] =
      "const answer = (...values) => require('fs').writeFileSync('answer', JSON.stringify(values))\n"
      + sample.source
    let outcomes = folder.scripts().transform(
      modules.map { .init(path: $0, source: $1, language: .module) })
    let staging = try Staging()
    defer { staging.remove() }
    for (name, source) in Self.scripts { try staging.write(source, to: name) }
    for (name, outcome) in outcomes { try staging.write(#require(outcome.code), to: name) }
    let result = try Toolbox.system.run(["node", "main.js"], in: staging)
    try #require(result.status == 0, "\(result.report)")
    #expect(try staging.read("answer") == sample.answer)
  }
}
