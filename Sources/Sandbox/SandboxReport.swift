import CSandbox

/// Which walls stand. What is not listed here always does: no new privileges, no capabilities, no
/// descriptor but the channel and the engine's own counters, no core files.
public struct SandboxReport: Hashable, Sendable {
  public var namespaces: [SandboxNamespace] = []
  /// Whether the process gave up being root for user 65534.
  public var isNobody = false
  /// The version of Landlock that confines every thread; nil without it.
  public var landlock: Int?
  /// Threads that were confined.
  public var threads = 0
  /// Event counters that the engine's threads are woken by, and that stayed open.
  public var eventCounters = 0
  /// Whether the file system is one empty directory.
  public var hasEmptyRoot = false
  /// Whether the kernel refuses to make memory executable, besides the filter.
  public var refusesNewCode = false
  /// Whether threads are bounded by `SandboxLimits.tasks`.
  public var limitsTasks = false
  /// The bound of private writable memory, in bytes.
  public var dataBytes = 0
  public var filtersSystemCalls = false

  public init() {}
}

/// A kernel namespace that a process can have for itself.
public enum SandboxNamespace: String, Sendable, CaseIterable {
  case user, mount, net, pid, ipc, uts

  var number: Int32 {
    switch self {
    case .user: Int32(SAMPAN_NAMESPACE_USER)
    case .mount: Int32(SAMPAN_NAMESPACE_MOUNT)
    case .net: Int32(SAMPAN_NAMESPACE_NET)
    case .pid: Int32(SAMPAN_NAMESPACE_PID)
    case .ipc: Int32(SAMPAN_NAMESPACE_IPC)
    case .uts: Int32(SAMPAN_NAMESPACE_UTS)
    }
  }
}
