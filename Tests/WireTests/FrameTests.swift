import Testing

@testable import Wire

@Suite struct `Frames` {
  static let hostMessages: [HostMessage] = [
    .hello(version: WireLimits.version, "{}"),
    .source(path: "pages/a/a.js", "(function () {})"),
    .event(id: 7, name: "dom", #"{"node":3}"#, attachments: [[1, 2, 3], []]),
    .reply(call: .max, ok: false, "\"no\"", attachments: []),
    .advance(1_700_000_000_000.5), .renew,
  ]

  static let runnerMessages: [RunnerMessage] = [
    .ready(version: WireLimits.version, "{}"),
    .call(id: 1, sync: true, name: "storage.set", "[\"键\",\"s\",\"😀\"]", attachments: [[0]]),
    .patches("[]"),
    .note(kind: "console", "{}"),
    .busy,
    .idle(handled: 3, nextTimer: 12),
    .answer(event: 9, ok: true, "null"),
    .stopped("{}"), .renewed,
  ]

  @Test(arguments: hostMessages)
  func `carry every host message there and back`(_ message: HostMessage) throws {
    var decoder = FrameDecoder(limit: WireLimits.hostFrameBytes)
    decoder.append(message.frame)
    #expect(try HostMessage(#require(try decoder.next())) == message)
    #expect(try decoder.next() == nil)
  }

  @Test(arguments: runnerMessages)
  func `carry every runner message there and back`(_ message: RunnerMessage) throws {
    var decoder = FrameDecoder(limit: WireLimits.runnerFrameBytes)
    decoder.append(message.frame)
    #expect(try RunnerMessage(#require(try decoder.next())) == message)
  }

  @Test func `arrive whole from single bytes and from one read`() throws {
    let stream = Self.runnerMessages.flatMap(\.frame)
    var bytewise = FrameDecoder(limit: WireLimits.runnerFrameBytes)
    var received: [RunnerMessage] = []
    for byte in stream {
      bytewise.append([byte])
      while let frame = try bytewise.next() { received.append(try RunnerMessage(frame)) }
    }
    #expect(received == Self.runnerMessages)

    var atOnce = FrameDecoder(limit: WireLimits.runnerFrameBytes)
    atOnce.append(stream)
    received = []
    while let frame = try atOnce.next() { received.append(try RunnerMessage(frame)) }
    #expect(received == Self.runnerMessages)
    #expect(atOnce.pendingBytes == 0)
  }

  @Test func `fit up to their limit and not one byte more`() throws {
    var decoder = FrameDecoder(limit: 16)
    decoder.append([16, 0, 0, 0] + [UInt8](repeating: 9, count: 16))
    #expect(try decoder.next()?.payload.count == 15)
    decoder.append([17, 0, 0, 0])
    #expect(throws: WireError.frameTooLong(bytes: 17, limit: 16)) { try decoder.next() }
  }

  @Test(
    arguments: [
      ([0, 0, 0, 0], WireError.emptyFrame),
      ([255, 255, 255, 255], .frameTooLong(bytes: 0xFFFF_FFFF, limit: 64)),
      ([0, 0, 0, 128], .frameTooLong(bytes: 0x8000_0000, limit: 64)),
    ] as [([UInt8], WireError)])
  func `with an impossible length are refused before anything is kept`(
    _ bytes: [UInt8], _ error: WireError
  ) {
    var decoder = FrameDecoder(limit: 64)
    decoder.append(bytes)
    #expect(throws: error) { try decoder.next() }
  }

  @Test(arguments: runnerMessages)
  func `cut short or lengthened are typed errors`(_ message: RunnerMessage) {
    let frame = message.frame
    for length in 5..<frame.count {
      #expect(throws: WireError.self, "cut to \(length)") {
        _ = try RunnerMessage(.init(kind: frame[4], payload: frame[5..<length]))
      }
    }
    #expect(throws: WireError.trailingBytes(1)) {
      let longer = frame + [0]
      _ = try RunnerMessage(.init(kind: frame[4], payload: longer[5...]))
    }
  }

  @Test func `of another version or kind are refused`() {
    #expect(throws: WireError.version(found: 99)) {
      let frame = RunnerMessage.ready(version: 99, "{}").frame
      _ = try RunnerMessage(.init(kind: frame[4], payload: frame[5...]))
    }
    #expect(throws: WireError.unknownKind(1)) {
      _ = try RunnerMessage(.init(kind: 1, payload: [1, 2]))
    }
  }

  @Test func `hold names and attachments up to their limits`() throws {
    func call(nameBytes: Int, attachments: Int) throws -> RunnerMessage {
      let message = RunnerMessage.call(
        id: 1, sync: false, name: String(repeating: "n", count: nameBytes), "",
        attachments: [[UInt8]](repeating: [], count: attachments))
      let frame = message.frame
      return try RunnerMessage(.init(kind: frame[4], payload: frame[5...]))
    }
    _ = try call(nameBytes: WireLimits.nameBytes, attachments: WireLimits.attachments)
    #expect(throws: WireError.self) {
      try call(nameBytes: WireLimits.nameBytes + 1, attachments: 0)
    }
    #expect(throws: WireError.self) {
      try call(nameBytes: 1, attachments: WireLimits.attachments + 1)
    }
  }

  @Test func `made of random bytes never trap`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<48, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = try? RunnerMessage(
        .init(kind: UInt8.random(in: 60...80, using: &random), payload: bytes[...]))
      _ = try? HostMessage(
        .init(kind: UInt8.random(in: 0...8, using: &random), payload: bytes[...]))
    }
  }
}

extension FrameDecoder {
  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }
}

/// A small reproducible random source.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
