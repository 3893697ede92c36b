import CSandbox
import Glibc

/// The walls that a process builds around itself, in two steps: `init` while it has one thread
/// and before the engine starts, `lockDown` before the first byte of a guest arrives.
///
/// The engine needs the random device and its own memory map while it starts, and threads keep
/// what they were born with; that sets the order (reference/engine-and-sandbox.md 0.3).
public struct Sandbox: ~Copyable {
  private var report = SandboxReport()
  /// The list of threads, open since the time when there were files.
  private let threads: Int32

  /// Takes what must be taken before there are threads: no new privileges, another user, new
  /// namespaces. Namespaces that the kernel does not grant are left out.
  public init() throws(SandboxError) {
    try Self.require("no new privileges", sampan_forbid_new_privileges())
    report.isNobody = sampan_become_nobody() == 0
    if sampan_enter_user_namespace() == 0 { report.namespaces.append(.user) }
    for namespace in [SandboxNamespace.mount, .net, .ipc, .uts]
    where sampan_enter_namespace(namespace.number) == 0 {
      report.namespaces.append(namespace)
    }
    // Nobody else is process 1: the host gave the namespace when it started the process.
    if getpid() == 1 { report.namespaces.append(.pid) }
    try Self.require("capability bounds", sampan_clear_capability_bounds())
    try Self.require("thread stacks", sampan_limit_thread_stacks(SandboxLimits.threadStackBytes))
    threads = try Self.require("thread list", sampan_open_threads())
  }

  /// Closes the walls. Afterwards the process can compute, and read and write its channel.
  ///
  /// - Throws: if a wall that is always there could not be built; the process must then end.
  public consuming func lockDown(
    channel: Int32, limits: SandboxLimits
  ) throws(SandboxError) -> SandboxReport {
    var report = try confine(channel: channel, limits: limits)
    try Self.require("system call filter", sampan_filter_system_calls())
    report.filtersSystemCalls = true
    return report
  }

  /// Everything but the system call filter: what would still hold if the filter had a hole.
  package consuming func confine(
    channel: Int32, limits: SandboxLimits
  ) throws(SandboxError) -> SandboxReport {
    let dataBytes = sampan_data_bytes()
    try Self.require("data size", Int32(clamping: dataBytes))
    report.dataBytes = Int(dataBytes) + limits.memoryBytes + SandboxLimits.memorySlackBytes
    report.eventCounters = Int(
      try Self.require("descriptors", sampan_close_all_but(channel, threads)))
    report.hasEmptyRoot = sampan_empty_root() == 0

    try confineThreads()
    try limit(limits)
    report.refusesNewCode = sampan_refuse_new_code() == 0
    try Self.require("dumping", sampan_forbid_dumping())
    return report
  }

  private mutating func confineThreads() throws(SandboxError) {
    var version: Int32 = 0
    let landlock = sampan_make_landlock(&version)
    if landlock >= 0 { report.landlock = Int(version) }
    report.threads = Int(
      try Self.require("threads", sampan_confine_threads(threads, max(landlock, -1))))
    close(threads)
    if landlock >= 0 { close(landlock) }
    guard !sampan_has_capabilities() else {
      throw SandboxError(wall: "capabilities", code: EPERM)
    }
  }

  private mutating func limit(_ limits: SandboxLimits) throws(SandboxError) {
    try Self.require("core limit", sampan_limit_core())
    try Self.require("file limit", sampan_limit_files())
    try Self.require("locked memory limit", sampan_limit_locked_memory())
    try Self.require("descriptor limit", sampan_limit_descriptors(SandboxLimits.descriptors))
    try Self.require("data limit", sampan_limit_data(UInt64(report.dataBytes)))
    // The kernel counts tasks per user of a user namespace. Without one of its own, the process
    // would be counted together with all others of its user.
    if report.namespaces.contains(.user) {
      report.limitsTasks = sampan_limit_tasks(SandboxLimits.tasks) == 0
    }
  }

  @discardableResult
  private static func require(_ wall: String, _ result: Int32) throws(SandboxError) -> Int32 {
    guard result >= 0 else { throw SandboxError(wall: wall, code: -result) }
    return result
  }
}

/// A wall that must be there and could not be built.
public struct SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
  public let wall: String
  /// The system's error number.
  public let code: Int32

  public var description: String {
    "the \(wall) of the sandbox failed: \(String(cString: strerror(code)))"
  }
}
