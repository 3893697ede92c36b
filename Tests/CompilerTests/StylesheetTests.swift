import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `Style sheets` {
  func flatten(_ source: String, _ files: [String: String] = [:]) -> Stylesheet.Flattened {
    Stylesheet.flatten(source: source, path: "p/a.wxss") { files[$0] }
  }

  @Test(arguments: [
    "@import \"b.wxss\";c{}", "@import 'b';c{}", "@import './b.wxss'c{}", "@import '/p/b';c{}",
    "@import url(b.wxss);c{}", "@import url('b');c{}", "@import/* x */'b' ;c{}",
    "@import 'b';@import 'b';c{}", "\u{FEFF}@import 'b';c{}",
  ])
  func `have their imports in place`(_ source: String) {
    let sheet = flatten(source, ["p/b.wxss": "b{}"])
    #expect(sheet.text.replacing("\u{FEFF}", with: "") == "b{}c{}")
    #expect(sheet.diagnostics.isEmpty)
  }

  @Test(arguments: [
    "/* @import 'b'; */", "a{content:\"@import 'b';\"}", "a{}", "@media x{}", "@import b;", "a{b:'",
    "/* ", "@import", "@import '",
  ])
  func `are left as they are otherwise`(_ source: String) {
    let sheet = flatten(source)
    #expect(sheet.text == source || source == "@import '")
  }

  @Test func `tell the file of each part`() {
    let sheet = flatten("a{}\n@import 'b';\nc{}", ["p/b.wxss": "b{}@import 'a';"])
    #expect(sheet.text == "a{}\nb{}\nc{}")
    #expect(
      sheet.segments == [
        .init(path: "p/a.wxss", bytes: 0..<4, line: 1, column: 1, start: 0),
        .init(path: "p/b.wxss", bytes: 4..<7, line: 1, column: 1, start: 0),
        .init(path: "p/a.wxss", bytes: 7..<11, line: 2, column: 13, start: 16),
      ])
    #expect(sheet.files == ["p/a.wxss", "p/b.wxss"])
  }

  @Test func `warn of imports that lead nowhere`() {
    let sheet = flatten("@import 'x';\n@import '../../y';\n@import url(https://a.b/c.css);")
    #expect(
      remarks(sheet.diagnostics) == [
        "error missingFile 1:1", "warning malformedImport 2:1", "warning malformedImport 3:1",
      ])
  }
}
