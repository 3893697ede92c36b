import GRDB

/// The tables of the platform. Times are milliseconds since 1970, money is whole fen.
enum PlatformSchema {
  /// Grows with every step; databases of later versions are refused.
  static let version = steps.count

  static func prepare(_ database: Database) throws {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard found <= version else {
      throw PlatformError(
        .storage,
        "the platform's database was written by a newer version (schema \(found); this one knows"
          + " up to \(version))")
    }
    guard found < version else { return }
    for part in steps[found...].joined() { try database.execute(sql: part) }
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Who programs and merchants are, with their keys.
  private static let parties = [
    "developer", "program", "merchant", "merchantProgram", "platformKey",
  ]

  /// Drops and makes everything again but programs, merchants and keys.
  static func empty(_ database: Database) throws {
    for table in parties {
      try database.execute(sql: "CREATE TEMP TABLE kept_\(table) AS SELECT * FROM main.\(table)")
    }
    // In the order against that of their making, so that no row is left without its parent.
    let tables = try String.fetchAll(
      database,
      sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        + " ORDER BY rowid DESC")
    for table in tables { try database.execute(sql: "DROP TABLE main.\"\(table)\"") }
    try database.execute(sql: "PRAGMA user_version = 0")
    try prepare(database)
    for table in parties {
      try database.execute(
        sql: """
          INSERT INTO main.\(table) SELECT * FROM temp.kept_\(table);
          DROP TABLE temp.kept_\(table)
          """)
    }
  }

  /// What each version has more than the one before it.
  private static let steps = [[identity, ledger, orders, gifts, messages], [service], [webGrants]]

  private static let identity = """
    CREATE TABLE developer (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE program (
      appid TEXT PRIMARY KEY, developer INTEGER NOT NULL REFERENCES developer, secret TEXT NOT NULL
    );
    CREATE TABLE user (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, nickname TEXT NOT NULL,
      avatar TEXT NOT NULL DEFAULT '', gender INTEGER NOT NULL DEFAULT 0,
      country TEXT NOT NULL DEFAULT '', province TEXT NOT NULL DEFAULT '',
      city TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT 'zh_CN',
      phone TEXT NOT NULL, countryCode TEXT NOT NULL DEFAULT '86',
      showsProfile INTEGER NOT NULL DEFAULT 0, isBlocked INTEGER NOT NULL DEFAULT 0,
      paymentAnswer TEXT NOT NULL DEFAULT 'ask', paymentPassword TEXT NOT NULL DEFAULT '123456',
      created INTEGER NOT NULL
    );
    CREATE TABLE openid (
      appid TEXT NOT NULL REFERENCES program, user INTEGER NOT NULL REFERENCES user,
      openid TEXT NOT NULL UNIQUE, PRIMARY KEY (appid, user)
    );
    CREATE TABLE session (
      appid TEXT NOT NULL REFERENCES program, user INTEGER NOT NULL REFERENCES user,
      key TEXT NOT NULL, made INTEGER NOT NULL, used INTEGER NOT NULL,
      isExpired INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (appid, user)
    );
    CREATE TABLE code (
      code TEXT PRIMARY KEY, kind TEXT NOT NULL, appid TEXT NOT NULL REFERENCES program,
      user INTEGER NOT NULL REFERENCES user, made INTEGER NOT NULL, isUsed INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX codesOfUser ON code (appid, user, kind, made);
    CREATE TABLE token (
      token TEXT PRIMARY KEY, appid TEXT NOT NULL REFERENCES program, kind TEXT NOT NULL,
      made INTEGER NOT NULL, expires INTEGER NOT NULL
    );
    """
}
