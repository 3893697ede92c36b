import Glibc
import Testing
import Wire

@testable import Host

@Suite struct `A channel to a runner that does not read` {
  @Test(arguments: [(0, true), (1, false)])
  func `keeps bytes up to its limit`(_ extra: Int, _ fits: Bool) throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    let runner = RunnerProcess(socket: ends[0], identifier: getpid(), descriptor: -1)
    defer {
      runner.close()
      close(ends[1])
    }
    // Nothing more fits into the socket, so all that is written has to wait.
    for size in [1 << 16, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while send(ends[0], bytes, size, Int32(MSG_DONTWAIT)) > 0 {}
    }
    let limit = 1_000
    var channel = Channel(runner: runner, outboundLimit: limit)
    func message(_ text: String) -> HostMessage {
      .event(id: 1, name: "x", Text(text), attachments: [])
    }
    let most = limit - message("").frame.count
    let full = message(String(repeating: "a", count: most + extra))
    if fits {
      try channel.write(full)
      #expect(channel.hasOutbound)
    } else {
      #expect(throws: WireError.self) { try channel.write(full) }
    }
  }
}
