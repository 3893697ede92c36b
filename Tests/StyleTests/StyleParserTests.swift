import Glibc
import TestSupport
import Testing

@testable import Style

@Suite(.ownThreads) struct `Style sheets parse` {
  @Test(arguments: [
    "view {}", ".a.b, #c > text + .d ~ .e:not(.f, :is(.g)) {}", "[a=\"b\" i]::before {}",
    ".a:nth-child(2n+1):nth-last-of-type(3):only-child {}", ":host .a:hover {}", ".\\31 0 {}",
  ])
  func `and print to the same rules`(_ source: String) {
    let sheet = StyleParser.parse(source)
    #expect(sheet.problems.isEmpty)
    let printed = StyleWriter().text(sheet)
    #expect(StyleWriter().text(StyleParser.parse(printed)) == printed)
    #expect(printed.filter { !$0.isWhitespace } == source.filter { !$0.isWhitespace })
  }

  @Test(arguments: [
    ("a{color}b{c:d}", ["a {\n}", "b {\n  c: d;\n}"]),
    ("a{;;b:c;d e;f:g}", ["a {\n  b: c;\n  f: g;\n}"]),
    ("..a{b:c}d{e:f}", ["d {\n  e: f;\n}"]),
    ("}a{b:c}", ["a {\n  b: c;\n}"]), ("a{b:c", ["a {\n  b: c;\n}"]), ("a", []), ("a:b(c{d:e}", []),
    ("a{b:';c:d\n;e:f}", ["a {\n  b: ';c:d;\n  e: f;\n}"]),
  ])
  func `past their errors`(_ source: String, _ rules: [String]) {
    let sheet = StyleParser.parse(source)
    let text = rules.map { $0 + "\n" }.joined()
    #expect(StyleWriter().text(sheet) == text)
    #expect(!sheet.problems.isEmpty || source.contains("'"))
  }

  @Test func `into CSS with prefixes and pixels`() {
    let sheet = StyleParser.parse(
      "@charset 'utf-8';@font-face{src:url(a)}:host{a:b!important}.x view{width:10rpx}"
        + "@media (min-width:100rpx){#y{z:1}}@keyframes k{to{top:2rpx}}")
    let writer = StyleWriter(
      classPrefix: "p", host: ".h", tag: { "wx-" + $0 }, environment: StyleEnvironment())
    #expect(
      writer.text(sheet) == """
        @font-face{src:url(a)}
        .h {
          a: b !important;
        }
        .p--x wx-view {
          width: 5px;
        }
        @media (min-width:50px) {
          #y {
            z: 1;
          }
        }
        @keyframes k{to{top:1px}}

        """)
  }

  @Test func `with a warning for rules that are not known`() {
    let sheet = StyleParser.parse("@new x{a{b:c}}@other;a{b:c}")
    #expect(sheet.problems.map(\.kind) == [.unknown, .unknown])
    #expect(sheet.items.count == 3)
  }

  @Test(arguments: [StyleLimits.groupDepth, StyleLimits.groupDepth + 1])
  func `with groups to a depth`(_ depth: Int) {
    let source =
      String(repeating: "@media all{", count: depth) + "a{b:c}"
      + String(repeating: "}", count: depth)
    let sheet = StyleParser.parse(source)
    #expect(sheet.rules.count == (depth > StyleLimits.groupDepth ? 0 : 1))
    #expect(sheet.problems.map(\.kind) == (depth > StyleLimits.groupDepth ? [.tooDeep] : []))
  }

  @Test(arguments: [
    "a{b:c}", "a{", "(", ":not(", "/*", "@media x{", "a,", "[a='", "url(", "1.", "\\", "a>", "}",
  ])
  func `in time that grows with their length`(_ unit: String) {
    func seconds(_ count: Int) -> Double {
      let source = String(repeating: unit, count: count)
      return (0..<3).map { _ in threadSeconds { _ = StyleParser.parse(source) } }.min() ?? 0
    }
    // Eight times the text costs about eight times as much; a square would be 64 times.
    #expect(seconds(16_000) / max(seconds(2_000), 1e-4) < 32)
  }

  /// The processor time of the calling thread; other tests run beside this one.
  private func threadSeconds(_ body: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    body()
    return now() - start
  }
}
