/// What a locked-down process may use.
public struct SandboxLimits: Sendable, Hashable {
  /// Private writable memory beyond what the process had when it was locked down, in bytes.
  public var memoryBytes: Int

  public init(memoryBytes: Int) { self.memoryBytes = memoryBytes }

  /// Added to `memoryBytes`: stacks of engine threads and address space that stays untouched, so
  /// that the host, which measures resident memory, sees an excess first.
  public static let memorySlackBytes = 32 << 20
  /// Threads and processes together. The engine has up to 8 with two processors and aborts when
  /// it is refused one.
  public static let tasks: UInt64 = 32
  /// Address space of one thread's stack, in bytes. The main thread's is not touched.
  public static let threadStackBytes = 2 << 20
  /// One more than the highest descriptor that could be opened, and the most that one wait may
  /// look at. Those that are open stay.
  public static let descriptors: UInt64 = 4
}
