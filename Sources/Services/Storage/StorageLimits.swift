/// What one user may store of one mini-program.
///
/// The prelude checks the same figures before it sends anything; the host checks them again, since
/// a runner may have been taken over. `totalBytes` and `launchBytes` stand in the schema of the
/// database as well: to change them, change its version.
public enum StorageLimits {
  /// A key and its encoded value together, in UTF-16 units (`reference/api-core.md 9.1`).
  public static let entryUnits = 1 << 20
  /// All entries together: keys and values in UTF-8 bytes, and `entryBytes` for each.
  public static let totalBytes = 10 << 20
  /// What an entry counts beside its key and value, so that countless empty ones do not fit.
  public static let entryBytes = 32
  /// All entries together as the JSON that a launch carries. It goes into one frame, which takes
  /// 32 MiB, and a text that is not ASCII takes two bytes a character there.
  public static let launchBytes = 15 << 20
  /// The tag that tells the type of a value, in ASCII letters.
  public static let tagBytes = 16
  /// Entries of one `storage.setMany`.
  public static let entriesAtOnce = 10_000
  /// The name of a mini-program, in UTF-8 bytes.
  public static let appNameBytes = 64
  /// Databases that are open at once; those unused for longest are closed.
  public static let openDatabases = 64
}
