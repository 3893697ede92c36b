import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `A synchronous call` {
  /// Starts a script and returns the call that it waits in.
  private func callStarted(
    by script: String, in runner: RunnerUnderTest
  ) throws -> (id: UInt32, name: String, text: String, attachments: [[UInt8]]) {
    runner.send(.event(id: 1, name: "run", Text(script), attachments: []))
    guard case .call(let id, true, let name, let text, let attachments)? = try runner.next() else {
      throw RunnerUnderTest.Unexpected(message: nil)
    }
    return (id, name, text.string, attachments)
  }

  @Test(arguments: [true, false])
  func `waits for its reply`(_ ok: Bool) throws {
    let runner = try RunnerUnderTest()
    let call = try callStarted(
      by: "native.callSync('getCity', '{\"a\":1}', [new Uint8Array([9]).buffer])", in: runner)
    #expect(call.name == "getCity")
    #expect(call.text == #"{"a":1}"#)
    #expect(call.attachments == [[9]])
    #expect(call.id > 1 << 31)
    runner.send(.reply(call: call.id, ok: ok, #""Tromsø""#, attachments: []))
    let answer = try runner.untilIdle()
    #expect(
      answer == [.answer(event: 1, ok: true, JSON.string((ok ? "+" : "-") + #""Tromsø""#).text)])
  }

  @Test func `sends what was said before it first`() throws {
    let runner = try RunnerUnderTest()
    runner.send(
      .event(
        id: 1, name: "run", "native.post('note', 0, 'before', ''); native.callSync('x', '')",
        attachments: []))
    #expect(try runner.next() == .note(kind: "before", ""))
  }

  @Test func `leaves other events for later, in order`() throws {
    let runner = try RunnerUnderTest()
    let call = try callStarted(by: "native.callSync('x', '')", in: runner)
    runner.send(.event(id: 2, name: "first", "", attachments: []))
    runner.send(.reply(call: 4, ok: true, "", attachments: []))
    runner.send(.event(id: 3, name: "second", "", attachments: []))
    runner.send(.reply(call: call.id, ok: true, "", attachments: []))
    _ = try runner.untilIdle()
    let received = try runner.run("received.map((one) => one[0] + one[1])").value
    #expect(received == ["event2", "reply4", "event3"])
  }

  @Test func `hands its attachments over once`() throws {
    let runner = try RunnerUnderTest()
    let call = try callStarted(
      by: """
        native.callSync('x', '');
        const read = () => native.attachments().map((buffer) => [...new Uint8Array(buffer)]);
        [read(), read()]
        """, in: runner)
    runner.send(.reply(call: call.id, ok: true, "", attachments: [[1], [], [2, 3]]))
    #expect(try runner.untilIdle() == [.answer(event: 1, ok: true, "[[[1],[],[2,3]],[]]")])
  }

  @Test func `ends with the host`() throws {
    let runner = try RunnerUnderTest()
    _ = try callStarted(by: "native.callSync('x', '')", in: runner)
    runner.process.hangUp()
    #expect(runner.process.ending() == .code(0))
  }
}

@Suite(.ownThreads) struct `Modules` {
  @Test func `that were sent ahead cost no call, once`() throws {
    let runner = try RunnerUnderTest()
    runner.send(.source(path: "pages/a.js", "(1, 'ü')"))
    #expect(try runner.run("native.source('pages/a.js')").value == "(1, 'ü')")
    runner.send(.event(id: 1, name: "run", "native.source('pages/a.js')", attachments: []))
    guard case .call(_, true, "#source", #""pages/a.js""#, _)? = try runner.next() else {
      Issue.record("the module was not asked for again")
      return
    }
  }

  static let replies: [(ok: Bool, text: Text, result: JSON)] = [
    (true, "plain", "plain"), (true, "", "undefined"),
    (false, "pages/b.js:3:1  unexpected '}'", "Error: pages/b.js:3:1  unexpected '}'"),
  ]

  @Test(arguments: replies)
  func `that were not are asked for`(_ sample: (ok: Bool, text: Text, result: JSON)) throws {
    let runner = try RunnerUnderTest()
    let script = "try { native.source('pages/b.js') ?? 'undefined' } catch (error) { `${error}` }"
    runner.send(.event(id: 1, name: "run", Text(script), attachments: []))
    guard case .call(let id, true, "#source", _, _)? = try runner.next() else {
      Issue.record("the module was not asked for")
      return
    }
    runner.send(.reply(call: id, ok: sample.ok, sample.text, attachments: []))
    #expect(try runner.untilIdle() == [.answer(event: 1, ok: true, sample.result.text)])
  }

  @Test func `keep their name and lines, and throw what they throw`() throws {
    let runner = try RunnerUnderTest()
    let stack = try runner.run(
      "try { native.evaluate('\\n  null.x', 'pages/c.js', 10) } catch (error) { error.stack }")
    #expect(stack.value?.string?.contains("global code@pages/c.js:11:7\n") == true)
    #expect(try runner.run("try { native.evaluate('throw 42', 'x') } catch (e) { e }").value == 42)
  }

  @Test func `of WXS live in a realm of their own`() throws {
    let runner = try RunnerUnderTest()
    let script = """
      const make = native.evaluateIsolated('({ own: (x) => x instanceof Array, list: [1] })', 'a.wxs', 1);
      Array.prototype.leak = 1;
      [make.own([]), make.own(make.list), make.list.leak === undefined,
       native.evaluateIsolated('typeof native', 'b.wxs', 1)]
      """
    #expect(try runner.run(script).value == [false, true, true, "undefined"])
  }
}
