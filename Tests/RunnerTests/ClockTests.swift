import Glibc
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `A runner's clock` {
  @Test func `is the system's, in whole milliseconds`() throws {
    let runner = try RunnerUnderTest()
    let before = Double(time(nil)) * 1000
    let now = try #require(try runner.run("native.now()").value?.number)
    #expect(now >= before - 1000 && now <= before + 60_000)
    #expect(now == now.rounded())
  }

  @Test func `wakes the prelude, which the host is told`() throws {
    // On a busy machine the time may have come before the runner rests; then a later one is tried.
    for delay in [3, 300, 10_000] where try wakesAfterRest(milliseconds: delay) { return }
    Issue.record("the runner never rested before the time came")
  }

  /// False when the runner did not rest before the time came.
  private func wakesAfterRest(milliseconds: Int) throws -> Bool {
    let runner = try RunnerUnderTest()
    let script = Text("native.schedule(native.now() + \(milliseconds))")
    runner.send(.event(id: 1, name: "runQuietly", script, attachments: []))
    guard case .idle(2, let next)? = try runner.next() else {
      Issue.record("the runner did not rest")
      return true
    }
    if next.isNaN { return false }
    #expect(next > 1.7e12)
    #expect(try runner.next() == .busy)
    guard case .idle(2, let none)? = try runner.next() else {
      Issue.record("the runner did not rest again")
      return true
    }
    #expect(none.isNaN)
    #expect(try runner.run("state.ticks.length").value == 1)
    #expect(try runner.run("state.ticks[0] <= native.now()").value == true)
    return true
  }

  @Test(arguments: ["NaN", "-1", "undefined", "'soon'"])
  func `wakes nobody who asks for no time`(_ time: String) throws {
    let runner = try RunnerUnderTest()
    runner.send(
      .event(id: 1, name: "runQuietly", Text("native.schedule(\(time))"), attachments: []))
    guard case .idle(2, let next)? = try runner.next() else {
      Issue.record("the runner did not rest")
      return
    }
    #expect(next.isNaN)
  }

  @Test func `does not starve events while timers are always due`() throws {
    let runner = try RunnerUnderTest()
    let endless = "state.onTick = () => native.schedule(0); native.schedule(0)"
    runner.send(.event(id: 1, name: "runQuietly", Text(endless), attachments: []))
    runner.send(.event(id: 2, name: "run", "state.onTick = () => {}; 'heard'", attachments: []))
    #expect(try runner.untilIdle() == [.answer(event: 2, ok: true, #""heard""#)])
  }

  @Test func `stands still when it is virtual, until the host moves it`() throws {
    let runner = try RunnerUnderTest(["clock": ["virtual": true, "now": 1000]])
    runner.send(
      .event(
        id: 1, name: "runQuietly", "state.now = native.now(); native.schedule(1500)",
        attachments: []))
    #expect(try runner.next() == .idle(handled: 2, nextTimer: 1500))
    #expect(try runner.run("state.now").value == 1000)

    runner.send(.advance(1499))
    #expect(try runner.next() == .idle(handled: 4, nextTimer: 1500))
    runner.send(.advance(1500))
    #expect(try runner.untilIdle() == [])
    #expect(try runner.run("[state.ticks, native.now()]").value == [[1500], 1500])
  }

  @Test func `becomes virtual with the first move`() throws {
    let runner = try RunnerUnderTest()
    runner.send(.advance(42))
    #expect(try runner.untilIdle() == [])
    #expect(try runner.run("native.now()").value == 42)
  }
}
