import Suites
import Testing

@Suite struct `Reports` {
  private func outcome() async throws -> SuiteFixture.Outcome {
    try await SuiteFixture([
      "a.test.js": """
      describe('block', () => {
        test('passes', () => {});
        test('fails < & "', () => { expect(1).toBe(2); });
        test.skip('skipped', () => {});
        test.todo('to do');
      });
      """
    ]).run()
  }

  @Test func `come as TAP`() async throws {
    let text = try await outcome().report(.tap)
    #expect(text.hasPrefix("TAP version 14\n"))
    #expect(text.contains(" - a.test.js › block › skipped # SKIP"))
    #expect(text.contains("not ok 4 - a.test.js › block › fails < & \"\n  ---\n"))
    #expect(text.hasSuffix("1..4"))
  }

  @Test func `come as JUnit`() async throws {
    let text = try await outcome().report(.junit)
    #expect(text.contains("tests=\"4\" failures=\"1\" skipped=\"2\""))
    #expect(text.contains("name=\"block › fails &lt; &amp; &quot;\""))
    #expect(text.contains("<failure message=\"expect(received).toBe(expected)\">"))
  }

  @Test func `come as JSON lines and as annotations`() async throws {
    let outcome = try await outcome()
    let lines = outcome.report(.json).split(separator: "\n")
    #expect(lines.count == 8)
    #expect(lines.last?.contains(#""event":"ended""#) == true)
    #expect(outcome.report(.github).hasPrefix("::error file="))
    #expect(outcome.report(.github).contains(",line=3,"))
  }
}
