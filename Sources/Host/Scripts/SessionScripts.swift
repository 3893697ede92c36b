import Bridge
import Services
import Synchronization
import Wire

/// Starts scripts beside one session.
struct SessionScripts: SideScripts {
  let session: Session

  func start(_ script: SideScript) throws(CallError) -> any SideRun {
    try session.sides.start(script, beside: session)
  }
}

/// The scripts that run beside one session; at most `HostLimits.sideRunners` at once.
final class SideRunners: Sendable {
  private struct State {
    var running: [ObjectIdentifier: SideRunner] = [:]
    /// Places that are taken: of those that run, and of those that are about to.
    var places = 0
    var isOver = false
  }

  private let state = Mutex(State())

  func start(_ script: SideScript, beside session: Session) throws(CallError) -> SideRunner {
    let limit = session.limits.sideRunners
    let refusal = state.withLock { state -> CallError? in
      if state.isOver { return .aborted }
      guard state.places < limit else {
        return CallError(
          "\(limit) workers and cloud functions run at once already; no more fit", errno: 1003)
      }
      state.places += 1
      return nil
    }
    if let refusal { throw refusal }
    do throws(CallError) {
      let runner = try SideRunner(script, opening: session.opening(of: script), beside: session)
      let isLate = state.withLock { state in
        if !state.isOver { state.running[ObjectIdentifier(runner)] = runner }
        return state.isOver
      }
      if isLate {
        runner.end()
        throw .aborted
      }
      runner.open()
      return runner
    } catch {
      state.withLock { $0.places -= 1 }
      throw error
    }
  }

  func remove(_ runner: SideRunner) {
    state.withLock { state in
      if state.running.removeValue(forKey: ObjectIdentifier(runner)) != nil { state.places -= 1 }
    }
  }

  /// Ends all, for the session is over.
  func endAll() {
    let running = state.withLock { state in
      state.isOver = true
      return state.running.values.map { $0 }
    }
    for runner in running { runner.end() }
  }
}

/// What a script may call: nothing of the host's other services.
struct SideCalls: Service {
  static let name = "beside"
  let calls: [Call]
}

extension Session {
  /// Takes in what a script beside it said.
  func hear(_ note: Note, from label: String) {
    var note = note
    if note.kind == .unsupported {
      guard unsupported[note.text] != nil || unsupported.count < limits.notes else { return }
      unsupported[note.text, default: 0] += 1
    } else {
      note.text = "[\(label)] \(note.text)"
    }
    notes.append(note)
    tell(.note(note))
    tellListeners(of: note)
  }
}
