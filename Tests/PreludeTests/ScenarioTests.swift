import TestSupport
import Testing

/// What the prelude does in the engine that runners use, told by the files of `Scenarios`.
@Suite(.ownThreads) struct `The prelude` {
  @Test(arguments: try Scenario.all())
  func `behaves as in`(_ scenario: Scenario) throws {
    let stage = try Stage(scenario)
    try stage.play()
    #expect(stage.lines == scenario.expected, "\(scenario.title)")
  }

  @Test func `has scenarios`() throws {
    #expect(try Scenario.all().count >= 23)
  }
}
