import TestSupport
import Testing

@testable import Transform

@Suite(.ownThreads) struct `esbuild's report` {
  private typealias SourceError = EsbuildReport.SourceError

  @Test func `gives the first error of each script`() {
    let report = """
      ✘ [ERROR] The symbol "a" has already been declared

          s1.js:2:4:
            2 │ let a=2;
              ╵     ^

        The symbol "a" was originally declared here:

          s0.js:1:4:
            1 │ let a=1;
              ╵     ^

      ✘ [ERROR] Another one

          s1.js:3:0:

      ✘ [ERROR] Expected ";" but found "c"

          s20.ts:1:21:
      3 errors
      """
    #expect(
      EsbuildReport.firstErrors(in: report) == [
        1: SourceError(line: 2, byte: 4, message: #"The symbol "a" has already been declared"#),
        20: SourceError(line: 1, byte: 21, message: #"Expected ";" but found "c""#),
      ])
  }

  @Test(arguments: [
    "", "[ERROR] ", "✘ [ERROR] a\n    s1.js:1:", "✘ [ERROR] a\n    s.js:1:1:",
    "✘ [ERROR] a\n    s1.js:x:1:", "✘ [ERROR] a\n    s1.js:1:-1:", "✘ [ERROR] a\n    x1.js:1:1:",
    "    s1.js:1:1:", "✘ [ERROR] a\n    s99999999999999999999.js:1:1:",
  ])
  func `may say nothing of use`(_ report: String) {
    #expect(EsbuildReport.firstErrors(in: report).isEmpty)
  }

  @Test(arguments: [
    ("a b c", 1, 4, "1:5"),
    ("日本 b", 1, 7, "1:4"),
    ("😀 b", 1, 5, "1:4"),
    ("x\n日 b", 2, 4, "2:3"),
    ("x\r\n日 b", 2, 4, "2:3"),
    ("x\r日\u{2028}é b", 3, 3, "3:3"),
    ("short\n", 1, 99, "1:6"),
    ("short\n", 9, 3, "2:1"),
    ("x\nshort", 9, 3, "2:6"),
    ("short", -1, 2, "1:3"),
    ("", 1, 0, "1:1"),
  ])
  func `counts bytes where editors count UTF-16`(
    _ source: String, _ line: Int, _ byte: Int, _ expected: String
  ) {
    let place = SourceError(line: line, byte: byte, message: "").place(in: source)
    #expect("\(place.line):\(place.column)" == expected)
  }

  @Test func `is cut where a message is too long`() {
    let limit = TransformLimits.messageBytes
    let longest = String(repeating: "a", count: limit)
    #expect(Toolbox.shortened(longest[...]) == longest)
    #expect(Toolbox.shortened((longest + "a")[...]) == longest + "…")
  }
}
