import Foundation
import GRDB

/// A picture, a sound or a film that a developer's server has uploaded.
struct Media: Sendable {
  enum Kind: String, Sendable {
    case image, voice, video, thumb
    /// For texts of articles: it has an address and no three days.
    case article
  }

  let kind: Kind
  let contentType: String
  let name: String
  let bytes: [UInt8]
}

extension PlatformStore {
  /// Keeps what was uploaded and tells its id; past a number the oldest go.
  func keep(_ media: Media, of appID: String, on occasion: Occasion) throws -> String {
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM media WHERE appid = ?1 AND (kind <> 'article' AND made < ?2 OR id IN (
            SELECT id FROM media WHERE appid = ?1 ORDER BY rowid DESC LIMIT -1 OFFSET ?3))
          """,
        arguments: [
          appID, occasion.milliseconds - PlatformLimits.mediaMilliseconds,
          PlatformLimits.mediaFiles - 1,
        ])
      let id = occasion.text(64, of: .urlSafe)
      try database.execute(
        sql: """
          INSERT INTO media (id, appid, kind, contentType, name, bytes, made)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, appID, media.kind.rawValue, media.contentType, media.name, Data(media.bytes),
          occasion.milliseconds,
        ])
      return id
    }
  }

  /// What a program has uploaded, for three days; nil for what it has not.
  func media(_ id: String, of appID: String, on occasion: Occasion) throws -> Media? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT * FROM media WHERE id = ? AND appid = ? AND kind <> 'article' AND made >= ?",
        arguments: [id, appID, occasion.milliseconds - PlatformLimits.mediaMilliseconds]
      ).flatMap(Media.init)
    }
  }

  /// The picture of an article, which its address alone finds.
  func articlePicture(_ id: String) throws -> Media? {
    try read { database in
      try Row.fetchOne(
        database, sql: "SELECT * FROM media WHERE id = ? AND kind = 'article'", arguments: [id]
      ).flatMap(Media.init)
    }
  }
}

extension Media {
  init?(_ row: Row) {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    self.init(
      kind: kind, contentType: row["contentType"], name: row["name"],
      bytes: Array(row["bytes"] as Data))
  }
}
