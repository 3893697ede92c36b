import Wire

/// The frame decoder and the two message codecs.
///
/// The first byte of an input says who reads (lowest bit) and in what pieces the rest arrives.
/// Promises: no trap; pieces do not matter; a message that is written and read again is written
/// the same.
enum FrameTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    guard let control = input.first else { return }
    let stream = UnsafeRawBufferPointer(rebasing: input.dropFirst())
    let piece = Int(control >> 1) + 1
    let whole = frames(of: stream, piece: max(stream.count, 1))
    precondition(frames(of: stream, piece: piece) == whole, "pieces change what is read")
    for frame in whole {
      if control & 1 == 0 { checkHost(frame) } else { checkRunner(frame) }
    }
  }

  /// Every frame up to the first error.
  private static func frames(of stream: UnsafeRawBufferPointer, piece: Int) -> [FrameDecoder.Frame]
  {
    var decoder = FrameDecoder(limit: WireLimits.runnerFrameBytes)
    var frames: [FrameDecoder.Frame] = []
    for start in stride(from: 0, to: stream.count, by: piece) {
      let end = min(start + piece, stream.count)
      decoder.append(UnsafeRawBufferPointer(rebasing: stream[start..<end]))
      do {
        while let frame = try decoder.next() { frames.append(frame) }
      } catch {
        return frames
      }
    }
    return frames
  }

  private static func checkHost(_ frame: FrameDecoder.Frame) {
    guard let written = (try? HostMessage(frame))?.frame else { return }
    check(written) { (try? HostMessage($0))?.frame }
  }

  private static func checkRunner(_ frame: FrameDecoder.Frame) {
    guard let written = (try? RunnerMessage(frame))?.frame else { return }
    check(written) { (try? RunnerMessage($0))?.frame }
  }

  /// The first writing may differ from what came: a name of ASCII letters that came as UTF-16 is
  /// narrowed. From then on nothing changes.
  private static func check(_ written: [UInt8], rewrite: (FrameDecoder.Frame) -> [UInt8]?) {
    let again = written.withUnsafeBytes { frames(of: $0, piece: $0.count) }
    precondition(again.count == 1, "what was written is not one frame")
    precondition(again.first.flatMap(rewrite) == written, "a message changes on the way")
  }

  static var seeds: [[UInt8]] {
    let attachments: [[UInt8]] = [[1, 2, 3], []]
    let toRunner: [HostMessage] = [
      .hello(version: WireLimits.version, "{}"), .source(path: "pages/a/a.js", "App({})"),
      .event(id: 7, name: "dom", Text("{\"type\":\"点\"}"), attachments: attachments),
      .reply(call: 9, ok: true, "null", attachments: []), .advance(1_700_000_000_000),
    ]
    let toHost: [RunnerMessage] = [
      .ready(version: WireLimits.version, "{}"), .patches("[[\"t\",1,\"a\"]]"),
      .call(
        id: 3, sync: true, name: "getStorage", Text("{\"key\":\"k\"}"), attachments: attachments),
      .note(kind: "console", "[]"), .busy, .idle(handled: 2, nextTimer: .nan),
      .answer(event: 4, ok: false, "\"no\""), .stopped("{}"),
    ]
    return toRunner.map { [0xFE] + $0.frame } + toHost.map { [0x03] + $0.frame }
      + [[0xFF] + toHost.flatMap(\.frame)]
  }
}
