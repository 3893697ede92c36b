import Testing
import Wire

@testable import Host

@Suite struct `A runner that is kept for the next launch` {
  private static let files = [
    "index.js": """
    Object.seen = (Object.seen ?? 0) + 1;
    Page({ data: { seen: 0 }, onLoad() { this.setData({ seen: Object.seen }); },
      wait() { setTimeout(() => console.log('late'), 1000); }, loop() { for (;;); } });
    """,
    "index.wxml": "<view bindtap=\"wait\">{{seen}}</view>",
  ]

  @Test func `is the same process with a world of its own`() async throws {
    let fixture = try Fixture(Self.files)
    let reuse = RunnerReuse()
    let pool = try fixture.host(spares: 1)
    let host = try MiniProgramHost(pool.configuration, runnersOf: pool, reuse: reuse)
    let program = try #require(await host.load(fixture.program).program)
    for _ in 0..<10 {
      let session = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
      await session.settle()
      #expect(try await session.pageData()["seen"] == 1)
      #expect(await session.notes.all.isEmpty)
      try await session.tap("view")
      await host.close(session)
      #expect(await session.ending == .normal)
      #expect(host.keptCount == 1)
    }
    // Nobody else gets it, no other user either, and it ends with those that it is for.
    let other = try await host.open(
      program, LaunchRequest(user: "other", clock: .virtual(start: 1_000)))
    #expect(host.keptCount == 1)
    _ = await other.close()
    let stranger = try await pool.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
    #expect(host.keptCount == 1)
    await pool.close(stranger)
    #expect(host.keptCount == 1)
    host.endKept(of: reuse)
    #expect(host.keptCount == 0)
  }

  @Test func `is ended when it does not rest`() async throws {
    var limits = HostLimits()
    limits.turnMilliseconds = 200
    let fixture = try Fixture(Self.files)
    let pool = try fixture.host(limits: limits, spares: 1)
    let host = try MiniProgramHost(pool.configuration, runnersOf: pool, reuse: RunnerReuse())
    let program = try #require(await host.load(fixture.program).program)
    let session = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
    await session.settle()
    let looping = Task { try await session.ask("invoke", ["method": "loop"]) }
    while await session.isStill, await session.ending == nil { await Task.yield() }
    await host.close(session)
    #expect(await session.ending != nil)
    #expect(host.keptCount == 0)
    _ = await looping.result
    let next = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
    await next.settle()
    #expect(try await next.pageData()["seen"] == 1)
    _ = await next.close()
  }

  /// Lets others work; throws when the time of the test is over.
  private func rest() async throws {
    try Task.checkCancellation()
    await Task.yield()
  }

  @Test(.timeLimit(.minutes(5)))
  func `is not replaced while it works, and one for another is started when it is over`()
    async throws
  {
    let fixture = try Fixture(Self.files)
    let reuse = RunnerReuse()
    let pool = try fixture.host(spares: 2)
    let host = try MiniProgramHost(pool.configuration, runnersOf: pool, reuse: reuse)
    let program = try #require(await host.load(fixture.program).program)
    #expect(host.pool.promised == 2)
    while host.spareCount < 2 { try await rest() }
    for _ in 0..<3 {
      let session = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
      await session.settle()
      host.pool.refill()
      #expect(host.pool.promised == 2)
      await host.close(session)
      #expect(host.pool.promised == 2)
    }
    // One that ends by itself comes back to nobody.
    let lost = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
    _ = await lost.close()
    await host.close(lost)
    host.pool.refill()
    while host.keptCount + host.spareCount < 2 { try await rest() }
    host.endKept(of: reuse)
    #expect(host.pool.promised == 2)
  }

  @Test func `may use more memory than four gigabytes when its limit says so`() async throws {
    var limits = HostLimits()
    limits.memoryBytes = 6 << 30
    let fixture = try Fixture(Self.files)
    let session = try await fixture.open(limits: limits)
    await session.settle()
    #expect(try await session.pageData()["seen"] == 1)
    #expect(await session.close() == .normal)
  }
}
