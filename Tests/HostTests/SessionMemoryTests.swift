import Bridge
import Host
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A session that has ended` {
  /// Sees the calls of a session and keeps it, as those do who drive one.
  private final class Watch: CallWatch {
    private let session = Mutex<Session?>(nil)

    func keep(_ session: Session) { self.session.withLock { $0 = session } }
    func received(_ call: WatchedCall) -> CallVerdict { .pass }
    func answered(_ call: WatchedCall, _ outcome: Result<CallReply, CallError>) {}
  }

  /// Runs a page to its end and waits until nobody holds its session any more.
  private func run(_ files: [String: String], isWatched: Bool) async throws {
    let fixture = try Fixture(files)
    let host = try fixture.host()
    let program = try #require(await host.load(fixture.program).program)
    weak let session = try await Self.end(program, on: host, isWatched ? Watch() : nil)
    // Its thread may be about to end.
    while session != nil {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  private static func end(
    _ program: Program, on host: MiniProgramHost, _ watch: Watch?
  ) async throws -> Session {
    let session = try await host.open(
      program, LaunchRequest(clock: .virtual(start: Fixture.epoch), watch: watch))
    watch?.keep(session)
    await session.settle(within: 10)
    #expect(await session.notes.all.map(\.text).contains("done"))
    #expect(await session.close() == .normal)
    return session
  }

  @Test func `is let go of by whom saw its calls`() async throws {
    try await run(
      ["index.js": "wx.setStorageSync('a', 1); console.log('done'); Page({})"], isWatched: true)
  }

  @Test func `is let go of with its workers`() async throws {
    try await run(
      [
        "app.json": #"{"pages":["index"],"workers":"workers"}"#,
        "workers/a.js": "worker.postMessage('done')",
        "index.js": "wx.createWorker('workers/a.js').onMessage(console.log); Page({})",
      ], isWatched: false)
  }
}
