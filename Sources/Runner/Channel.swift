import Glibc
import Wire

/// The runner's end of the socket to its host: frames out in order, frames in as they come.
///
/// Neither side can block the other for good: while a write waits for room, what the host sends
/// is read into a bounded inbox.
final class Channel {
  private let descriptor: Int32
  private var decoder = FrameDecoder(limit: WireLimits.hostFrameBytes)
  private let incoming = ReadBuffer(byteCount: RunnerLimits.readBytes)
  private var outbound: [UInt8] = []
  private(set) var inbox = Inbox()
  /// Whether a call was sent since the last wait.
  private var expectsReply = false
  /// How long a wait for a reply looks before it sleeps.
  var patience = Patience(processors: 1)
  /// Compiled modules that the host sent ahead.
  var sources = Sources()

  init(descriptor: Int32) {
    self.descriptor = descriptor
    outbound.reserveCapacity(RunnerLimits.outboundBytes)
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
      fail(.badStart, "descriptor \(descriptor) is no channel; a runner is started by its host")
    }
  }

  /// Queues a message; sends what is queued when that has grown large.
  ///
  /// - Throws: `frameTooLong` for a message that the host would refuse; nothing is queued.
  func send(_ message: RunnerMessage) throws(WireError) {
    if case .call = message { expectsReply = true }
    let start = outbound.count
    message.append(to: &outbound)
    let bytes = outbound.count - start - 4
    guard bytes <= WireLimits.runnerFrameBytes else {
      outbound.removeSubrange(start...)
      throw .frameTooLong(bytes: bytes, limit: WireLimits.runnerFrameBytes)
    }
    if outbound.count >= RunnerLimits.outboundBytes { flush() }
  }

  /// Sends all that is queued.
  func flush() {
    var sent = 0
    while sent < outbound.count {
      let count = outbound.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        wait(milliseconds: -1, forRoom: true)
      } else if errno != EINTR {
        end(.closed)
      }
    }
    outbound.removeAll(keepingCapacity: outbound.capacity <= 1 << 20)
  }

  /// Waits until something has come or the time (-1 for any) is over. Frames that came are in
  /// the inbox. Returns false when nothing came.
  @discardableResult
  func wait(milliseconds: Int32, forRoom: Bool = false) -> Bool {
    if expectsReply, !forRoom, milliseconds != 0 {
      expectsReply = false
      if patience.wait(for: { receive() }) { return true }
    }
    let events = Int16(POLLIN) | (forRoom ? Int16(POLLOUT) : 0)
    var entry = pollfd(fd: descriptor, events: events, revents: 0)
    switch poll(&entry, 1, milliseconds) {
    case 0: return false
    // The engine's own signals end a wait early, which says nothing about the time.
    case ..<0: return true
    default: break
    }
    if entry.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { receive() }
    return true
  }

  /// Takes in one buffer of what has come; false when nothing has.
  @discardableResult
  private func receive() -> Bool {
    let count = read(descriptor, incoming.bytes.baseAddress, incoming.bytes.count)
    guard count > 0 else {
      if count == 0 || (errno != EAGAIN && errno != EINTR) { end(.closed) }
      return false
    }
    decoder.append(UnsafeRawBufferPointer(rebasing: incoming.bytes[..<count]))
    decode()
    return true
  }

  private func decode() {
    do throws(WireError) {
      while let frame = try decoder.next() {
        let bytes = frame.payload.count
        let message = try HostMessage(frame)
        inbox.countFrame()
        if case .source(let path, let text) = message {
          sources.keep(text, for: path)
        } else {
          inbox.add(message, bytes: bytes)
        }
      }
    } catch {
      end(.badFrame)
    }
    guard inbox.bytes <= RunnerLimits.inboxBytes else { end(.floodedInbox) }
  }

  /// Forgets what the host sent to a guest that is gone, and counts from the start.
  func beginAnew() {
    inbox = Inbox()
    sources = Sources()
    expectsReply = false
  }

  /// The next message, or nil when none has come.
  func next() -> HostMessage? { inbox.next() }

  /// Waits for the reply to a call; everything else that comes stays in the inbox, in order.
  func reply(to call: UInt32) -> Reply {
    while true {
      if let reply = inbox.takeReply(to: call) { return reply }
      wait(milliseconds: -1)
    }
  }
}

/// What the host answered to a call.
struct Reply {
  let isFulfilled: Bool
  let text: Text
  let attachments: [[UInt8]]
}
