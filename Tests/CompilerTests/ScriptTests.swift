import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `Scripts` {
  static let prefix = "(function (require, module, exports) {"

  @Test(arguments: [
    ("a()", "a()"), ("#!/usr/bin/env node\na()", "///usr/bin/env node\na()"),
    ("\u{FEFF}a()", "a()"), ("\u{FEFF}#!x", "//x"), ("a() // end", "a() // end"), ("", ""),
  ])
  func `are wrapped without moving a line`(_ source: String, _ body: String) {
    let script = Script.wrap(source)
    #expect(script.code == Self.prefix + body + "\n})")
    #expect(script.prefixColumns == Self.prefix.count)
  }

  @Test(arguments: [
    "import a from 'a'", "import 'a'", "import {a} from 'a'", "import*as a from 'a'",
    "export default 1", "export const a = 1", "export {a}", "export*from 'a'", "export class A {}",
    "var a = 1;import b from 'b'", "/* c */ import a from 'a'", "// c\nimport a from 'a'",
    "'use strict'\nimport a from 'a'", "var a = `${b}`\nexport default a",
    "var a = /'/\nimport b from 'b'", "if (a) /`/.test(b)\nimport c from 'c'",
    "function f() {}\n/`/.test(b)\nexport default f", "var a = b / c; export { a }",
    "var a = {}\n/ 2 /`1`.length\nexport default a", "#!/bin/x\nimport a from 'a'",
    "a = b ? /[/`]/ : 1\nimport c from 'c'", "x = `${`${y}`}`\nexport default x",
    "x = a++ / 2\nexport default '/'",
    "<div>it's</div>\nimport a from 'a'", "x = `\nimport a from 'a'",
    "return /`/\nexport default 1", "import\n'a'",
  ])
  func `with import or export declarations are told apart`(_ source: String) {
    #expect(Script.usesModuleSyntax(source))
  }

  @Test(arguments: [
    "", "var a = require('a')", "module.exports = 1", "exports.default = 1", "import('a')",
    "import.meta.url", "a.import('b')", "a.export = 1", "a?.export", "x = { import: 1, export: 2 }",
    "// import a from 'a'", "/* export default 1 */", "'import a from b'", "`\nimport a from 'a'`",
    "var a = /import b/", "importScripts('a')", "exported", "x = `${'`'}\nexport default 1`",
    "Object.defineProperty(exports, '__esModule', { value: true }); import_1 = require('a')",
  ])
  func `without them are told apart`(_ source: String) {
    #expect(!Script.usesModuleSyntax(source))
  }
}

@Suite(.ownThreads) struct `Calls of jest.mock` {
  static let alias = "const jest = globalThis.jest; "

  @Test(arguments: [
    ("jest.mock('./a')", " $mock0$(); function $mock0$() { \(alias)jest.mock('./a') }"),
    (
      "const a = require('./a')\njest.mock('./a', () => 1);\na()",
      " $mock0$(); const a = require('./a')\nfunction $mock0$() { \(alias)jest.mock('./a', () => 1); }\na()"
    ),
    (
      "'use strict';\njest.mock('a').unmock('b');jest.mock('c')",
      "'use strict'; $mock0$(); $mock1$(); \nfunction $mock0$() { \(alias)jest.mock('a').unmock('b'); }"
        + "function $mock1$() { \(alias)jest.mock('c') }"
    ),
    (
      "\"use strict\";\nvar import_globals = require('@jest/globals');\nimport_globals.jest.mock('a');",
      "\"use strict\"; $mock0$(); \nvar import_globals = require('@jest/globals');\n"
        + "function $mock0$() { const import_globals = globalThis; import_globals.jest.mock('a'); }"
    ),
    (
      "const { vi } = require('vitest')\nvi.mock('a')\nvi.fn()",
      " $mock0$(); const { vi } = require('vitest')\n"
        + "function $mock0$() { const vi = globalThis.jest; vi.mock('a') }\nvi.fn()"
    ),
    (
      "if (a) {}\njest.mock('a')",
      " $mock0$(); if (a) {}\nfunction $mock0$() { \(alias)jest.mock('a') }"
    ),
  ])
  func `run before the rest, and no line moves`(_ source: String, _ code: String) {
    #expect(Script.hoistingMocks(source)?.code == code)
  }

  @Test(arguments: [
    "jest.fn().mock('a')", "x.mock('a')", "test('a', () => { jest.mock('a'); })",
    "{ jest.mock('a') }",
    "if (a) jest.mock('a')", "a ? jest.mock('a') : 0", "const m = jest.mock('a')",
    "jest.mock('a').fn()",
    "jest.mock('a'), b()", "// jest.mock('a')", "`${jest.mock('a')}`", "jest.doMock('a')",
    "return jest.mock('a')", "x = `\njest.mock('a')", "a.jest.mock('a')", "jest.mock('a')`b`", "",
  ])
  func `stay where they are when they are no statement of the file`(_ source: String) {
    #expect(Script.hoistingMocks(source) == nil)
  }

  /// A file and the name that it should not use; empty when it may use what it uses.
  @Test(arguments: [
    ("const a = 1; jest.mock('x', () => a)", "a"),
    ("const { a, b: c } = d; jest.mock('x', () => ({ y: c }))", "c"),
    ("const { a, b: c } = d; jest.mock('x', () => ({ b: 1 }))", ""),
    ("let a, b; jest.mock('x', () => { b(); })", "b"),
    ("function a() {} jest.mock('x', () => ({ a }))", "a"),
    ("class A {} jest.mock('x', () => A)", "A"),
    ("const a = 1; jest.mock('x', () => ({ a: 1, b() {}, c: o.a, a() { return 1; } }))", ""),
    ("const a = 1; jest.mock('x', () => { const a = 2; return a; })", ""),
    ("const a = 1; jest.mock('x', () => (a) => a)", ""),
    ("const a = 1; jest.mock('x', () => a => a)", ""),
    ("const a = 1; jest.mock('x', () => { function f(a) { return a; } return f; })", ""),
    ("const mockA = 1, MockB = 2; jest.mock('x', () => [mockA, MockB])", ""),
    ("jest.mock('x', () => ({ ...require('y'), Date, a: unknown }))", ""),
    ("const { jest } = require('@jest/globals'); jest.mock('x', () => jest.fn())", ""),
    ("var import_y = require('y'); jest.mock('x', () => ({ z: import_y.helper }))", "helper"),
    ("var import_y = require('y'); jest.mock('x', () => import_y.default)", "y"),
    ("const a = 'x'; jest.mock(a)", ""),
  ])
  func `tell which name their factory cannot use yet`(_ source: String, _ name: String) throws {
    let code = try #require(Script.hoistingMocks(source)).code
    #expect(code.contains("throw new ReferenceError") == !name.isEmpty, "\(code)")
    if !name.isEmpty { #expect(code.contains("uses '\(name)'"), "\(code)") }
  }

  @Test func `tell what was put in, and where`() throws {
    let script = try #require(Script.hoistingMocks("a();\n jest.mock('b');"))
    #expect(script.shifts == [[1, 1, 12], [2, 2, 51], [2, 17, 2]])
  }
}

@Suite(.ownThreads) struct `Wxs modules` {
  static let head = "(function (require, module, exports, console, getDate, getRegExp) {"

  /// The names declared in front of a module, and its text.
  @Test(arguments: [
    ("var a = 1", "var a;", "var a = 1"),
    ("a = 1; b += a; ++c; d--", "var a,b,c,d;", "a = 1; b += a; ++c; d--"),
    ("x.a = 1; x.b++; if (y === 2) {}", "", "x.a = 1; x.b++; if (y === 2) {}"),
    (
      "function f(p) { q = p; module.exports = q }", "var q;",
      "function f(p) { q = p; module.exports = q }"
    ),
    ("a = 1 /* open\nb = 2", "var a;", "a = 1 "),
    ("'/* no comment'; // a = 1", "", "'/* no comment'; // a = 1"),
    (#"getRegExp('^-?\d+(\.\d+)?$')"#, "", #"getRegExp('^-?\\d+(\\.\\d+)?$')"#),
    (#""\n\t\\d\"\x41\u0041\0" + 'é\é\ "#, "", #""\n\t\\d\"\x41\u0041\0" + 'é\é\ "#),
    (#"'\é\-' + /\d/"#, "", #"'\\é\\-' + /\d/"#), ("'a\\\nb'", "", "'a\\\nb'"),
    ("let a = 1; b = 2", "", "let a = 1; b = 2"),
  ])
  func `are wrapped`(_ source: String, _ declared: String, _ body: String) {
    let script = WXS.compile(source: source, path: "a.wxs").script
    #expect(script.code == Self.head + declared + body + "\n})")
    #expect(script.prefixColumns == (Self.head + declared).count)
  }

  @Test func `are warned of what the platform refuses`() {
    let source = """
      let a = 1
      const b = () => `x`
      class C {}
      try { throw new Error(/a/) } catch (e) {}
      f(...a)
      let again = x.new
      """
    let module = WXS.compile(source: source, path: "p/a.wxml", firstLine: 10)
    #expect(
      remarks(module.diagnostics) == [
        "warning unavailableSyntax 10:1", "warning unavailableSyntax 11:1",
        "warning unavailableSyntax 11:14", "warning unavailableSyntax 11:17",
        "warning unavailableSyntax 12:1", "warning unavailableSyntax 13:1",
        "warning unavailableSyntax 13:7", "warning unavailableSyntax 13:13",
        "warning unavailableSyntax 13:23", "warning unavailableSyntax 14:3",
      ])
  }

  @Test func `end at a comment that is not closed`() {
    let module = WXS.compile(source: "a()\n/* b()", path: "a.wxs")
    #expect(module.script.code.hasSuffix("{a()\n\n})"))
    #expect(remarks(module.diagnostics) == ["warning unterminatedComment 2:1"])
  }

  @Test func `have a limit on their size`() {
    let atLimit = String(repeating: " ", count: Limits.sourceBytes)
    #expect(WXS.compile(source: atLimit, path: "a").diagnostics.isEmpty)
    let past = WXS.compile(source: atLimit + " ", path: "a")
    #expect(past.diagnostics.map(\.kind) == [.sourceTooLarge])
  }
}

@Suite(.ownThreads) struct `Source maps` {
  /// 1:1 stands for 1:1 of x.ts, 1:9 for 3:5 of x.ts, and 3:1 for 1:1 of y.ts.
  static let json = """
    {"version":3,"sourceRoot":"src","sources":["x.ts","y\\u002ets"],"names":[],
     "sourcesContent":["a",null],"mappings":"AAAA,QAEI;;ACFJ,A"}
    """

  @Test(arguments: [
    (1, 1, "src/x.ts:1:1"), (1, 8, "src/x.ts:1:1"), (1, 9, "src/x.ts:3:5"), (1, 99, "src/x.ts:3:5"),
    (2, 1, nil), (3, 1, "src/y.ts:1:1"), (3, 50, "src/y.ts:1:1"), (4, 1, nil), (0, 1, nil),
    (1, 0, nil), (-1, -1, nil),
  ])
  func `find the place in the source`(_ line: Int, _ column: Int, _ place: String?) throws {
    let map = try #require(SourceMap(json: Self.json))
    let origin = map.origin(line: line, column: column)
    #expect(origin.map { "\($0.source):\($0.line):\($0.column)" } == place)
  }

  @Test(arguments: [
    "", "{}", "[]", "{\"version\":2,\"sources\":[],\"mappings\":\"\"}",
    "{\"version\":3,\"sources\":[],\"mappings\":\"\"} x", "{\"version\":3,\"sections\":[]}",
    String(repeating: "[", count: 1000),
  ])
  func `refuse what is none`(_ json: String) {
    #expect(SourceMap(json: json) == nil)
  }

  @Test(arguments: [
    "!!!", ";;;", ",,,", "AAAA,gggggggggggggggggggggC", "AAgggggggggggg/////", "DDDD",
  ])
  func `take malformed mappings without harm`(_ mappings: String) {
    let map = SourceMap(mappings: mappings, sources: ["a"])
    for line in 0...4 { _ = map.origin(line: line, column: 1) }
  }
}
