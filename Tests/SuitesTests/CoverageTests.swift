import Foundation
import Suites
import Testing

@Suite struct `What tests cover` {
  static let files = [
    "index.js": """
    const { double } = require('./lib');

    Page({
      data: { count: 0, wide: true },
      more() {
        if (this.data.count > 1) {
          this.setData({ count: 0 });
        }
        this.setData({ count: double(this.data.count) || 1 });
      },
      never() { return 1; },
    });
    """,
    "lib.ts": """
    export function double(value: number): number {
      return value * 2;
    }
    export const unused = (value: number) => (value ? 1 : 2);
    """,
    "other.js": "module.exports = 1;",
    "price.wxs": """
    var digits = 2
    total = 0
    function shown(cents) {
      if (cents < 0) return '-'
      return (cents / 100).toFixed(digits)
    }
    module.exports = { shown: shown, unused: function () { total += 1 } }
    """,
    "index.wxml": """
    <wxs src="./price.wxs" module="price"/>
    <view class="count" bindtap="more">{{count}}</view><view class="price">{{price.shown(150)}}</view>
    <view wx:if="{{count > 5}}">{{count + 1}}</view>
    <view wx:else class="narrow">no</view>
    """,
    "index.wxss": """
    .count { color: red; }
    .count::after { content: '!'; }
    .unused { color: blue; }
    @media (min-width: 4000px) { .narrow { color: green; } }
    @keyframes turn { from { left: 0; } to { left: 1px; } }
    """,
    "a.test.js": """
    test('taps', async () => {
      await app.launch();
      await app.tap('.count');
      await expect(app.locator('.count')).toHaveText('1');
      await expect(app.locator('.price')).toHaveText('1.50');
    });
    """,
  ]

  private func covered() async throws -> Coverage {
    let outcome = try await SuiteFixture(Self.files).run { $0.measuresCoverage = true }
    #expect(outcome.summary.passed == 1, "\(outcome.report(.pretty))")
    return try #require(outcome.summary.coverage)
  }

  @Test func `counts what the tests ran of scripts, templates and style sheets`() async throws {
    let coverage = try await covered()
    #expect(coverage.problems.isEmpty, "\(coverage.problems)")
    func count(_ file: String, _ measure: Coverage.Measure) -> [Int] {
      let found = coverage.files.first { $0.path.hasSuffix("/" + file) }?.count(measure)
      return [found?.covered ?? -1, found?.all ?? -1]
    }
    #expect(count("index.js", .statements) == [4, 6])
    #expect(count("index.js", .branches) == [3, 4])
    #expect(count("index.js", .functions) == [1, 2])
    #expect(count("other.js", .statements) == [0, 1])
    #expect(count("lib.ts", .functions) == [1, 2])
    #expect(count("lib.ts", .branches) == [0, 2])
    #expect(count("price.wxs", .statements) == [5, 7])
    #expect(count("price.wxs", .branches) == [1, 2])
    #expect(count("price.wxs", .functions) == [1, 2])
    #expect(count("index.wxml", .bindings) == [3, 4])
    #expect(count("index.wxml", .templateBranches) == [1, 2])
    #expect(count("index.wxss", .rules) == [2, 4])
  }

  @Test func `is told as text, lcov and a page, and held against thresholds`() async throws {
    let coverage = try await covered()
    #expect(coverage.text.contains("index.wxss"))
    let lcov = coverage.lcov
    #expect(lcov.contains("index.js\n"))
    #expect(lcov.contains("\nDA:7,0\n"))
    #expect(lcov.contains("\nBRDA:6,0,"))
    #expect(lcov.contains("\nFNDA:0,never\n"))
    #expect(
      coverage.html.contains("<span class=\"no\"><i>never</i>      this.setData({ count: 0 });"))
    #expect(coverage.html.contains("default-src 'none'"))
    #expect(coverage.shortfalls(of: [.rules: 50]).isEmpty)
    #expect(
      coverage.shortfalls(of: [.rules: 50.5])
        == ["rules: 50 % are covered, expected at least 50.5 %"])
  }

  @Test func `leaves errors where the author wrote them`() async throws {
    let fixture = try SuiteFixture([
      "index.js": """
      Page({
        data: { text: '', count: 0 },
        more() { const a = 1 || 2; if (a) { const b = a ? 3 : 4; throw new Error(`thrown ${b}`); } },
      });
      """,
      "a.test.js": "test('taps', async () => { await app.launch(); await app.tap('.count'); });",
    ])
    let plain = try await fixture.run().result("taps")?.failures.first?.place
    let counted = try await fixture.run { $0.measuresCoverage = true }
    #expect(plain?.line == 3)
    #expect(counted.result("taps")?.failures.first?.place == plain)
  }
}
