/// What the files of one visitor and of one session may hold. Each has a test at the limit and one
/// past it.
public enum FileLimits {
  /// Temporary files: exported, chosen, recorded, compressed, downloaded. Past it the oldest go.
  public static let temporaryFiles = 256
  /// Bytes of those files (`reference/api-conventions.md 8.8` has more; a host serves many).
  public static let temporaryBytes = 512 << 20
  /// Files and folders that a visitor keeps, saved ones among them.
  public static let userFiles = 10_000
  /// Bytes of those files (`reference/api-conventions.md 8.8`).
  public static let userBytes = 200 << 20
  /// A path as a mini-program writes it.
  public static let pathBytes = 4_096
  public static let nameBytes = 255
  /// Folders below one another.
  public static let depth = 32
  /// What one call reads; larger files are read in pieces.
  public static let readBytes = 32 << 20
  /// A file of a package.
  public static let packageBytes = 32 << 20
  /// Files that a mini-program holds open.
  public static let openFiles = 64
  /// Names that one call lists.
  public static let listed = 10_000
  /// Entries of an archive.
  public static let archiveEntries = 10_000
  /// An archive grows by so much at most.
  public static let archiveRatio = 200
}
