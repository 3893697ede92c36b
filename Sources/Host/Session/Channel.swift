import Glibc
import Wire

/// The host's end of the socket to one runner: whole frames in, whole frames out, never blocking.
struct Channel {
  let runner: RunnerProcess
  /// Frames written since the start, wrapping; `hello` went before.
  private(set) var framesSent: UInt32 = 1
  private var decoder = FrameDecoder(limit: WireLimits.runnerFrameBytes)
  private let incoming = ReadBuffer(byteCount: Self.readBytes)
  private var outbound: [UInt8] = []
  private var outboundStart = 0
  private let outboundLimit: Int

  init(runner: RunnerProcess, outboundLimit: Int) {
    self.runner = runner
    self.outboundLimit = outboundLimit
  }

  var hasOutbound: Bool { outboundStart < outbound.count }

  /// Keeps a frame that goes out together with the next one.
  mutating func hold(_ message: HostMessage) {
    framesSent &+= 1
    message.append(to: &outbound)
  }

  /// Keeps a frame until the session has done all that it can do now (`flush`), so that answers
  /// to calls that came together go back together. Sends what is kept when that has grown large.
  ///
  /// - Throws: `tooLarge` when a runner that does not read has let too much pile up.
  mutating func write(_ message: HostMessage) throws(WireError) {
    hold(message)
    guard outbound.count - outboundStart > min(Self.keptBytes, outboundLimit) else { return }
    flush()
    compact()
    guard outbound.count - outboundStart <= outboundLimit else {
      throw .tooLarge(
        "bytes wait to be read", found: outbound.count - outboundStart, limit: outboundLimit)
    }
  }

  /// Sends what was kept, as much as the socket takes.
  mutating func flush() {
    guard hasOutbound else { return }
    outboundStart += outbound.withUnsafeBytes {
      Self.send(runner.socket, UnsafeRawBufferPointer(rebasing: $0[outboundStart...]))
    }
    if !hasOutbound {
      outbound.removeAll(keepingCapacity: outbound.count <= 1 << 20)
      outboundStart = 0
    }
  }

  /// Lets go of what was sent. A runner that reads slowly would otherwise never let it.
  private mutating func compact() {
    guard outboundStart > 1 << 20, outboundStart > outbound.count / 2 else { return }
    outbound.removeSubrange(..<outboundStart)
    outboundStart = 0
  }

  private static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    max(
      0,
      Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)))
  }

  private static let keptBytes = 64 << 10

  enum Reading {
    case some
    case nothing
    case ended
  }

  /// Takes in what has arrived, at most one buffer, so that a flood cannot keep the session.
  mutating func read() -> Reading {
    let buffer = incoming.bytes
    let count = recv(runner.socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
    if count > 0 {
      decoder.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return .some
    }
    if count == 0 { return .ended }
    return errno == EAGAIN || errno == EINTR ? .nothing : .ended
  }

  private static let readBytes = 64 << 10

  /// The next message that has arrived whole.
  mutating func next() throws(WireError) -> RunnerMessage? {
    guard let frame = try decoder.next() else { return nil }
    return try RunnerMessage(frame)
  }
}
