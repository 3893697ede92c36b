import Glibc
import Wire

/// Watching a runner, and seeing it end.
extension Session {
  /// Watches when the time for it has come: asking the kernel for a runner's memory costs about as
  /// much as a call does, so frames that come quickly do not each pay for it.
  func watchWhenDue() {
    let now = ContinuousClock.now
    guard now >= nextWatch else { return }
    nextWatch = now + .milliseconds(limits.busyPollMilliseconds)
    watch()
  }

  /// Looks at the clock and at the runner's memory; called at least every few milliseconds while
  /// a turn runs.
  private func watch() {
    guard decided == nil else { return }
    expireOverlays()
    failOverdue()
    if turn.isOverdue() {
      guard !channelEnded else {
        end(.protocolViolation("it closed its channel and went on"))
        return
      }
      end(.cpu(milliseconds: limits.turnMilliseconds + limits.graceMilliseconds, stack: nil))
      return
    }
    let bytes = channel.runner.privateMemoryBytes
    peakMemoryBytes = max(peakMemoryBytes, bytes)
    if bytes > limits.memoryBytes { end(.memory(bytes: bytes, limit: limits.memoryBytes)) }
  }

  /// Decides how the session ends and kills the runner; its death makes it final.
  func end(_ ending: Ending) {
    guard decided == nil, self.ending == nil else { return }
    decided = ending
    channel.runner.kill()
  }

  /// The runner is gone: says why, and answers all that wait.
  func reap() {
    let exit = channel.runner.reap()
    channel.runner.close()
    finish(decided ?? exit.ending(peakBytes: peakMemoryBytes, limits: limits))
  }

  /// Ends the mini-program as `close` does, but for its runner, which has put the program away and
  /// waits for the next `hello`.
  ///
  /// - Returns: nil when the runner could not be kept; the session has ended all the same.
  func closeKeepingRunner() async -> RunnerProcess? {
    let runner = await withCheckedContinuation { waiter in
      guard ending == nil, decided == nil, !channelEnded, isQuiet, renewal == nil else {
        return waiter.resume(returning: nil as RunnerProcess?)
      }
      write(.renew)
      // A frame that no longer fits has ended the session.
      guard decided == nil else { return waiter.resume(returning: nil) }
      renewal = waiter
    }
    if runner == nil { _ = await close() }
    return runner
  }

  /// The runner has put the program away.
  func renewed() throws(WireError) {
    guard renewal != nil else { throw .malformed("order: renewed without being asked") }
    decided = .normal
    finish(.normal, keeping: channel.runner)
  }

  private func finish(_ ending: Ending, keeping runner: RunnerProcess? = nil) {
    self.ending = ending
    turn.end()
    dismissQuestions()
    sides.endAll()
    services.sessionEnded(visitor, identifier)
    for call in pending.removeAll() { call.cancel?() }
    desk.close()
    loop.close()
    // Who waits for the end goes on only when nothing of the session is held any more.
    waiters.finishAll(ending)
    tell(.ended(ending))
    tellListeners(of: ending)
    for observer in observers { observer.finish() }
    observers.removeAll()
    renewal?.resume(returning: runner)
    renewal = nil
    // Who listened may hold this session, and would keep it for ever.
    callWatch = nil
    watched.removeAll()
    noteEar = nil
  }
}
