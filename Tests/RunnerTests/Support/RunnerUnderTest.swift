import Testing
import Wire

/// A runner and the conversation with it, from the host's side.
///
/// Its prelude lets an event `run` run any script that sees the native functions
/// (Tests/Support/TestRunner).
final class RunnerUnderTest {
  let process: LockedProcess
  private var decoder = FrameDecoder(limit: WireLimits.runnerFrameBytes)
  private(set) var framesSent: UInt32 = 0
  /// What the runner said about its walls.
  private(set) var report = JSON.null

  /// - Parameter program: `sampan-test-runner`, whose guest is the test, or the real one.
  init(_ hello: JSON = [:], program: String = "sampan-test-runner") throws {
    process = try LockedProcess(program)
    send(.hello(version: WireLimits.version, hello.text))
    guard case .ready(WireLimits.version, let text) = try next() else {
      throw Unexpected(message: nil)
    }
    report = try JSON(text)
  }

  struct Unexpected: Error { let message: RunnerMessage? }

  func send(_ message: HostMessage) {
    framesSent += 1
    process.send(message.frame)
  }

  /// The next message, or nil when the runner has hung up.
  func next() throws -> RunnerMessage? {
    while true {
      if let frame = try decoder.next() { return try RunnerMessage(frame) }
      let bytes = process.receive()
      if bytes.isEmpty { return nil }
      bytes.withUnsafeBytes { decoder.append($0) }
    }
  }

  /// Everything up to the `idle` that says that all frames were taken in, without it.
  func untilIdle() throws -> [RunnerMessage] {
    var messages: [RunnerMessage] = []
    while let message = try next() {
      if case .idle(framesSent, _) = message { return messages }
      messages.append(message)
    }
    throw Unexpected(message: messages.last)
  }

  /// Has the guest put away and greets another.
  func renew(_ hello: JSON = [:]) throws {
    process.send(HostMessage.renew.frame)
    guard try next() == .renewed else { throw Unexpected(message: nil) }
    framesSent = 0
    send(.hello(version: WireLimits.version, hello.text))
    guard case .ready(WireLimits.version, _) = try next() else { throw Unexpected(message: nil) }
  }

  /// Runs a script in the guest's place and returns what it said until it was idle; the answer,
  /// which is the script's value, apart.
  @discardableResult
  func run(_ script: String) throws -> (value: JSON?, said: [RunnerMessage]) {
    let id = framesSent
    send(.event(id: id, name: "run", Text(script), attachments: []))
    var value: JSON?
    let said = try untilIdle().filter { message in
      guard case .answer(id, true, let text) = message else { return true }
      value = try? JSON(text)
      return false
    }
    return (value, said)
  }
}
