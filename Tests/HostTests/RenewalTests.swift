import Host
import Testing
import Wire

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
    while await session.isStill { await Task.yield() }
    await host.close(session)
    #expect(await session.ending != nil)
    #expect(host.keptCount == 0)
    _ = await looping.result
    let next = try await host.open(program, LaunchRequest(clock: .virtual(start: 1_000)))
    await next.settle()
    #expect(try await next.pageData()["seen"] == 1)
    _ = await next.close()
  }
}
