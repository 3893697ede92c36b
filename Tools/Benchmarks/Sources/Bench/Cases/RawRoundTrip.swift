import Glibc

/// The floor of every call to another process: 64 bytes over a stream socket pair, blocking, and back.
enum RawRoundTrip {
  private static let bytes = 64
  private static let warmUp = 500
  private static let trips = 2_000
  /// Where the other process finds its end.
  private static let descriptor: Int32 = 3

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  static func measure() throws(Failed) -> [Sample] {
    let (channel, child) = try startEcho()
    defer {
      close(channel)
      var status: Int32 = 0
      waitpid(child, &status, 0)
    }
    var trips: [Double] = []
    for trip in 0..<Self.warmUp + Self.trips {
      let watch = Stopwatch()
      guard exchange(on: channel) else { throw Failed(description: "the other process is gone") }
      if trip >= Self.warmUp { trips.append(watch.microseconds) }
    }
    return [
      Sample(metric: "raw round trip p50", unit: "µs", value: trips.percentile(0.5)),
      Sample(metric: "raw round trip p99", unit: "µs", value: trips.percentile(0.99)),
    ]
  }

  /// The other process: sends back what it gets until the channel closes.
  static func echo() {
    while receive(on: descriptor) { send(on: descriptor) }
  }

  private static func startEcho() throws(Failed) -> (channel: Int32, child: pid_t) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw Failed(description: "no socket pair: \(String(cString: strerror(errno)))") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], descriptor)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(ends[1])
    }
    var child: pid_t = 0
    let words = ["sampan-bench", "echo"]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let failure = posix_spawn(&child, "/proc/self/exe", &actions, nil, &arguments, environ)
    guard failure == 0 else {
      close(ends[0])
      throw Failed(description: "no second process: \(String(cString: strerror(failure)))")
    }
    return (ends[0], child)
  }

  private static func exchange(on channel: Int32) -> Bool {
    send(on: channel)
    return receive(on: channel)
  }

  private static func send(on channel: Int32) {
    withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 1) { buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 7)
      _ = Glibc.send(channel, buffer.baseAddress, bytes, Int32(MSG_NOSIGNAL))
    }
  }

  private static func receive(on channel: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: bytes, alignment: 1) { buffer in
      var count = 0
      while count < bytes {
        let got = recv(channel, buffer.baseAddress.map { $0 + count }, bytes - count, 0)
        guard got > 0 else { return false }
        count += got
      }
      return true
    }
  }
}
