import CSpawn
import Foundation
import Glibc
import Testing

@Suite struct `Starting a program` {
  private static let engine = sampan_engine(memory_bytes: 3 << 20, is_brief: false)

  private func start(_ path: String) -> (error: Int32, process: sampan_spawned) {
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { for end in ends { close(end) } }
    var process = sampan_spawned()
    let result = sampan_spawn(path, ends[1], Self.engine, &process)
    return (result == 0 ? 0 : errno, process)
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
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { close(ends[1]) }
    var spawned = sampan_spawned()
    let path = LockedProcess.folder + "/sampan-runner"
    try #require(sampan_spawn(path, ends[1], Self.engine, &spawned) == 0)
    // It waits for a hello.
    let process = LockedProcess(adopting: spawned, channel: ends[0])
    #expect(process.status("SigBlk") == "0000000000000000")
    let ignored = process.status("SigIgn").flatMap { UInt64($0, radix: 16) } ?? .max
    #expect(ignored & 1 << (UInt64(SIGUSR2) - 1) == 0)
    #expect(getsid(spawned.pid) == spawned.pid)
    #expect(sampan_signal(spawned.pidfd, SIGKILL) == 0)
    #expect(process.ending() == .signal(SIGKILL))
  }

  @Test(arguments: [true, false])
  func `sets the engine to its memory, and to short lives`(_ isBrief: Bool) throws {
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { close(ends[1]) }
    var spawned = sampan_spawned()
    let path = LockedProcess.folder + "/sampan-runner"
    let engine = sampan_engine(memory_bytes: 96 << 20, is_brief: isBrief)
    try #require(sampan_spawn(path, ends[1], engine, &spawned) == 0)
    let process = LockedProcess(adopting: spawned, channel: ends[0])
    var environment = Data()
    // It is there a moment after the program is.
    while environment.isEmpty {
      environment = try #require(FileHandle(forReadingAtPath: "/proc/\(spawned.pid)/environ"))
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
    var ends: [Int32] = [-1, -1]
    _ = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    defer { close(ends[1]) }
    var spawned = sampan_spawned()
    let path = LockedProcess.folder + "/sampan-runner"
    let engine = sampan_engine(memory_bytes: 96 << 20, is_brief: false)
    try #require(sampan_spawn(path, ends[1], engine, &spawned) == 0)
    let process = LockedProcess(adopting: spawned, channel: ends[0])
    let own = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
    let its = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), UInt32(spawned.pid))
    #expect(its == min(19, own + Int32(SAMPAN_RUNNER_NICENESS)))
    #expect(sampan_signal(spawned.pidfd, SIGKILL) == 0)
    #expect(process.ending() == .signal(SIGKILL))
  }
}
