import Glibc
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `A runner's limits` {
  @Test(arguments: [
    "for (;;) ;", "while (true) { try { for (;;) ; } catch { } finally { for (;;) ; } }",
    "try { native.evaluate('for (;;) ;', 'inner.js', 1) } catch { 'went on' }",
    "tasks.push(() => { for (;;) ; })", "Promise.resolve().then(() => { for (;;) ; }); 0",
  ])
  func `stop a turn that takes too long, and say where it was`(_ script: String) throws {
    let runner = try RunnerUnderTest(["limits": ["turnMilliseconds": 50]])
    runner.send(.event(id: 1, name: "runQuietly", Text(script), attachments: []))
    guard case .stopped(let text)? = try runner.next() else {
      Issue.record("the runner was not stopped")
      return
    }
    let report = try JSON(text)
    #expect(report["milliseconds"] == 50)
    #expect(report["stack"]?.string?.contains("@pages/test.js:1:") == true)
    #expect(try runner.next() == nil)
    #expect(runner.process.ending() == .code(3))
  }

  static let bombs = [
    "const kept = []; for (;;) kept.push({ a: 1 });",
    "const kept = []; for (let i = 0;; i++) kept.push('text ' + i);",
    "let list = null; for (;;) { const next = list; list = () => next; }",
    "const map = new Map(); for (let i = 0;; i++) map.set(i, [i]);",
    "for (const kept = [];;) { try { kept.push(new Uint8Array(1 << 20).fill(1)) } catch { } }",
  ]

  @Test(arguments: bombs)
  func `bound what a guest can fill`(_ script: String) throws {
    let runner = try RunnerUnderTest([
      "limits": ["memoryBytes": 33_554_432, "turnMilliseconds": 2000]
    ])
    runner.send(.event(id: 1, name: "runQuietly", Text(script), attachments: []))
    // What does not fit is an error where the engine can say so, and the end where it cannot.
    while let message = try runner.next() {
      if case .idle = message { runner.process.hangUp() }
    }
    let ending = runner.process.ending()
    let peakBytes = runner.process.peakBytes
    #expect(peakBytes > 32 << 20 && peakBytes < 160 << 20, "\(peakBytes >> 20) MiB, \(ending)")
  }

  @Test func `refuse one large buffer with an error that can be caught`() throws {
    let runner = try RunnerUnderTest(["limits": ["memoryBytes": 33_554_432]])
    let name = try runner.run("try { new ArrayBuffer(2 ** 30) } catch (error) { error.name }")
    #expect(name.value == "RangeError")
    #expect(try runner.run("1 + 1").value == 2)
  }

  @Test func `let both sides write at once without waiting for each other`() throws {
    let runner = try RunnerUnderTest()
    let megabyte = Text(String(repeating: "x", count: 1 << 20))
    runner.send(
      .event(
        id: 1, name: "runQuietly",
        "for (let i = 0; i < 20; i++) native.post('note', 0, 'big', 'y'.repeat(1 << 20))",
        attachments: []))
    for id in 2..<22 as Range<UInt32> {
      runner.send(.event(id: id, name: "big", megabyte, attachments: []))
    }
    #expect(try runner.untilIdle().count == 20)
    #expect(try runner.run("received.length").value == 20)
  }

  @Test func `bound what may wait while the runner waits`() throws {
    let runner = try RunnerUnderTest()
    runner.send(.event(id: 1, name: "run", "native.callSync('never', '')", attachments: []))
    let large = Text(String(repeating: "x", count: 16 << 20))
    // The limit is 128 MiB: seven of these fit with what belongs to them, the eighth does not.
    for id in 2..<10 as Range<UInt32> {
      runner.send(.event(id: id, name: "big", large, attachments: []))
    }
    #expect(runner.process.ending() == .code(7))
  }
}
