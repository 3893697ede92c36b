import Host
import Testing

/// The fields of `HostLimits` that a mini-program meets while it runs: all that fits does, and one
/// more does not. Time and memory are tested by programs that are hostile.
@Suite struct `A session holds to its limit of` {
  struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let limit: WritableKeyPath<HostLimits, Int> & Sendable
    /// What runs once for each thing, with its number `i`; it may throw, or call `refuse()`.
    let script: String
    var most = 4
    var testDescription: String { name }
  }

  @Test(arguments: [
    Sample(name: "timers", limit: \.timers, script: "setTimeout(() => {}, 1e6);"),
    Sample(name: "listeners", limit: \.listeners, script: "wx.onAppShow(() => {});"),
    Sample(
      name: "waiting calls", limit: \.pendingCalls,
      script: "wx.showModal({ title: 'x', fail: () => refuse() });"),
  ])
  func `things`(_ sample: Sample) async throws {
    for (count, refusals) in [(sample.most, 0), (sample.most + 1, 1)] {
      let session = try await session(
        """
        let refused = 0;
        const refuse = () => this.setData({ refused: ++refused });
        for (let i = 0; i < \(count); i++) try { \(sample.script) } catch (error) { refuse(); }
        """
      ) { $0[keyPath: sample.limit] = sample.most }
      #expect(await session.screenText(columns: 40).contains("refused \(refusals)"), "\(count)")
      _ = await session.close()
    }
  }

  @Test func `notes, dropping the oldest`() async throws {
    for (count, dropped) in [(4, 0), (5, 1)] {
      let session = try await session(
        "for (let i = 0; i < \(count); i++) console.log('line ' + i);"
      ) { $0.notes = 4 }
      #expect(await session.notes.all.count == 4)
      #expect(await session.notes.dropped == dropped)
      #expect(await session.notes.all.last?.text == "line \(count - 1)")
      _ = await session.close()
    }
  }

  @Test func `bytes of a note, cutting the rest`() async throws {
    let session = try await session(
      "console.log('a'.repeat(16)); console.log('b'.repeat(17));"
    ) { $0.noteBytes = 16 }
    #expect(
      await session.notes.all.map(\.text)
        == [String(repeating: "a", count: 16), String(repeating: "b", count: 16) + " (cut)"])
    _ = await session.close()
  }

  @Test func `bytes of one setData`() async throws {
    // {"refused":"xx…"} weighs 15 more than the text.
    for (count, fits) in [(85, true), (86, false)] {
      let session = try await session("this.setData({ refused: 'x'.repeat(\(count)) });") {
        $0.setDataBytes = 100
      }
      #expect(await session.notes.all.isEmpty == fits, "\(count)")
      _ = await session.close()
    }
  }

  @Test func `nodes that one render makes`() async throws {
    for (count, fits) in [(100, true), (101, false)] {
      let fixture = try Fixture(["index.wxml": "<view wx:for=\"{{\(count)}}\" />"])
      let session = try await fixture.open(limits: limits { $0.renderNodes = 100 })
      await session.settle()
      #expect(await session.notes.errors.isEmpty == fits, "\(count)")
      _ = await session.close()
    }
  }

  @Test func `pages on the stack`() async throws {
    let fixture = try Fixture([:])
    let session = try await fixture.open(limits: limits { $0.pageStack = 3 })
    await session.settle()
    for _ in 0..<2 {
      let answer = try await session.ask("route", ["api": "navigateTo", "url": "/index"])
      #expect(answer["errMsg"]?.string == "navigateTo:ok")
    }
    let answer = try await session.ask("route", ["api": "navigateTo", "url": "/index"])
    #expect(answer["errMsg"]?.string == "navigateTo:fail webview count limit exceed")
    #expect(await session.stack().count == 3)
    _ = await session.close()
  }

  @Test func `bytes that wait until the runner reads them`() async throws {
    let script = "Page({}); /* \(String(repeating: "x", count: 1 << 20)) */"
    for (limit, kind) in [(4 << 20, "normal"), (64 << 10, "protocol")] {
      let session = try await Fixture(["index.js": script])
        .open(limits: limits { $0.outboundBytes = limit })
      await session.settle()
      #expect(await session.close().kind == kind)
    }
  }

  private func limits(_ change: (inout HostLimits) -> Void) -> HostLimits {
    var limits = HostLimits()
    change(&limits)
    return limits
  }

  private func session(
    _ onLoad: String, _ change: (inout HostLimits) -> Void
  ) async throws -> Session {
    let fixture = try Fixture([
      "index.js": "Page({ data: { refused: 0 }, onLoad() {\n\(onLoad)\n} })",
      "index.wxml": "<view>refused {{refused}}</view>",
    ])
    let session = try await fixture.open(limits: limits(change))
    await session.settle()
    return session
  }
}
