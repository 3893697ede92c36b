import Bridge
import Glibc
import View
import Wire

/// Taking in what the runner says, on the session's thread.
extension Session {
  func interest() -> SessionLoop.Interest {
    guard ending == nil else { return .init(channel: -1, writing: false, process: -1, timeout: -1) }
    return .init(
      channel: decided == nil && !channelEnded ? channel.runner.socket : -1,
      writing: channel.hasOutbound,
      // The end of a process is also the end of its channel, which is waited for already.
      process: decided == nil && !channelEnded ? -1 : channel.runner.processDescriptor,
      timeout: timeout)
  }

  private var timeout: Int32 {
    let poll = turn.isRunning ? limits.busyPollMilliseconds : limits.idlePollMilliseconds
    guard clock == .real else { return Int32(poll) }
    let untilAlarm = desk.nextAlarm - desk.now
    return untilAlarm < Double(poll) ? Int32(max(0, untilAlarm.rounded(.up))) : Int32(poll)
  }

  func woken(channel events: Int16, process: Int16) {
    guard ending == nil else { return }
    if events & Int16(POLLOUT) != 0 { channel.flush() }
    if events & Int16(POLLIN | POLLHUP | POLLERR) != 0 { receive() }
    if process != 0 {
      while receive() {}
      reap()
    } else {
      watchWhenDue()
      ringAlarms()
    }
  }

  /// After the reply to a call the next frame often comes before this thread could
  /// be put to sleep and woken, so for some microseconds it looks again and again.
  ///
  /// All that was written meanwhile is sent first.
  func lookAgain() -> Bool {
    if ending == nil, decided == nil { channel.flush() }
    guard expectsFrame, ending == nil, decided == nil, !channelEnded else { return false }
    expectsFrame = false
    var isHere = false
    _ = patience.wait {
      isHere = receive()
      return isHere || channelEnded
    }
    if isHere {
      watchWhenDue()
      ringAlarms()
    }
    return isHere
  }

  /// Takes in one buffer of frames; false when there is no more.
  @discardableResult
  private func receive() -> Bool {
    guard decided == nil, !channelEnded else { return false }
    switch channel.read() {
    case .some: break
    case .nothing: return false
    case .ended:
      // A runner that closes its channel is ending; how is known when it has. One that only
      // pretends to gets no further than the deadline.
      channelEnded = true
      turn.begin(allowing: limits.graceMilliseconds)
      return false
    }
    do {
      while decided == nil, let message = try channel.next() { try take(message) }
    } catch {
      end(.protocolViolation("\(error)"))
    }
    return true
  }

  private func take(_ message: RunnerMessage) throws {
    switch message {
    case .ready(_, let text):
      guard sandbox.isNull else { throw WireError.malformed("order: a second ready") }
      sandbox = try read(text)
      turn.end()
      if channel.framesSent > 1 { beginTurn() }
      if isQuiet { waiters.finishQuiet() }
    case .call(let id, let sync, let name, let text, let attachments):
      serve(id: id, sync: sync, name: name, text: text, attachments: attachments)
    case .patches(let text):
      try view.apply(text)
      tell(.screen)
    case .note(let kind, let text):
      take(noteOf: kind, try read(text))
    case .busy:
      beginTurn()
    case .idle(let handled, let nextTimer):
      self.nextTimer = nextTimer.isNaN ? .infinity : nextTimer
      turn.end()
      if handled != channel.framesSent { beginTurn() }
      waiters.finish(framesTakenIn: handled)
      if !turn.isRunning { waiters.finishRest() }
      if isQuiet { waiters.finishQuiet() }
    case .answer(let event, let ok, let text):
      let value = try read(text)
      waiters.finish(
        answer: event,
        ok ? .success(value) : .failure(.refused(value.string ?? value.jsonText)))
    case .renewed:
      try renewed()
    case .stopped(let text):
      let stack = try read(text)["stack"]?.string.map { program.positions.mapped(stack: $0) }
      end(.cpu(milliseconds: limits.turnMilliseconds, stack: stack))
    }
  }

  private func read(_ text: Text) throws(WireError) -> JSON {
    do { return try JSON(text) } catch { throw .json(error) }
  }

  private func take(noteOf kind: String, _ value: JSON) {
    if tellListeners(noteOf: kind, value) { return }
    var note = Note(kind: kind, value, limits: limits)
    if note.kind == .unsupported {
      // The prelude tells of uses 1, 10, 100 and so on, each with the count so far.
      note.text = String(note.text.prefix(128))
      let isFirst = unsupported[note.text] == nil
      guard !isFirst || unsupported.count < limits.notes else { return }
      unsupported[note.text] = max(value["count"]?.int ?? 1, unsupported[note.text] ?? 0)
      guard isFirst else { return }
    }
    note.stack = note.stack.map { program.positions.mapped(stack: $0) }
    notes.append(note)
    tell(.note(note))
    tellListeners(of: note)
    noteEar?(note)
  }

  /// Starts the clock of a turn, unless one is running.
  func beginTurn() {
    guard !turn.isRunning else { return }
    turn.begin(allowing: limits.turnMilliseconds + limits.graceMilliseconds)
  }

  /// Sends a frame; whatever it is, the guest has work until it says that it is idle.
  func write(_ message: HostMessage) {
    guard ending == nil, decided == nil else { return }
    do {
      try channel.write(message)
      beginTurn()
    } catch {
      end(.protocolViolation("\(error)"))
    }
  }
}
