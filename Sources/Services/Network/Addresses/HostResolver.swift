import Dispatch
import Foundation
import Glibc
import Synchronization

/// Finds the addresses of names.
public protocol HostResolver: Sendable {
  /// - Throws: `unreachable` when there are none.
  func addresses(of name: String) async throws(NetworkError) -> [IPAddress]
}

/// Asks the machine, as every program does.
public final class SystemResolver: HostResolver {
  private let waiting = Mutex(0)
  /// Names that are being looked up.
  var lookups: Int { waiting.withLock { $0 } }
  private let clock = DispatchQueue(label: "sampan.names")
  private let ask: @Sendable (String) -> [IPAddress]

  public convenience init() { self.init(asking: Self.askSystem) }

  /// - Parameter ask: blocks until there is an answer; a test's own may do so for long.
  init(asking ask: @escaping @Sendable (String) -> [IPAddress]) { self.ask = ask }

  public func addresses(of name: String) async throws(NetworkError) -> [IPAddress] {
    // Names of this machine by definition (RFC 6761), whatever a server says.
    if name == "localhost" || name.hasSuffix(".localhost") {
      return [IPAddress(version4: 0x7F00_0001)]
    }
    // The system's call cannot be stopped, so one that hangs keeps its place until it ends.
    let isFree = waiting.withLock { waiting in
      guard waiting < NetworkLimits.lookups else { return false }
      waiting += 1
      return true
    }
    guard isFree else {
      throw .unreachable("\(NetworkLimits.lookups) names are being looked up already")
    }
    let found = await lookUp(name)
    guard let found else {
      throw .unreachable(
        "nobody told the address of \(name) within \(NetworkLimits.lookupSeconds) s")
    }
    guard !found.isEmpty else { throw .unreachable("the name \(name) has no address") }
    return found
  }

  private func lookUp(_ name: String) async -> [IPAddress]? {
    await withCheckedContinuation { continuation in
      let answer = Once<[IPAddress]?> { continuation.resume(returning: $0) }
      // The threads of a queue are few: lookups that hang would keep all others waiting, and the
      // clock too. `NetworkLimits.lookups` bounds these.
      Thread.detachNewThread { [self] in
        let found = ask(name)
        waiting.withLock { $0 -= 1 }
        answer.give(found)
      }
      clock.asyncAfter(deadline: .now() + .seconds(NetworkLimits.lookupSeconds)) {
        answer.give(nil)
      }
    }
  }

  @Sendable private static func askSystem(_ name: String) -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_family = AF_UNSPEC
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [IPAddress] = []
    var entry = first
    while let info = entry?.pointee {
      if let address = IPAddress(info), !found.contains(address) { found.append(address) }
      entry = info.ai_next
    }
    return found
  }
}

extension IPAddress {
  fileprivate init?(_ info: addrinfo) {
    let raw = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
    switch info.ai_family {
    case AF_INET where raw.count >= MemoryLayout<sockaddr_in>.size:
      self.init(bytes: withUnsafeBytes(of: raw.load(as: sockaddr_in.self).sin_addr, Array.init))
    case AF_INET6 where raw.count >= MemoryLayout<sockaddr_in6>.size:
      self.init(bytes: withUnsafeBytes(of: raw.load(as: sockaddr_in6.self).sin6_addr, Array.init))
    default: return nil
    }
  }
}

/// Hands on the first of several answers.
final class Once<Answer: Sendable>: Sendable {
  private let receive: Mutex<(@Sendable (Answer) -> Void)?>

  init(_ receive: @escaping @Sendable (Answer) -> Void) { self.receive = Mutex(receive) }

  /// - Returns: whether this was the first.
  @discardableResult
  func give(_ answer: Answer) -> Bool {
    let receive = receive.withLock { receive in
      defer { receive = nil }
      return receive
    }
    receive?(answer)
    return receive != nil
  }
}
