import Bridge
import Testing
import Wire

@testable import Services

@Suite struct `The recorder` {
  private func stops(_ bench: Bench) -> [JSON] {
    bench.paper.sent.filter { $0.name == "onStop" }.map(\.payload.value)
  }

  @Test func `records until it is stopped, pauses left out`() throws {
    let bench = Bench()
    _ = try bench.result("RecorderManager.start", ["format": "wav", "numberOfChannels": 1])
    bench.paper.advance(by: 1_000)
    _ = try bench.result("RecorderManager.pause")
    bench.paper.advance(by: 5_000)
    _ = try bench.result("RecorderManager.resume")
    bench.paper.advance(by: 500)
    _ = try bench.result("RecorderManager.stop")
    #expect(bench.paper.sent.map(\.name) == ["onStart", "onPause", "onResume", "onStop"])
    let stop = try #require(stops(bench).first)
    #expect(stop["duration"] == 1_500)
    // A head of 44 bytes and 16 bits for each of 8000 samples a second.
    #expect(stop["fileSize"] == 24_044)
    let path = try #require(stop["tempFilePath"]?.string)
    let bytes = try bench.temporary.read(path, for: bench.context.session)
    #expect(bytes.starts(with: "RIFF".utf8))
    #expect(bytes.count == 24_044)
  }

  @Test func `stops by itself after the longest time, once`() throws {
    let bench = Bench()
    _ = try bench.result("RecorderManager.start", ["duration": 2_000])
    bench.paper.advance(by: 1_999)
    #expect(stops(bench).isEmpty)
    bench.paper.advance(by: 1)
    #expect(stops(bench).map { $0["duration"] } == [2_000])
    bench.paper.advance(by: 60_000)
    #expect(stops(bench).count == 1)
  }

  @Test func `does not take the alarm of an earlier recording for its own`() throws {
    let bench = Bench()
    _ = try bench.result("RecorderManager.start", ["duration": 2_000])
    _ = try bench.result("RecorderManager.stop")
    bench.paper.advance(by: 1_000)
    _ = try bench.result("RecorderManager.start", ["duration": 3_000])
    bench.paper.advance(by: 1_500)
    #expect(stops(bench).count == 1)
  }

  @Test(
    arguments: [
      (
        "RecorderManager.start", ["duration": 600_001], "duration is 600001.0; it takes 1 to 600000"
      ),
      ("RecorderManager.start", ["duration": 0], "duration is 0.0; it takes 1 to 600000"),
      ("RecorderManager.start", ["sampleRate": 7_999], "sampleRate is 7999.0"),
      ("RecorderManager.start", ["format": "ogg"], "format 'ogg' is none of aac, mp3, wav, PCM"),
      ("RecorderManager.stop", [:], "recorder not start"),
      ("RecorderManager.pause", [:], "recorder not start"),
      ("stopRecord", [:], "recorder not start"),
    ] as [(String, JSON, String)])
  func `refuses`(_ name: String, _ request: JSON, _ words: String) throws {
    #expect(try Bench().failure(name, request).reason.hasPrefix(words))
  }

  @Test func `records for the old functions as well`() throws {
    let bench = Bench()
    let outcome = try bench.start("startRecord")
    bench.paper.advance(by: 1_000)
    #expect(outcome.count == 0)
    #expect(try bench.failure("RecorderManager.start").reason == "is recording or paused")
    _ = try bench.result("stopRecord")
    #expect(try outcome.value["tempFilePath"]?.string?.hasPrefix("wxfile://tmp_") == true)
    let second = try bench.start("startRecord")
    bench.paper.advance(by: 60_000)
    #expect(second.count == 1)
  }

  @Test(
    arguments: [("aac", [0xFF, 0xF1]), ("mp3", [0xFF, 0xFB]), ("PCM", [0, 0])]
      as [(String, [UInt8])])
  func `writes files of every format`(_ format: String, _ head: [UInt8]) {
    let file = Silence.file(format: format, milliseconds: 1_000, sampleRate: 8_000, channels: 1)
    #expect(file.starts(with: head))
    #expect(
      !Silence.file(format: format, milliseconds: 200, sampleRate: 8_000, channels: 1).isEmpty)
  }
}
