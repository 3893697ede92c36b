import Foundation
import Host
import Testing

/// Runners that were taken over and say to the host what they like
/// (`reference/hostile-programs.tsv`, area ipc). What they do is in `Tests/Support/HostileRunner`.
@Suite(.serialized) struct `A runner that was taken over` {
  static var limits: HostLimits {
    var limits = Attack.limits
    limits.outboundBytes = 1 << 20
    limits.pendingBytes = 64 << 10
    return limits
  }

  static var patientLimits: HostLimits {
    var limits = limits
    limits.turnMilliseconds = 20_000
    return limits
  }

  private func open(
    _ behaviour: String, limits: HostLimits = Self.patientLimits
  ) async throws -> Session {
    let fixture = try Fixture([:])
    let session = try await fixture.open(
      limits: limits, query: "do=\(behaviour)", runner: "HostileRunner")
    await session.settle()
    return session
  }

  @Test(arguments: [
    "garbage", "length-huge", "length-zero", "length-over", "unknown-kind", "host-kind",
    "short-field", "huge-field", "trailing", "bad-encoding", "bad-ascii", "odd-utf16", "deep",
    "no-json", "bad-number", "long-name", "attachments", "source-no-path",
    "source-long-path", "unknown-node", "node-in-itself", "unknown-patch", "second-ready",
    "renewed-unasked", "two-sync", "half-close", "closes", "past-timers", "flood-of-calls",
    "flood-of-states",
  ])
  func `and breaks the protocol is ended for it`(_ behaviour: String) async throws {
    let session = try await open(behaviour)
    let ending = await session.ending
    #expect(ending?.kind == "protocol", "\(String(describing: ending))")
  }

  @Test(arguments: ["silent", "flood-of-notes"])
  func `and never rests is ended by its deadline`(_ behaviour: String) async throws {
    let session = try await open(behaviour, limits: Self.limits)
    #expect(await session.ending?.kind == "cpu")
  }

  @Test(arguments: [
    ("drip", "dripped"), ("two-in-one", "both"), ("unasked-answers", "ignored"),
    ("same-call-ids", "answered 3"), ("paths", "found 0"), ("odd-stack", "noted"),
    ("flood-of-questions", "refused 57"), ("flood-of-names", "names"), ("flood-of-paths", "paths"),
    ("forged-visitor", "answered 5"), ("call-no-json", "refused"), ("forged-objects", "forged 11"),
  ])
  func `and is only odd is served`(_ behaviour: String, _ shown: String) async throws {
    let session = try await open(behaviour)
    #expect(await session.screenText(columns: 40).contains(shown))
    #expect(await session.unsupported.count <= Self.limits.notes)
    #expect(await session.close() == .normal)
  }

  @Test func `cannot answer for another question`() async throws {
    let session = try await open("odd-answers")
    for _ in 0..<3 { #expect(try await session.ask("stack").array == ["first"]) }
    #expect(await session.close() == .normal)
  }

  @Test func `and works on in turn after turn can still be closed`() async throws {
    let session = try await open("flood-of-turns")
    #expect(await session.close() == .normal)
  }

  @Test func `acts for its own visitor whatever it says`() async throws {
    let fixture = try Fixture([
      "index.js": "Page({ data: {}, onLoad() { this.setData({ k: wx.getStorageSync('k') }); } })"
    ])
    let victim = try await fixture.open(user: "victim")
    _ = await victim.close()
    let forger = try await fixture.open(query: "do=forged-visitor", runner: "HostileRunner")
    await forger.settle()
    _ = await forger.close()
    for (user, expected) in [("victim", ""), ("tester", "mine")] {
      let session = try await fixture.open(user: user)
      await session.settle()
      // A forged request may have removed the forger's own value, never another's.
      let found = try await session.pageData()["k"]?.string
      #expect(found == expected || (user == "tester" && found == ""))
      _ = await session.close()
    }
  }

  @Test func `does not disturb a neighbour`() async throws {
    let calm = try Fixture([
      "index.js": "Page({ data: { n: 0 }, up() { this.setData({ n: this.data.n + 1 }); } })",
      "index.wxml": "<button bindtap=\"up\">{{n}}</button>",
    ])
    let good = try await calm.open()
    await good.settle()
    let turns = try await open("flood-of-turns")
    async let notes = open("flood-of-notes", limits: Self.limits)
    for _ in 0..<50 { try await good.tap("button") }
    #expect(await good.screenText(columns: 40).contains("50"))
    #expect(await good.close() == .normal)
    #expect(await turns.close() == .normal)
    #expect(try await notes.ending?.kind == "cpu")
  }

  @Test func `does not make the host grow`() async {
    // In a process of its own, whose memory no other test uses.
    await #expect(processExitsWith: .success) {
      let before = try Residue.peakMemoryBytes()
      for behaviour in ["flood-of-calls", "flood-of-notes", "flood-of-questions", "length-huge"] {
        let fixture = try Fixture([:])
        let session = try await fixture.open(
          limits: `A runner that was taken over`.limits, query: "do=\(behaviour)",
          runner: "HostileRunner")
        await session.settle()
        _ = await session.close()
      }
      let grown = try Residue.peakMemoryBytes() - before
      #expect(grown < 128 << 20, "\(grown >> 20) MiB")
    }
  }
}
