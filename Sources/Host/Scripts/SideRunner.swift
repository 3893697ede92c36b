import Bridge
import Services
import Synchronization
import Wire

/// One script beside a session: a session of its own, with a runner that knows no page and may call
/// only what it was given. It has the time of the session that it belongs to, which is not quiet
/// before its scripts are.
final class SideRunner: SideRun {
  private struct State {
    /// Events for a script that was not opened yet; nil when they go straight to it.
    var waiting: [HostEvent]? = []
    /// Who waits until it is opened, or over.
    var askers: [CheckedContinuation<Void, Never>] = []
    var isOver = false
    /// Notes on their way to the session.
    var notes = 0
    var alarm: UInt64 = 0
  }

  private let parent: Session
  private let session: Session
  private let opening: SideOpening
  private let ended: @Sendable (String) -> Void
  private let state = Mutex(State())

  init(
    _ script: SideScript, opening: SideOpening, beside parent: Session
  ) throws(CallError) {
    self.parent = parent
    self.opening = opening
    ended = script.ended
    let launcher = parent.launcher
    do throws(SessionError) {
      let runner = try launcher.pool.take()
      do throws(SessionError) {
        session = try Session(
          runner: runner, program: opening.program, visitor: parent.visitor,
          services: ServiceTable([SideCalls(calls: script.calls)]),
          request: LaunchRequest(
            user: parent.visitor.user,
            clock: parent.clock == .real ? .real : .virtual(start: parent.desk.now),
            seed: UInt32(truncatingIfNeeded: parent.desk.randomNumber())),
          profile: parent.device.profile, launcher: launcher)
      } catch {
        runner.discard()
        throw error
      }
    } catch {
      throw .internalError("\(error)")
    }
  }

  /// Sends the script to its runner.
  func open() {
    stir { [self] in
      await session.watchBeside(
        note: { [weak self] in self?.hear($0) }, ending: { [weak self] in self?.hear($0) })
      if parent.launcher.isSealed {
        // Its end is told as any other.
        do { try await session.requireSandbox() } catch { return }
      }
      await session.openBeside(opening.message)
      let waiting = state.withLock { state in
        defer { state.waiting = nil }
        return state.waiting ?? []
      }
      for event in waiting { session.desk.send(event) }
      wakeAskers()
    }
  }

  func send(_ name: String, _ payload: CallRequest) {
    let event = HostEvent(.prelude, name: name, payload: payload)
    let isOpen = state.withLock { state in
      state.waiting?.append(event)
      return state.waiting == nil
    }
    guard isOpen else { return }
    stir { [session] in session.desk.send(event) }
  }

  func ask(
    _ name: String, _ value: JSON, within milliseconds: Double
  ) async throws(SideFailure) -> JSON {
    let limit = Task { [self] in
      try await Task.sleep(for: .milliseconds(milliseconds))
      await session.stop("its time was over")
    }
    defer { limit.cancel() }
    let outcome = await withTaskCancellationHandler {
      await opened()
      return await answer(name, value, within: milliseconds)
    } onCancel: {
      end()
    }
    return try outcome.get()
  }

  private func opened() async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.waiting == nil || state.isOver { return true }
        state.askers.append(continuation)
        return false
      }
      if isReady { continuation.resume() }
    }
  }

  private func wakeAskers() {
    let askers = state.withLock { state in
      defer { state.askers = [] }
      return state.askers
    }
    for asker in askers { asker.resume() }
  }

  private func answer(
    _ name: String, _ value: JSON, within milliseconds: Double
  ) async -> Result<JSON, SideFailure> {
    do throws(SessionError) {
      guard parent.clock != .real else { return .success(try await session.ask(name, value)) }
      let end = await session.time + milliseconds
      // Whoever waits for a script with a clock of its own need not wait for that clock.
      let answer = try await session.ask(name, value) { [session] next in
        guard next <= end else { return false }
        await session.advance(to: next)
        return true
      }
      return answer.map { .success($0) } ?? .failure(.timedOut)
    } catch {
      switch error {
      case .refused(let reason):
        let described = try? JSON(parsing: reason)
        return .failure(.threw(described?["message"]?.string ?? reason))
      case .ended(.killed): return .failure(.timedOut)
      default: return .failure(.ended("\(error)"))
      }
    }
  }

  func end() {
    guard
      state.withLock({ state in
        defer { state.isOver = true }
        return !state.isOver
      })
    else { return }
    leave()
    Task { [session] in _ = await session.close() }
  }

  private func leave() {
    wakeAskers()
    parent.sides.remove(self)
    parent.desk.cancelAlarm(state.withLock { $0.alarm })
  }

  // MARK: What it says

  /// More than so many wait for no session that works; the rest is dropped, as old notes are.
  private static let notesOnTheirWay = 1_000

  private func hear(_ note: Note) {
    let fits = state.withLock { state in
      guard state.notes < Self.notesOnTheirWay else { return false }
      state.notes += 1
      return true
    }
    guard fits else { return }
    parent.perform { [label = opening.label] in
      self.state.withLock { $0.notes -= 1 }
      $0.hear(note, from: label)
    }
  }

  private func hear(_ ending: Ending) {
    let isNews = state.withLock { state in
      defer { state.isOver = true }
      return !state.isOver
    }
    guard isNews else { return }
    leave()
    parent.perform { [label = opening.label] in $0.warn("the \(label) ended: \(ending)") }
    ended("\(ending)")
  }

  // MARK: Time

  /// Lets the script work, and the session be busy until it rests.
  private func stir(_ work: @escaping @Sendable () async -> Void) {
    parent.perform { $0.sidesAtWork += 1 }
    Task { [self] in
      await work()
      await session.quiet()
      let next = await session.nextEvent
      parent.perform { parent in
        self.wake(at: next)
        parent.sidesAtWork -= 1
        if parent.isQuiet { parent.waiters.finishQuiet() }
      }
    }
  }

  /// Moves the script's clock when the session's comes to where something happens by itself.
  private func wake(at time: Double) {
    guard opening.sharesTime, parent.clock != .real else { return }
    let (old, isOver) = state.withLock { ($0.alarm, $0.isOver) }
    parent.desk.cancelAlarm(old)
    guard time.isFinite, !isOver else { return }
    let alarm = parent.desk.setAlarm(at: max(time, parent.desk.now), restingCall: nil) {
      [weak self] in self?.advance()
    }
    state.withLock { $0.alarm = alarm }
  }

  private func advance() {
    let now = parent.desk.now
    stir { [session] in await session.advance(to: now) }
  }
}

/// What a session is told that is a script beside another.
extension Session {
  func watchBeside(
    note: @escaping @Sendable (Note) -> Void, ending: @escaping @Sendable (Ending) -> Void
  ) {
    if let over = self.ending {
      ending(over)
    } else {
      noteEar = note
      listen { if case .ended(let end) = $0 { ending(end) } }
    }
  }

  func openBeside(_ message: JSON) {
    if case .virtual(let start) = clock { advance(to: start) }
    // Who is over already has told so.
    _ = try? post("beside", message)
  }

  /// Ends it for a reason of the host's.
  func stop(_ why: String) { end(.killed(why)) }
}
