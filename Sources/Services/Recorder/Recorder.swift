import Bridge
import Synchronization

/// One recording: how long it has run.
struct Recorder: Sendable {
  struct Options: Sendable {
    /// The longest time, in milliseconds.
    var duration: Double
    var format = "aac"
    var sampleRate = 8_000
    var channels = 1
    /// In kB.
    var frameSize = 0.0

    var suffix: String { format == "PCM" ? "pcm" : format }

    func file(milliseconds: Double) -> [UInt8] {
      Silence.file(
        format: format, milliseconds: milliseconds, sampleRate: sampleRate, channels: channels)
    }
  }

  static let idle = CallError("recorder not start")

  let options: Options
  /// Of the old function: answers it with the length.
  var finish: (@Sendable (Double) -> Void)?
  /// Changes with each start and resume, so that an alarm of before finds that it is late.
  fileprivate(set) var run = 0
  private var recorded = 0.0
  private var since: Double?

  init(_ options: Options, at now: Double) {
    self.options = options
    since = now
  }

  func length(at now: Double) -> Double {
    min(options.duration, recorded + (since.map { max(0, now - $0) } ?? 0))
  }

  mutating func pause(at now: Double) throws(CallError) {
    guard since != nil else { throw CallError("is not recording") }
    recorded = length(at: now)
    since = nil
    run += 1
  }

  mutating func resume(at now: Double) throws(CallError) {
    guard since == nil else { throw CallError("is recording") }
    since = now
    run += 1
  }
}

/// The recording of each session; there is one microphone.
final class Recorders: Sendable {
  private let state = Mutex<(running: [SessionID: Recorder], runs: Int)>(([:], 0))

  subscript(session: SessionID) -> Recorder? { state.withLock { $0.running[session] } }

  func begin(_ session: SessionID, _ recorder: Recorder) throws(CallError) {
    let isBusy = state.withLock { state in
      guard state.running[session] == nil else { return true }
      // Far enough apart that the runs of two recordings never have one number.
      state.runs += 1
      var recorder = recorder
      recorder.run = state.runs << 20
      state.running[session] = recorder
      return false
    }
    if isBusy { throw CallError("is recording or paused") }
  }

  func change(
    _ session: SessionID, _ body: (inout Recorder) throws(CallError) -> Void
  ) throws(CallError) {
    let failure = state.withLock { state -> CallError? in
      guard var recorder = state.running[session] else { return Recorder.idle }
      do throws(CallError) {
        try body(&recorder)
      } catch {
        return error
      }
      state.running[session] = recorder
      return nil
    }
    if let failure { throw failure }
  }

  func remove(_ session: SessionID) -> Recorder? {
    state.withLock { $0.running.removeValue(forKey: session) }
  }
}
