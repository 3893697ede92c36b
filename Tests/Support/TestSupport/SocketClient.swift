import Dispatch
import Glibc

/// A socket without any manners, to send a server what no client would, and a WebSocket client as
/// small as it gets.
///
/// Reads block a thread of its own, so that tests which wait leave the shared ones to the server.
public final class SocketClient: Sendable {
  public struct Refused: Error {
    public let reason: String
  }

  private let descriptor: Int32
  private let reading = DispatchQueue(label: "test.read")
  private let writing = DispatchQueue(label: "test.write")

  public init(port: Int, newer: Bool = false) throws {
    let family = newer ? AF_INET6 : AF_INET
    descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    // Whatever a server does wrong, a test ends.
    var limit = timeval(tv_sec: 120, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    let status = newer ? Self.connect6(descriptor, port) : Self.connect4(descriptor, port)
    guard status == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw Refused(reason: reason)
    }
  }

  deinit { close(descriptor) }

  private static func connect4(_ descriptor: Int32, _ port: Int) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func connect6(_ descriptor: Int32, _ port: Int) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = UInt16(port).bigEndian
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  private func on<Value: Sendable>(
    _ queue: DispatchQueue, _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { waiter in
      queue.async { waiter.resume(returning: body()) }
    }
  }

  /// Sends bytes; false when the server has closed.
  @discardableResult
  public func send(_ bytes: [UInt8]) async -> Bool {
    await on(writing) { [descriptor] in
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }

  @discardableResult
  public func send(_ text: String) async -> Bool { await send(Array(text.utf8)) }

  /// Reads exactly so many bytes; nil when the server closes before.
  public func read(_ count: Int) async -> [UInt8]? {
    await on(reading) { [descriptor] in Self.read(descriptor, count) }
  }

  private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(max(count, 1), 1 << 18))
    while bytes.count < count {
      let received = recv(descriptor, &buffer, min(buffer.count, count - bytes.count), 0)
      guard received > 0 else { return nil }
      bytes += buffer[..<received]
    }
    return bytes
  }

  /// Reads up to and with this text; nil when the server closes before.
  public func read(until end: String) async -> String? {
    await on(reading) { [descriptor] in
      var bytes: [UInt8] = []
      while let byte = Self.read(descriptor, 1) {
        bytes += byte
        if bytes.suffix(end.utf8.count).elementsEqual(end.utf8) {
          return String(decoding: bytes, as: UTF8.self)
        }
      }
      return nil
    }
  }

  /// Reads until the server closes.
  public func readAll() async -> String {
    await on(reading) { [descriptor] in
      var bytes: [UInt8] = []
      while let byte = Self.read(descriptor, 1) { bytes += byte }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// WebSocket.
extension SocketClient {
  /// Asks for a WebSocket and reads the head of the answer.
  @discardableResult
  public func upgrade(path: String = "/", headers: String = "") async -> String? {
    await send(
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        + headers + "\r\n")
    return await read(until: "\r\n\r\n")
  }

  /// Sends one frame, masked with zeros.
  @discardableResult
  public func sendFrame(
    _ payload: [UInt8], opcode: UInt8 = 1, final: Bool = true, masked: Bool = true
  ) async -> Bool {
    var frame: [UInt8] = [opcode | (final ? 0x80 : 0)]
    let mask: UInt8 = masked ? 0x80 : 0
    switch payload.count {
    case ..<126: frame.append(mask | UInt8(payload.count))
    case ..<65_536:
      frame += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
      frame.append(mask | 127)
      frame += (0..<8).map { UInt8(payload.count >> (56 - 8 * $0) & 255) }
    }
    if masked { frame += [0, 0, 0, 0] }
    return await send(frame + payload)
  }

  /// Reads one frame; nil when the server closes before.
  public func readFrame() async -> (opcode: UInt8, payload: [UInt8])? {
    guard let head = await read(2) else { return nil }
    var length = Int(head[1] & 127)
    if length >= 126 {
      guard let more = await read(length == 126 ? 2 : 8) else { return nil }
      length = more.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let payload = await read(length) else { return nil }
    return (head[0] & 15, payload)
  }

  /// The code with which the server closes the WebSocket; nil when it closes without.
  public func readCloseCode() async -> UInt16? {
    while let frame = await readFrame() {
      guard frame.opcode == 8, frame.payload.count >= 2 else { continue }
      return UInt16(frame.payload[0]) << 8 | UInt16(frame.payload[1])
    }
    return nil
  }
}
