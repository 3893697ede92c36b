import Host
import Testing
import Wire

/// What programs do with time, dialogs and functions that are not there yet.
@Suite struct `A running program` {
  private func session(onLoad body: String) async throws -> (Journey, Session) {
    let journey = try Journey(files: [
      "index.js": """
      Page({
        data: { text: '' },
        onLoad() {
          const say = (text) => this.setData({ text });
          \(body)
        },
      });
      """
    ])
    return (journey, try await journey.open())
  }

  @Test func `has timers on the clock that the host moves`() async throws {
    let (_, session) = try await session(
      onLoad: "let n = 0; setInterval(() => say('tick ' + (++n)), 60_000); "
        + "setTimeout(() => say('an hour at ' + new Date().toISOString()), 3_600_001);")
    await session.advance(to: Journey.epoch + 59_999)
    await session.quiet()
    #expect(await !session.screen.contains("tick"))
    await session.advance(to: Journey.epoch + 60_000)
    await session.quiet()
    #expect(await session.screen.contains("tick 1"))
    await session.settle(within: 3_540_001)
    #expect(await session.screen.contains("an hour at 2026-01-01T01:00:00.001Z"))
    _ = await session.close()
  }

  @Test func `asks and is answered`() async throws {
    let (_, session) = try await session(
      onLoad: "wx.showModal({ title: 'Sure?', success: (r) => say('modal ' + r.confirm) });")
    #expect(await session.screen.contains("Sure?"))
    #expect(await session.answer("actionSheet", nil) == false)
    #expect(await session.answer("modal", ["confirm": true]))
    await session.settle()
    #expect(await session.screen.contains("modal true"))
    #expect(await !session.screen.contains("Sure?"))
    _ = await session.close()
  }

  @Test func `shows a toast for its time only`() async throws {
    let (_, session) = try await session(onLoad: "wx.showToast({ title: 'Saved', duration: 800 });")
    await session.advance(to: Journey.epoch + 799)
    await session.quiet()
    #expect(await session.screen.contains("Saved"))
    await session.advance(to: Journey.epoch + 800)
    await session.quiet()
    #expect(await !session.screen.contains("Saved"))
    _ = await session.close()
  }

  @Test func `that calls what is not there yet is no broken program`() async throws {
    let (_, session) = try await session(
      onLoad:
        "for (let i = 0; i < 10; i++) wx.joinVoIPChat(); wx.joinVoIPChat({ fail: (r) => say(r.errMsg) });"
    )
    #expect(await session.unsupported == ["joinVoIPChat": 10])
    #expect(await session.errorTexts == [])
    #expect(await !session.hasFailed)
    #expect(await session.screen.contains("joinVoIPChat:fail not supported"))
    _ = await session.close()
  }

  @Test func `whose own promise is rejected is told so`() async throws {
    let (_, session) = try await session(
      onLoad: "Promise.reject({ errMsg: 'joinVoIPChat:fail not supported', errno: 100 });")
    #expect(await session.errorTexts.count == 1)
    _ = await session.close()
  }
}
