/// The bounds of the conversation between host and runner. Each has a test at the limit and one past it.
public enum WireLimits {
  /// Bumped whenever a frame changes its meaning; both sides refuse to talk across versions.
  public static let version: UInt32 = 1
  /// A frame from the host, in bytes after the length. Sources and the storage snapshot are the largest.
  public static let hostFrameBytes = 64 << 20
  /// A frame from a runner, in bytes after the length. A first render is the largest.
  public static let runnerFrameBytes = 8 << 20
  /// The name of a call, an event or a source path, in bytes.
  public static let nameBytes = 1024
  /// Binary values that travel beside one frame's text.
  public static let attachments = 64
  /// How deep arrays and objects nest in one JSON text.
  public static let jsonDepth = 2048
}
