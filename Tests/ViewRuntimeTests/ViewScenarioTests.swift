import Foundation
import Testing

@Suite(.serialized) struct `The view runtime` {
  @Test(arguments: ViewScenario.all)
  func `does what each scenario says`(_ scenario: ViewScenario) async throws {
    var run = try await ViewScenarioRun(scenario)
    let lines = try await run.run(scenario.steps)
    await run.close()
    if ProcessInfo.processInfo.environment["UPDATE"] == "1" {
      try scenario.rewrite(lines)
    } else {
      #expect(lines == scenario.expected)
    }
  }

  @Test func `has scenarios`() {
    #expect(ViewScenario.all.count >= 7)
  }
}
