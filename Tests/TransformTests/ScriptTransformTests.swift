import Foundation
import TestSupport
import Testing

@testable import Transform

@Suite(.ownThreads, .enabled(if: Toolbox.has("esbuild"), "esbuild is not installed"))
struct `Scripts are transformed` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let source: String
    let language: ScriptTransform.Script.Language
    let lines: [String]

    init(
      _ source: String, _ language: ScriptTransform.Script.Language = .module, _ lines: String...
    ) {
      (self.source, self.language, self.lines) = (source, language, lines)
    }

    var testDescription: String { source }
  }

  @Test(arguments: [
    Sample(
      "import cart from './cart'\ncart.add()", .module,
      #"var import_cart = __toESM(require("./cart"));"#, "import_cart.default.add();"),
    Sample(
      "import { add as put } from './cart'\nput()", .module, "(0, import_cart.add)();"),
    Sample("import './side'", .module, #"var import_side = require("./side");"#),
    Sample(
      "export default 1", .module, "module.exports = __toCommonJS(s0_exports);",
      "var s0_default = 1;"),
    Sample(
      "import a from './a'\nmodule.exports = { a }", .module,
      "module.exports = { a: import_a.default };"),
    Sample(
      "import('./later').then(go)", .module,
      #"Promise.resolve().then(() => __toESM(require("./later"))).then(go);"#),
    Sample("#!/usr/bin/env node\nexport {}\nrun()", .module, "run();"),
    Sample(
      "import { T } from './types'\nconst a: T = 1 as T\nPage({ a })", .typescript,
      "const a = 1;", "Page({ a });"),
    Sample("export = { a: <number>1 }", .typescript, "module.exports = { a: 1 };"),
    Sample("const name = '日本'", .typescript, #"const name = "日本";"#),
  ])
  func `into CommonJS`(_ sample: Sample) throws {
    let folder = try TransformFolder()
    let code = try #require(folder.scripts().outcome(of: sample.source, sample.language)?.code)
    let lines = code.split(separator: "\n").map(String.init)
    for line in sample.lines { #expect(lines.contains(line)) }
    #expect(!lines.contains { $0.hasPrefix("#!") })
  }

  @Test(arguments: [
    ("import a from './a'\na()", ScriptTransform.Script.Language.module, true),
    ("export const a = 1", .module, true),
    ("export const a = 1", .typescript, true),
    ("const a = 1", .typescript, false),
    ("module.exports = 1", .module, false),
  ])
  func `and modules become strict`(
    _ source: String, _ language: ScriptTransform.Script.Language, _ isStrict: Bool
  ) throws {
    let folder = try TransformFolder()
    let code = try #require(folder.scripts().outcome(of: source, language)?.code)
    #expect(code.hasPrefix("\"use strict\";\n") == isStrict)
  }

  @Test func `with a map that counts the line in front`() throws {
    let folder = try TransformFolder()
    let outcome = folder.scripts().outcome(of: "export const a = 1\n\nb()")
    guard case .code(let code, let map) = outcome else {
      Issue.record("found \(String(describing: outcome))")
      return
    }
    struct Map: Decodable { var mappings: String }
    let mappings = try JSONDecoder().decode(Map.self, from: Data(map.utf8)).mappings
    let mapped = mappings.split(separator: ";", omittingEmptySubsequences: false)
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    let last = try #require(mapped.lastIndex { !$0.isEmpty })
    #expect(lines[last] == "b();")
  }

  @Test func `without reading what they call their source map`() throws {
    let folder = try TransformFolder()
    let plain = folder.scripts().outcome(of: "export const a = 1\n")
    for address in ["s0.js.map", "tsconfig.json", "data:,", "data:application/json,{"] {
      let source = "export const a = 1\n//# sourceMappingURL=\(address)\n"
      #expect(folder.scripts().outcome(of: source) == plain)
    }
  }

  @Test func `although others are wrong`() throws {
    let folder = try TransformFolder()
    let outcomes = folder.scripts().transform([
      .init(path: "a.js", source: "export let a", language: .module),
      .init(path: "b.js", source: "export default\n", language: .module),
      .init(path: "c.ts", source: "let a: number\nlet c c", language: .typescript),
    ])
    #expect(outcomes["a.js"]?.code != nil)
    #expect(
      outcomes["b.js"]
        == .rejected(line: 2, column: 1, message: "Unexpected end of file"))
    #expect(
      outcomes["c.ts"] == .rejected(line: 2, column: 7, message: #"Expected ";" but found "c""#))
  }

  @Test func `once for each path`() throws {
    let folder = try TransformFolder()
    let script = ScriptTransform.Script(path: "a.js", source: "export {}", language: .module)
    #expect(folder.scripts().transform([script, script]).count == 1)
    #expect(folder.scripts().transform([]) == [:])
  }

  @Test func `up to their size limit`() throws {
    let folder = try TransformFolder()
    let end = "\nexport {}"
    let text = String(repeating: "/", count: TransformLimits.sourceBytes - end.utf8.count)
    #expect(folder.scripts().outcome(of: text + end)?.code != nil)
    #expect(
      folder.scripts().outcome(of: text + end + " ")
        == .rejected(
          line: 1, column: 1,
          message: "the script is 4194305 bytes; at most 4194304 are transformed"))
  }
}
