import Foundation
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `A runner that puts its guest away` {
  @Test func `serves another that finds nothing of the first`() throws {
    let runner = try RunnerUnderTest()
    try runner.run(
      """
      globalThis.left = 1; Array.prototype.left = 1; Object.left = 1;
      globalThis.timer = native.schedule(1); received.push('x');
      """)
    runner.send(.source(path: "a.js", "1"))
    try runner.renew(["clock": ["virtual": true, "now": 5]])
    let seen = try runner.run(
      "[typeof left, typeof [].left, typeof Object.left, received.length, native.now()]")
    #expect(seen.value == ["undefined", "undefined", "undefined", 0, 5])
    #expect(seen.said == [])
  }

  @Test func `does so again and again, in no more memory`() throws {
    let runner = try RunnerUnderTest()
    func bytes() throws -> Int {
      let text = try String(contentsOfFile: "/proc/\(runner.process.pid)/statm", encoding: .utf8)
      return Int(text.split(separator: " ")[1]).map { $0 * Int(getpagesize()) } ?? 0
    }
    var early = 0
    for life in 0..<60 {
      #expect(
        try runner.run("globalThis.all = Array(100000).fill({}); all.length").value == 100_000)
      try runner.renew()
      if life == 20 { early = try bytes() }
    }
    let late = try bytes()
    #expect(late < early + (24 << 20), "\(early) bytes became \(late)")
  }

  @Test func `answers what the first one left no more`() throws {
    let runner = try RunnerUnderTest()
    try runner.run("Promise.resolve().then(() => native.post('note', 0, 'late', '{}'))")
    try runner.renew()
    #expect(try runner.run("1").said == [])
  }
}
