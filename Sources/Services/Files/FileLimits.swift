/// What the files of one session may hold. Each has a test at the limit and one past it.
public enum FileLimits {
  /// Temporary files: exported, chosen, recorded, compressed.
  public static let temporaryFiles = 256
  /// Bytes of those files.
  public static let temporaryBytes = 64 << 20
}
