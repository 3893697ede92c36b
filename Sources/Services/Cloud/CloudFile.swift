import Bridge
import Foundation
import GRDB

/// A file of the cloud: its bytes, and the openid of who put it there.
struct CloudFile {
  let owner: String
  let bytes: [UInt8]

  /// The path in a file id, `cloud://environment.program/path`; the names before it are not looked
  /// at, since a program has only its own files.
  static func path(of fileID: String) -> String? {
    guard fileID.hasPrefix("cloud://"),
      let slash = fileID.dropFirst("cloud://".count).firstIndex(of: "/")
    else { return nil }
    let path = String(fileID[fileID.index(after: slash)...])
    return (try? checked(path)) == nil ? nil : path
  }

  static func checked(_ path: String) throws(CallError) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...CloudLimits.filePathBytes).contains(path.utf8.count),
      !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }),
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else {
      throw CallError(
        "Error: errCode: -503001 storage request fail | errMsg: a cloudPath is names joined by /,"
          + " such as images/a.png, of at most \(CloudLimits.filePathBytes) bytes", code: -503_001)
    }
    return path
  }

  /// `.png` of a path.
  static func suffix(of path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "" }
    let letters = path[path.index(after: dot)...]
    let isPlain = letters.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0)
    }
    return isPlain && (1...8).contains(letters.utf8.count) ? ".\(letters)" : ""
  }
}

extension CloudTransaction {
  func file(_ app: String, _ path: String) throws(CallError) -> CloudFile? {
    try attempt {
      try Row.fetchOne(
        database, sql: "SELECT owner, bytes FROM file WHERE app = ? AND path = ?",
        arguments: [app, path]
      ).map { CloudFile(owner: $0[0], bytes: Array($0[1] as Data)) }
    }
  }

  /// - Throws: the refusal when another user put a file there, or the program has no more room.
  func putFile(_ file: CloudFile, _ app: String, _ path: String) throws(CallError) {
    let other = try self.file(app, path)
    guard other == nil || other?.owner == file.owner else {
      throw CallError(
        "Error: errCode: -503002 storage permission denied | errMsg: the file belongs to another"
          + " user", code: -503_002)
    }
    let used = try attempt {
      try Int.fetchOne(
        database, sql: "SELECT coalesce(sum(length(bytes)), 0) FROM file WHERE app = ?",
        arguments: [app]) ?? 0
    }
    let total = used - (other?.bytes.count ?? 0) + file.bytes.count
    guard total <= CloudLimits.filesBytes else {
      throw CallError(
        "Error: errCode: -503001 storage request fail | errMsg: the program's files would have"
          + " \(total) bytes; at most \(CloudLimits.filesBytes) fit", code: -503_001)
    }
    try attempt {
      try database.execute(
        sql: "INSERT OR REPLACE INTO file (app, path, owner, bytes) VALUES (?, ?, ?, ?)",
        arguments: [app, path, file.owner, Data(file.bytes)])
    }
  }

  func removeFile(_ app: String, _ path: String) throws(CallError) {
    try attempt {
      try database.execute(
        sql: "DELETE FROM file WHERE app = ? AND path = ?", arguments: [app, path])
    }
  }
}
