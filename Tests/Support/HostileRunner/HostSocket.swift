import Glibc
import Wire

/// The channel to the host, used as badly as one likes.
struct HostSocket {
  let descriptor: Int32 = 3
  private var decoder = FrameDecoder(limit: WireLimits.hostFrameBytes)
  /// Frames that were taken in.
  private(set) var framesTakenIn: UInt32 = 0

  /// Sends bytes as they are; ends the process when the host is gone.
  func send(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { _exit(0) }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ message: RunnerMessage) { send(bytes: message.frame) }

  /// A frame with any payload.
  func send(kind: UInt8, payload: [UInt8]) {
    send(bytes: Self.bytes(of: UInt32(payload.count + 1)) + [kind] + payload)
  }

  static func bytes(of length: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
  }

  /// Shows one page with one text.
  func show(_ text: String) { send(.patches(Self.page(text))) }

  static func page(_ text: String) -> Text {
    let patches: JSON = [
      ["page", 1, ["path": "index"]],
      ["+", 1, 0, [2, "view", 0, 0, [[3, .string(text)]]]],
      ["stack", [1]],
    ]
    return patches.text
  }

  /// Says that all that came was handled.
  func rest(nextTimer: Double = .nan) {
    send(.idle(handled: framesTakenIn, nextTimer: nextTimer))
  }

  /// The next frame of the host; nil when it has hung up.
  mutating func receive() -> HostMessage? {
    while true {
      if let frame = try? decoder.next() {
        framesTakenIn &+= 1
        return try? HostMessage(frame)
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return nil }
      buffer.withUnsafeBytes { decoder.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Takes in whatever comes and says nothing, until the host hangs up.
  mutating func ignoreEverything() {
    while receive() != nil {}
    _exit(0)
  }
}
