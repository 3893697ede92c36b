import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `A runner talks with its host` {
  @Test func `and is idle when all frames were taken in`() throws {
    let runner = try RunnerUnderTest()
    #expect(try runner.run("1 + 1").value == 2)
    for path in ["a.js", "b.js"] { runner.send(.source(path: path, "1")) }
    #expect(try runner.run("[1, { two: '中' }]").value == [1, ["two": "中"]])
  }

  @Test func `in frames of every kind, in order`() throws {
    let runner = try RunnerUnderTest()
    let said = try runner.run(
      """
      native.post('note', 0, 'console', '{"a":"ü"}');
      native.post('call', 7, 'login', '{}', [new Uint8Array([1, 2]), new ArrayBuffer(1)]);
      native.post('patches', 0, '', '[]');
      native.post('answer', 8, '', '1');
      native.post('answerFail', 9, '', '"no"');
      """
    ).said
    #expect(
      said == [
        .note(kind: "console", #"{"a":"ü"}"#),
        .call(id: 7, sync: false, name: "login", "{}", attachments: [[1, 2], [0]]),
        .patches("[]"), .answer(event: 8, ok: true, "1"), .answer(event: 9, ok: false, #""no""#),
      ])
  }

  @Test(arguments: [
    "native.post()", "native.post('poke', 0, '', '')", "native.post('note', 0, 'x', {})",
    "native.callSync('x')", "native.source()", "native.evaluate(1)", "native.onRejection(1)",
  ])
  func `and refuses wrong arguments with an error`(_ script: String) throws {
    let runner = try RunnerUnderTest()
    let caught = try runner.run("try { \(script) } catch (error) { error instanceof Error }")
    #expect(caught.value == true)
    #expect(caught.said == [])
  }

  @Test(arguments: [(0, "sent"), (1, "a frame of 8388609 bytes; at most 8388608 fit")])
  func `within the length of a frame`(_ sample: (excess: Int, result: String)) throws {
    let runner = try RunnerUnderTest()
    // Kind, encoding and length go before the text.
    let length = WireLimits.runnerFrameBytes - 6 + sample.excess
    let result = try runner.run(
      """
      try { native.post('patches', 0, '', 'x'.repeat(\(length))); 'sent' }
      catch (error) { error.message }
      """)
    #expect(result.value?.string == sample.result)
    #expect(result.said.count == 1 - sample.excess)
  }

  @Test func `handing over replies and their attachments`() throws {
    let runner = try RunnerUnderTest()
    runner.send(.reply(call: 5, ok: false, #"{"errMsg":"ü"}"#, attachments: [[3, 4], []]))
    #expect(try runner.untilIdle() == [])
    #expect(
      try runner.run("received").value == [
        ["reply", 5, "", #"{"errMsg":"ü"}"#, false, [[3, 4], []]]
      ])
  }

  @Test func `running its tasks one after the other before it is idle`() throws {
    let runner = try RunnerUnderTest()
    let said = try runner.run(
      """
      const say = (text) => native.post('note', 0, text, '');
      tasks.push(() => { say('one'); tasks.push(() => say('three')); },
                 () => { throw new Error('two') });
      Promise.resolve().then(() => say('micro'));
      say('sync');
      """
    ).said
    let kinds = said.map { if case .note(let kind, _) = $0 { kind } else { "?" } }
    #expect(kinds == ["sync", "micro", "one", "error", "three"])
  }

  @Test func `and reports what its prelude throws`() throws {
    let runner = try RunnerUnderTest()
    let said = try runner.run("\n\nfunction lost() { null.x }; lost()").said
    guard case .note("error", let text)? = said.first else {
      Issue.record("no error was noted")
      return
    }
    let note = try JSON(text)
    #expect(note["where"] == "prelude")
    #expect(note["message"]?.string?.hasPrefix("TypeError: null is not an object") == true)
    #expect(note["stack"]?.string?.hasPrefix("lost@pages/test.js:3:") == true)
  }

  @Test func `and learns of rejections that nobody handles`() throws {
    let runner = try RunnerUnderTest()
    let said = try runner.run(
      """
      native.onRejection((promise, reason) => native.post('note', 0, 'rejection', reason));
      Promise.reject('alone'); Promise.reject('handled').catch(() => {}); 0
      """
    ).said
    #expect(said == [.note(kind: "rejection", "alone")])
  }

  @Test func `until it hangs up`() throws {
    let runner = try RunnerUnderTest()
    try runner.run("1")
    runner.process.hangUp()
    #expect(runner.process.ending() == .code(0))
  }

  static let broken: [(name: String, bytes: [UInt8])] = [
    ("an empty frame", [0, 0, 0, 0]),
    ("a frame that is too long", [0xFF, 0xFF, 0xFF, 0xFF, 3]),
    ("an unknown kind", [1, 0, 0, 0, 99]),
    ("a frame that ends early", [2, 0, 0, 0, 3, 0]),
    ("a second hello", HostMessage.hello(version: WireLimits.version, "{}").frame),
    ("a hello of another version", HostMessage.hello(version: 2, "{}").frame),
  ]

  @Test(arguments: broken)
  func `and ends at what is no frame`(_ sample: (name: String, bytes: [UInt8])) throws {
    let runner = try RunnerUnderTest()
    runner.process.send(sample.bytes)
    #expect(try runner.next() == nil)
    #expect(runner.process.ending() == .code(4), "\(sample.name)")
  }

  @Test func `but not before a hello`() throws {
    let process = try LockedProcess("sampan-test-runner")
    process.send(HostMessage.advance(1).frame)
    #expect(process.receive() == [])
    #expect(process.ending() == .code(2))
  }
}
