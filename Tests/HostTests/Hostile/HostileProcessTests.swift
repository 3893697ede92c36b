import Foundation
import Glibc
import Host
import TestSupport
import Testing

/// Runners as processes: how they fall, and what they leave (`reference/hostile-programs.tsv`, area
/// process).
@Suite(.ownThreads, .serialized) struct `The process of a runner` {
  @Test(arguments: ["segfault", "trap", "abort", "status", "exits"])
  func `that falls over is a crash, and the next one runs`(_ behaviour: String) async throws {
    let fixture = try Fixture([:])
    let host = try fixture.host(limits: Attack.patientLimits, runner: "HostileRunner")
    let session = try await fixture.open(on: host, query: "do=\(behaviour)")
    await session.settle()
    let ending = await session.ending
    #expect(ending?.kind == "crash", "\(String(describing: ending))")
    #expect(await session.close() == ending)

    let next = try await fixture.open(on: host, query: "do=drip")
    await next.settle()
    #expect(await next.screenText(columns: 40).contains("dripped"))
    #expect(await next.close() == .normal)
  }

  @Test func `that blocks all signals is ended all the same`() async throws {
    let fixture = try Fixture([:])
    let session = try await fixture.open(query: "do=deaf-to-signals", runner: "HostileRunner")
    await session.settle()
    let runner = await session.runnerIdentifier
    #expect(await session.close() == .normal)
    #expect(kill(runner, 0) == -1 && errno == ESRCH)
  }

  @Test func `that is gone answers everyone who waits`() async throws {
    let fixture = try Fixture([
      "index.js": "Page({ onLoad() { wx.showModal({ title: '?' }); }, onHide() { for (;;); } })"
    ])
    let session = try await fixture.open(limits: Attack.limits)
    await session.settle()
    let sent = Task { try await session.send("hide") }
    let answer = Task { while true { _ = try await session.ask("stack") } }
    await #expect(throws: SessionError.self) { try await sent.value }
    await #expect(throws: SessionError.self) { try await answer.value }
    #expect(await session.ending?.kind == "cpu")
  }

  @Test func `serves once, also when it comes from the pool`() async throws {
    let fixture = try Fixture([:])
    let host = try fixture.host(spares: 3)
    var seen: Set<Int32> = []
    for _ in 0..<12 {
      let session = try await fixture.open(on: host)
      await session.settle()
      let (isNew, _) = seen.insert(await session.runnerIdentifier)
      #expect(isNew)
      #expect(await session.close() == .normal)
    }
  }

  @Test func `leaves no descriptor, process or memory behind in 200 lives`() async {
    // In a process of its own, whose descriptors no other test uses.
    await #expect(processExitsWith: .success) {
      let fixture = try Fixture([:])
      let host = try fixture.host()
      func live(_ times: Int) async throws {
        for _ in 0..<times {
          let session = try await fixture.open(on: host)
          await session.settle()
          #expect(await session.close() == .normal)
        }
      }
      try await live(50)
      let residue = try Residue.now()
      #expect(!residue.hasChildren)
      let memory = try Residue.memoryBytes()
      try await live(150)
      // A session that is closed holds nothing any more, so both counts are exact.
      #expect(try Residue.now() == residue)
      let grown = try Residue.memoryBytes() - memory
      #expect(grown < 8 << 20, "\(grown >> 10) KiB")
    }
  }

  /// What guests do while their host is killed.
  @Test(arguments: [
    "", "for (;;);", "const f = () => Promise.resolve().then(f); f();",
    "for (;;) JSON.stringify(new Array(1e6).fill({}));",
  ])
  func `is gone soon after its host`(_ script: String) async throws {
    let fixture = try Fixture([
      "index.js":
        "Page({ onLoad() { console.log('at work'); wx.setStorageSync('k', 1); \(script) } })"
    ])
    let host = try Child(
      BuiltProducts.command,
      ["run", fixture.program, "--data", fixture.folder + "/data", "--turn-limit", "60000"])
    // The page's first call has reached the host, so the guest is at work.
    while !FileManager.default.fileExists(atPath: fixture.folder + "/data/storage") {
      try #require(host.isAlive)
      await Task.yield()
    }
    let runners = try host.children()
    #expect(runners.count == 1)
    host.kill()
    // It takes milliseconds; a machine with much to do gets time, and still far less than the
    // minute that the turn may take.
    let end = ContinuousClock.now + .seconds(20)
    while runners.contains(where: Child.isRunning), ContinuousClock.now < end {
      await Task.yield()
    }
    #expect(!runners.contains(where: Child.isRunning))
    for runner in runners where Child.isRunning(runner) { Glibc.kill(runner, SIGKILL) }
  }
}
