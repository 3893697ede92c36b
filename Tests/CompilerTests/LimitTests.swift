import TestSupport
import Testing

@testable import Compiler

/// Every limit at its value and one past it.
@Suite(.ownThreads) struct `Limits of one compilation` {
  func kinds(_ result: CompiledTemplate) -> [DiagnosticKind] { result.diagnostics.map(\.kind) }

  @Test func `on the bytes of a file`() {
    let atLimit = String(repeating: "a", count: Limits.sourceBytes)
    #expect(kinds(compile(atLimit)) == [])
    #expect(kinds(compile(atLimit + "a")) == [.sourceTooLarge])
  }

  @Test func `on the depth of elements`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + "x" + String(repeating: "</a>", count: depth)
    }
    #expect(kinds(compile(nested(Limits.elementDepth))) == [])
    #expect(kinds(compile(nested(Limits.elementDepth + 1))) == [.tooDeep])
  }

  @Test func `on the depth of elements through includes`() {
    let half = Limits.elementDepth / 2
    let outer =
      String(repeating: "<a>", count: half) + "<include src=\"b\"/>"
      + String(repeating: "</a>", count: half)
    func inner(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    // The include itself takes one level.
    #expect(kinds(compile(outer, path: "a.wxml", files: ["b.wxml": inner(half)])) == [])
    #expect(kinds(compile(outer, path: "a.wxml", files: ["b.wxml": inner(half + 1)])) == [.tooDeep])
  }

  @Test func `on the number of nodes in a file`() {
    let atLimit = String(repeating: "<a/>", count: Limits.nodes)
    #expect(kinds(compile(atLimit)) == [])
    #expect(kinds(compile(atLimit + "<a/>")).first == .tooManyNodes)
  }

  @Test func `on the number of nodes through includes`() {
    var files: [String: String] = ["0.wxml": String(repeating: "<a/>", count: 10)]
    for level in 1...20 {
      files["\(level).wxml"] = String(repeating: "<include src=\"\(level - 1)\"/>", count: 10)
    }
    let result = compile("<include src=\"20\"/>", path: "a.wxml", files: files)
    #expect(kinds(result) == [.tooManyNodes])
    #expect(result.code.contains("main:[]"))
  }

  @Test func `on the bytes of generated code`() {
    func compile(_ count: Int) -> [DiagnosticKind] {
      var compiler = TemplateCompiler(
        source: String(repeating: "<include src=\"b\"/>", count: count), path: "a.wxml",
        outputLimit: 10_000
      ) { _ in String(repeating: "b", count: 1_000) }
      return kinds(compiler.compile())
    }
    // The size is looked at before a node is written, so one text may go past it.
    #expect(compile(9) == [])
    #expect(compile(11) == [.outputTooLarge])
  }

  @Test(arguments: [("(", ")"), ("[", "]"), ("!", ""), ("- ", ""), ("a?b:", ""), ("a[", "]")])
  func `on the depth of an expression`(_ open: String, _ close: String) {
    func nested(_ depth: Int) -> String {
      "{{" + String(repeating: open, count: depth) + "a" + String(repeating: close, count: depth)
        + "}}"
    }
    // The expression itself is the first level.
    #expect(kinds(compile(nested(Limits.expressionDepth - 1))) == [])
    #expect(kinds(compile(nested(Limits.expressionDepth))) == [.expressionTooDeep])
  }

  @Test func `on members in a row`() {
    let atLimit = "a" + String(repeating: ".b", count: Limits.expressionDepth)
    #expect(kinds(compile("{{\(atLimit)}}")) == [])
    #expect(kinds(compile("{{\(atLimit).b}}")) == [.expressionTooDeep])
  }

  @Test func `on the words of an expression`() {
    let atLimit = "aa" + String(repeating: "+a", count: Limits.expressionTokens / 2 - 1) + "+"
    #expect(kinds(compile("{{\(atLimit)}}")) == [.malformedExpression])
    #expect(kinds(compile("{{\(atLimit)a}}")) == [.expressionTooLong])
  }

  @Test func `on the number of remarks, errors counted beside warnings`() {
    let warnings = String(repeating: "{{}}", count: Limits.diagnostics + 1)
    let errors = String(repeating: "{{+}}", count: Limits.diagnostics + 1)
    let result = compile("<view>\(warnings)</view>\(errors)")
    #expect(result.diagnostics.count == 2 * Limits.diagnostics)
    #expect(result.isRejected)
  }

  @Test func `on the depth of style imports`() {
    func chain(_ depth: Int) -> Stylesheet.Flattened {
      Stylesheet.flatten(source: "@import '1';", path: "0.wxss") { path in
        guard let level = Int(path.dropLast(5)), level <= depth else { return nil }
        return level < depth ? "@import '\(level + 1)';" : "a{}"
      }
    }
    #expect(chain(Limits.styleImportDepth).diagnostics.isEmpty)
    #expect(chain(Limits.styleImportDepth + 1).diagnostics.map(\.kind) == [.tooDeep])
  }
}
