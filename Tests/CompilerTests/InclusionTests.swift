import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `Files that use other files` {
  @Test func `list imports so that the last one wins, included files' imports first`() {
    let result = compile(
      "<import src=\"a\"/><import src=\"b\"/><include src=\"p\"/><import src=\"./a.wxml\"/>",
      path: "x/y.wxml",
      files: [
        "x/a.wxml": "", "x/b.wxml": "", "x/p.wxml": "<import src=\"../c\"/><import src=\"b\"/>",
        "c.wxml": "",
      ])
    #expect(result.imports == ["c.wxml", "x/b.wxml", "x/a.wxml"])
    #expect(result.includes == ["x/p.wxml"])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func `keep their own templates and wxs modules to themselves`() {
    let result = compile(
      "<include src=\"p\"/>", path: "a.wxml",
      files: ["p.wxml": "<wxs module=\"m\">1</wxs><template name=\"t\"/>{{m.v}}"])
    #expect(result.code.contains("wxs:{}"))
    #expect(result.code.contains("templates:{}"))
    #expect(result.code.contains(#"X.s(X.g(D.m,"v"))"#))
    #expect(result.wxsModules.isEmpty)
  }

  @Test func `stop in loops of includes`() {
    let result = compile(
      "<include src=\"b\"/>", path: "a.wxml",
      files: [
        "a.wxml": "", "b.wxml": "<text/><include src=\"c\"/>", "c.wxml": "<include src=\"b\"/>",
      ])
    #expect(remarks(result.diagnostics) == ["warning includeLoop 1:1"])
    #expect(result.diagnostics[0].path == "c.wxml")
    #expect(!result.isRejected)
  }

  @Test func `are reported once however often they are included`() {
    let result = compile(
      "<include src=\"b\"/><include src=\"b\"/>", path: "a.wxml", files: ["b.wxml": "{{a +}}"])
    #expect(
      result.diagnostics.map(\.description) == [
        "b.wxml:1:6  expected a value, found the end of the expression"
      ])
  }

  @Test func `give the wxs modules written in them and the paths of the others`() {
    let result = compile(
      """
      <wxs src="../u.wxs" module="u"/>
      <wxs module="m">
      module.exports = 1
      </wxs>
      """, path: "p/a/a.wxml")
    #expect(result.wxsSources == ["p/u.wxs"])
    #expect(
      result.wxsModules == [
        InlineWXS(name: "p/a/a.wxml#m", source: "\nmodule.exports = 1\n", line: 2)
      ])
  }

  @Test func `sort remarks by file and place`() {
    let result = compile(
      "<include src=\"z\"/><include src=\"b\"/>{{}}<template/>", path: "c.wxml",
      files: ["b.wxml": "<template/>{{}}", "z.wxml": "{{}}"])
    #expect(
      result.diagnostics.map { "\($0.path):\($0.column)" } == [
        "c.wxml:39", "c.wxml:41", "b.wxml:1", "b.wxml:14", "z.wxml:3",
      ])
  }
}

@Suite(.ownThreads) struct `Package paths` {
  @Test(arguments: [
    ("b.wxml", "p/a.wxml", "p/b.wxml"), ("./b", "p/a.wxml", "p/b.wxml"),
    ("../b", "p/a.wxml", "b.wxml"), ("/b", "p/a.wxml", "b.wxml"), ("../../b", "p/a.wxml", nil),
    (".", "a.wxml", nil), ("", "a.wxml", nil), ("b//c", "p/a.wxml", "p/b/c.wxml"),
    ("b/../c", "a.wxml", "c.wxml"), ("/../b", "a.wxml", nil),
  ])
  func `resolve`(_ reference: String, _ file: String, _ path: String?) {
    #expect(PackagePath.resolve(reference, from: file, adding: ".wxml") == path)
  }
}
