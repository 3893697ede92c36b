import GRDB

/// The tables of one visitor's storage.
///
/// `usage` has one row, which triggers keep: what all entries take together. Its CHECKs are the
/// limits, so that they hold for every process that writes, in the same statement that would break
/// them, at no further query.
enum StorageSchema {
  /// Bumped with every change; databases of later versions are refused.
  static let version = 1
  /// Every write puts whole pages into the log, and most values are small: pages of 1 KiB made
  /// writes of up to 100 bytes about a sixth quicker than the usual 4 KiB, while writes of 4 KiB and
  /// more differed by less than they vary.
  static let pageBytes = 1_024

  static func prepare(_ database: Database) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= version else { throw NewerSchema(found: found) }
    guard found == 0 else { return }
    try database.inTransaction(.immediate) {
      // Another process may have been first.
      guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return .commit }
      try database.execute(sql: create)
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  struct NewerSchema: Error, CustomStringConvertible {
    let found: Int
    var description: String {
      "it was written by a newer version (schema \(found); this one knows up to \(version))"
    }
  }

  private static let create = """
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, tag TEXT NOT NULL, text TEXT NOT NULL,
      bytes INTEGER NOT NULL, launchBytes INTEGER NOT NULL
    );
    CREATE TABLE usage (
      bytes INTEGER NOT NULL CHECK (bytes <= \(StorageLimits.totalBytes)),
      launchBytes INTEGER NOT NULL CHECK (launchBytes <= \(StorageLimits.launchBytes))
    );
    INSERT INTO usage VALUES (0, 0);
    CREATE TRIGGER entryAdded AFTER INSERT ON entry BEGIN
      UPDATE usage SET bytes = bytes + NEW.bytes, launchBytes = launchBytes + NEW.launchBytes;
    END;
    CREATE TRIGGER entryRemoved AFTER DELETE ON entry BEGIN
      UPDATE usage SET bytes = bytes - OLD.bytes, launchBytes = launchBytes - OLD.launchBytes;
    END;
    CREATE TRIGGER entryChanged AFTER UPDATE ON entry
      WHEN NEW.bytes <> OLD.bytes OR NEW.launchBytes <> OLD.launchBytes
    BEGIN
      UPDATE usage SET bytes = bytes + NEW.bytes - OLD.bytes,
        launchBytes = launchBytes + NEW.launchBytes - OLD.launchBytes;
    END;
    """
}
