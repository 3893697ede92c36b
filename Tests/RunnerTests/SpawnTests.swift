import CSpawn
import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.ownThreads) struct `Starting a program` {
  private static let engine = sampan_engine(memory_bytes: 3 << 20, is_brief: false)

  private func start(_ path: String) -> (error: Int32, process: sampan_spawned) {
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { for end in ends { close(end) } }
    var process = sampan_spawned()
    let result = sampan_spawn(path, ends[1], Self.engine, &process)
    return (result == 0 ? 0 : errno, process)
  }

  /// A runner that waits for a hello.
  private func waiting(_ engine: sampan_engine = engine) throws -> LockedProcess {
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { close(ends[1]) }
    var spawned = sampan_spawned()
    let path = LockedProcess.folder + "/sampan-runner"
    try #require(sampan_spawn(path, ends[1], engine, &spawned) == 0)
    return LockedProcess(adopting: spawned, channel: ends[0])
  }

  @Test(arguments: [("/nowhere/sampan-runner", ENOENT), ("/etc/passwd", EACCES), ("/", EACCES)])
  func `that cannot be run says why`(_ path: String, _ error: Int32) {
    #expect(start(path).error == error)
  }

  @Test func `gives a descriptor that tells its end`() throws {
    let process = start(LockedProcess.folder + "/sampan-runner").process
    // Its channel is closed already, so it ends before it has begun.
    var entry = pollfd(fd: process.pidfd, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 60_000) == 1)
    var status: Int32 = 0
    #expect(waitpid(process.pid, &status, 0) == process.pid)
    #expect(status == 0)
    close(process.pidfd)
  }

  @Test func `resets signals and gives it a session of its own`() throws {
    signal(SIGUSR2, SIG_IGN)
    defer { signal(SIGUSR2, SIG_DFL) }
    let process = try waiting()
    #expect(process.status("SigBlk") == "0000000000000000")
    let ignored = process.status("SigIgn").flatMap { UInt64($0, radix: 16) } ?? .max
    #expect(ignored & 1 << (UInt64(SIGUSR2) - 1) == 0)
    #expect(getsid(process.pid) == process.pid)
    #expect(sampan_signal(process.pidfd, SIGKILL) == 0)
    #expect(process.ending() == .signal(SIGKILL))
  }

  @Test(arguments: [true, false])
  func `sets the engine to its memory, and to short lives`(_ isBrief: Bool) throws {
    let process = try waiting(sampan_engine(memory_bytes: 96 << 20, is_brief: isBrief))
    var environment = Data()
    // It is there a moment after the program is.
    while environment.isEmpty {
      environment = try #require(FileHandle(forReadingAtPath: "/proc/\(process.pid)/environ"))
        .readDataToEndOfFile()
    }
    let settings = String(decoding: environment, as: UTF8.self)
      .split(separator: "\0").map(String.init)
    #expect(settings.contains("JSC_forceRAMSize=100663296"))
    #expect(settings.contains("JSC_thresholdForOptimizeSoon=20000") == isBrief)
    #expect(Set(settings).count == settings.count)
    withExtendedLifetime(process) {}
  }

  @Test func `lets a runner yield from its first instruction`() throws {
    let process = try waiting()
    let own = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
    let its = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), UInt32(process.pid))
    #expect(its == min(19, own + Int32(SAMPAN_RUNNER_NICENESS)))
    #expect(sampan_signal(process.pidfd, SIGKILL) == 0)
    #expect(process.ending() == .signal(SIGKILL))
  }
}
