import Glibc
import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `Hostile sources` {
  static let rich = """
    <import src="x"/><wxs module="m">var a = '</w';</wxs>
    <view a="{{b == "x" ? m.f([1, ...c], {d, e: 'f}}'}) : -g.h[i]}}" wx:for='{{l}}' 名={{x}}>
    text &lt; {{ '\\u{1F600}\\x' }} <!-- c --><include src="y"/></view>
    <template is="{{t}}" data="{{...a, b: {c: 1}}}"/><View wx:elif c"d=/ >😀</view>
    """

  /// Every beginning of a rich file, and the file with each byte changed.
  @Test func `never trap the compiler`() {
    let bytes = Array(Self.rich.utf8)
    let marks = Array("{}\"'<>/\\&=".utf8)
    for index in bytes.indices {
      _ = compile(String(decoding: bytes[..<index], as: UTF8.self))
      var changed = bytes
      changed[index] = marks[index % marks.count]
      let source = String(decoding: changed, as: UTF8.self)
      _ = compile(source)
      _ = Script.usesModuleSyntax(source)
      _ = WXS.compile(source: source, path: "a.wxs")
      _ = Stylesheet.flatten(source: source, path: "a.wxss") { _ in nil }
      _ = SourceMap(json: source)
    }
  }

  /// Repeated, these make a parser that looks ahead too far take quadratic time.
  static let repeated = [
    "{{", "{{ '", "{{ {", "<a b=\"{{\" ", "<a b=\"", "<a b='{{\"", "<a b={{ ", "</b>", "<", "</",
    "<!-- ", "<wxs>", "<a ", "<a/>", "a b ", "{{a}}", "&", "&lt;", "\\",
    "<a b=\"{{c == \"d\"}}\"/>",
    "<a wx:if=\"{{b}}\"/><b wx:else/>", "<a b>x</a>", "{{'", "😀", "<a b=\"{{ {{ {{", "<A/>",
    "<template name=\"a\"/>",
  ]

  @Test(arguments: repeated)
  func `take linear time`(_ part: String) {
    func seconds(_ bytes: Int) -> Double {
      let source = String(repeating: part, count: bytes / part.utf8.count)
      return (0..<3).map { _ in threadSeconds { _ = compile(source) } }.min() ?? 0
    }
    _ = compile(part)
    let size = 2_000
    // Eight times the text: linear work takes 8 times as long, quadratic work 64 times.
    let ratio = seconds(size * 8) / max(seconds(size), 1e-4)
    #expect(ratio < 32)
  }

  @Test(arguments: [
    "a+", "a?b:", "a,", "a.b+", "!", "[", "'a'+", "...a,", "a||b&&c|d^e==f<g<<h+i*j+",
  ])
  func `take linear time in one expression`(_ part: String) {
    func seconds(_ bytes: Int) -> Double {
      let source = "{{" + String(repeating: part, count: bytes / part.utf8.count) + "a}}"
      return (0..<3).map { _ in threadSeconds { _ = compile(source) } }.min() ?? 0
    }
    #expect(seconds(16_000) / max(seconds(2_000), 1e-4) < 32)
  }

  @Test(arguments: ["/[ ", "'\\", "`${", "a=/b/;", "({", "/*", "'", "\"'`", ")/", "a\n"])
  func `take linear time in one script`(_ part: String) {
    func seconds(_ bytes: Int) -> Double {
      let source = String(repeating: part, count: bytes / part.utf8.count) + "export"
      return (0..<3).map { _ in
        threadSeconds {
          _ = Script.usesModuleSyntax(source)
          _ = WXS.compile(source: source, path: "a.wxs")
        }
      }.min() ?? 0
    }
    #expect(seconds(16_000) / max(seconds(2_000), 1e-4) < 32)
  }

  @Test func `take linear time in different names`() {
    func seconds(_ count: Int) -> Double {
      let source = (0..<count).map {
        "<template name=\"a\($0)\"/><wxs module=\"m\($0)\"/><a b\($0)=\"{{c\($0)}}\"/>"
      }.joined()
      return (0..<3).map { _ in threadSeconds { _ = compile(source) } }.min() ?? 0
    }
    #expect(seconds(400) / max(seconds(50), 1e-4) < 32)
  }

  /// The time this thread spends computing, whatever else the machine does.
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
