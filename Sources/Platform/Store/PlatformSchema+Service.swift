/// The tables of what developers' servers do for their users.
extension PlatformSchema {
  /// What developers' servers sent to users.
  static let messages = """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY, appid TEXT NOT NULL, kind TEXT NOT NULL, openid TEXT NOT NULL,
      body TEXT NOT NULL, time INTEGER NOT NULL
    );
    CREATE TABLE consent (
      appid TEXT NOT NULL, user INTEGER NOT NULL, template TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (appid, user, template)
    );
    CREATE TABLE contact (
      appid TEXT NOT NULL, user INTEGER NOT NULL, time INTEGER NOT NULL, sent INTEGER NOT NULL,
      PRIMARY KEY (appid, user)
    );
    CREATE TABLE quota (
      endpoint TEXT PRIMARY KEY, remaining INTEGER NOT NULL, errcode INTEGER NOT NULL
    );
    """

  /// What a program's own service keeps on the platform: pictures, menus, tags, templates.
  static let service = """
    CREATE TABLE media (
      id TEXT PRIMARY KEY, appid TEXT NOT NULL REFERENCES program, kind TEXT NOT NULL,
      contentType TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL, made INTEGER NOT NULL
    );
    CREATE INDEX mediaOfProgram ON media (appid, made);
    CREATE TABLE menu (appid TEXT PRIMARY KEY REFERENCES program, body TEXT NOT NULL);
    CREATE TABLE tag (
      appid TEXT NOT NULL REFERENCES program, id INTEGER NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY (appid, id), UNIQUE (appid, name)
    );
    CREATE TABLE tagged (
      appid TEXT NOT NULL, tag INTEGER NOT NULL, user INTEGER NOT NULL REFERENCES user,
      PRIMARY KEY (appid, user, tag), FOREIGN KEY (appid, tag) REFERENCES tag ON DELETE CASCADE
    );
    CREATE TABLE remark (
      appid TEXT NOT NULL REFERENCES program, user INTEGER NOT NULL REFERENCES user,
      text TEXT NOT NULL, PRIMARY KEY (appid, user)
    );
    CREATE TABLE template (
      appid TEXT NOT NULL REFERENCES program, id TEXT NOT NULL, title TEXT NOT NULL,
      content TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (appid, id)
    );
    """

  /// What users let pages of the web know.
  static let webGrants = """
    CREATE TABLE webGrant (
      token TEXT PRIMARY KEY, refresh TEXT NOT NULL UNIQUE, appid TEXT NOT NULL REFERENCES program,
      user INTEGER NOT NULL REFERENCES user, scope TEXT NOT NULL, ends INTEGER NOT NULL,
      refreshEnds INTEGER NOT NULL
    );
    """
}
