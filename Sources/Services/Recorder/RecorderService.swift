import Bridge
import Synchronization
import Wire

/// Recording sound (`reference/api-core.md 9.8`) on the session's clock. The file is silent, and
/// as long as was recorded.
public struct RecorderService: Service {
  public static let name = "recorder"
  private let recorders = Recorders()
  private let temporary: TemporaryFiles

  public init(temporaryFiles: TemporaryFiles) { temporary = temporaryFiles }

  public var calls: [Call] {
    Manager("RecorderManager", obtainedBy: "getRecorderManager") {
      Call(command: "start", example: Options(), start).scope(.record).privacy(.microphone)
      Call(command: "pause") { context throws(CallError) in
        try recorders.change(context.session) { (recorder) throws(CallError) in
          try recorder.pause(at: context.clock.now)
        }
        context.object.send("onPause")
      }
      Call(command: "resume") { context throws(CallError) in
        try recorders.change(context.session) { (recorder) throws(CallError) in
          try recorder.resume(at: context.clock.now)
        }
        schedule(context)
        context.object.send("onResume")
      }
      Call(command: "stop") { context throws(CallError) in try stop(context) }
      Call(event: "onStart", example: Nothing())
      Call(event: "onPause", example: Nothing())
      Call(event: "onResume", example: Nothing())
      Call(
        event: "onStop",
        example: Recording(tempFilePath: "wxfile://tmp_1.aac", duration: 1_000, fileSize: 88))
      Call(event: "onFrameRecorded", example: Frame(frameBuffer: Binary([0]), isLastFrame: true))
      Call(event: "onError", example: Failure(errMsg: "operateRecorder:fail"))
      Call(event: "onInterruptionBegin", example: Nothing())
      Call(event: "onInterruptionEnd", example: Nothing())
    }
    .summary("Gives the recorder of sound.").category("Media").since("1.6.0")
    Call(
      asking: "startRecord", example: (Nothing(), OldRecording(tempFilePath: "wxfile://tmp_1.aac"))
    ) {
      (_: Nothing, context, answer) throws(CallError) in try startOld(context, answer)
    }
    .summary("Records until `stopRecord`; answers then.").category("Media").scope(.record)
    .privacy(.microphone)
    Call(atOnce: "stopRecord", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      guard let take = recorders.remove(context.session) else { throw Recorder.idle }
      take.finish?(take.length(at: context.clock.now))
      return Nothing()
    }
    .summary("Ends a recording.").category("Media")
  }

  public func sessionEnded(_ session: SessionID) { _ = recorders.remove(session) }

  private func start(_ request: Options, _ context: CallContext) throws(CallError) {
    guard context.device.profile.permissions.microphone else {
      throw CallError("system permission denied", errno: 3)
    }
    try recorders.begin(context.session, Recorder(try request.judged(), at: context.clock.now))
    schedule(context)
    context.object.send("onStart")
  }

  /// Stops by itself when the longest time is over.
  private func schedule(_ context: CallContext) {
    guard let recorder = recorders[context.session] else { return }
    let rest = recorder.options.duration - recorder.length(at: context.clock.now)
    let run = recorder.run
    context.clock.after(rest) {
      guard recorders[context.session]?.run == run else { return }
      try? stop(context)
    }
  }

  private func stop(_ context: CallContext) throws(CallError) {
    guard let recorder = recorders.remove(context.session) else { throw Recorder.idle }
    let length = recorder.length(at: context.clock.now)
    let bytes = recorder.options.file(milliseconds: length)
    let path = try temporary.add(bytes, suffix: recorder.options.suffix, for: context.session)
    if recorder.options.frameSize > 0 {
      let frame = Array(bytes.prefix(Int(recorder.options.frameSize * 1024)))
      context.object.send(
        "onFrameRecorded", Frame(frameBuffer: Binary(frame), isLastFrame: true))
    }
    context.object.send(
      "onStop", Recording(tempFilePath: path, duration: length, fileSize: bytes.count))
  }

  private func startOld(
    _ context: CallContext,
    _ answer: @escaping @Sendable (Result<OldRecording, CallError>) -> Void
  ) throws(CallError) {
    let options = Recorder.Options(duration: 60_000)
    var recorder = Recorder(options, at: context.clock.now)
    recorder.finish = { length in
      answer(
        Result { () throws(CallError) in
          let bytes = options.file(milliseconds: length)
          let path = try temporary.add(bytes, suffix: "aac", for: context.session)
          return OldRecording(tempFilePath: path)
        })
    }
    try recorders.begin(context.session, recorder)
    let run = recorders[context.session]?.run
    context.clock.after(options.duration, resting: true) {
      guard recorders[context.session]?.run == run,
        let take = recorders.remove(context.session)
      else { return }
      take.finish?(options.duration)
    }
  }
}

extension RecorderService {
  struct Options: Codable, Sendable {
    /// The longest time in milliseconds, at most 600000; 60000 when absent.
    var duration: Double?
    /// From 8000 to 48000; 8000 when absent.
    var sampleRate: Double?
    /// 1 or 2; 2 when absent.
    var numberOfChannels: Double?
    var encodeBitRate: Double?
    /// `aac`, `mp3`, `wav` or `PCM`.
    var format: String?
    /// In kB; the file is also told piece by piece when it is given.
    var frameSize: Double?
    var audioSource: String?

    func judged() throws(CallError) -> Recorder.Options {
      let duration = duration ?? 60_000
      guard (1...600_000).contains(duration) else {
        throw CallError("duration is \(duration); it takes 1 to 600000", errno: 1001)
      }
      let rate = sampleRate ?? 8_000
      guard (8_000...48_000).contains(rate) else {
        throw CallError("sampleRate is \(rate); it takes 8000 to 48000", errno: 1001)
      }
      let format = format ?? "aac"
      guard Silence.formats.contains(format) else {
        throw CallError(
          "format '\(format.prefix(16))' is none of \(Silence.formats.joined(separator: ", "))",
          errno: 1001)
      }
      return Recorder.Options(
        duration: duration, format: format, sampleRate: Int(rate),
        channels: numberOfChannels == 1 ? 1 : 2, frameSize: min(max(frameSize ?? 0, 0), 1_024))
    }
  }

  struct Recording: Codable, Sendable {
    var tempFilePath: String
    /// In milliseconds.
    var duration: Double
    /// In bytes.
    var fileSize: Int
  }

  struct Frame: Codable, Sendable {
    var frameBuffer: Binary
    var isLastFrame: Bool
  }

  struct Failure: Codable, Sendable { var errMsg: String }
  struct OldRecording: Codable, Sendable { var tempFilePath: String }
}
