import Bridge
import Glibc

/// A path as a mini-program writes it (`reference/api-core.md 9.7`).
enum FilePath: Hashable, Sendable {
  /// A file that the mini-program came with, without a slash in front.
  case package(String)
  /// The name of a temporary file.
  case temporary(String)
  /// The name of a saved file.
  case saved(String)
  /// Names from the user's folder down; none for the folder itself.
  case user([String])

  static let userFolder = "wxfile://usr"
  static let scheme = "wxfile://"

  /// Reads a path. Steps up are taken here, on the text, so that no name on disk decides where
  /// they lead.
  ///
  /// - Throws: `leavesItsFolder` for steps past the beginning, `invalidPath` for names that no
  ///   folder of ours has.
  init(_ text: String, for operation: String) throws(CallError) {
    let mention = FileMention(operation, text)
    guard text.utf8.count <= FileLimits.pathBytes else { throw .invalidPath(mention) }
    guard !text.isEmpty else { throw .noSuchFile(mention) }
    let hasForbidden = text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    guard !hasForbidden else { throw .invalidPath(mention) }
    for root in [Self.userFolder, "http://usr"] where text == root || text.hasPrefix(root + "/") {
      self = .user(try Self.names(text.dropFirst(root.count), mention))
      return
    }
    if text.hasPrefix("wxfile://") || text.hasPrefix("http://tmp/") {
      let name = String(text.dropFirst(text.hasPrefix("wxfile://") ? 9 : 11))
      guard !name.contains("/"), !name.isEmpty else { throw .outside(mention) }
      self = name.hasPrefix("store_") ? .saved(name) : .temporary(name)
      return
    }
    guard !text.contains("://") else { throw .outside(mention) }
    self = .package(try Self.names(text[...], mention).joined(separator: "/"))
  }

  private static func names(
    _ text: Substring, _ mention: FileMention
  ) throws(CallError) -> [String] {
    var names: [String] = []
    for part in text.split(separator: "/") where part != "." {
      if part == ".." {
        guard names.popLast() != nil else { throw .outside(mention) }
        continue
      }
      // A dot or a blank at the end is dropped by some file systems: two names for one file.
      guard part.utf8.count <= FileLimits.nameBytes, !part.hasSuffix("."), !part.hasSuffix(" ")
      else { throw .invalidPath(mention) }
      names.append(String(part))
    }
    guard names.count <= FileLimits.depth else { throw .invalidPath(mention) }
    return names
  }
}

/// What was done to which path, for the sentence of an error.
struct FileMention: Sendable {
  let operation: String
  let path: String

  init(_ operation: String, _ path: String) {
    self.operation = operation
    self.path = path
  }

  var text: String { "\(operation) '\(path.prefix(512))'" }
}

/// The platform's errors of files (`reference/api-conventions.md 8.2`).
extension CallError {
  static func noSuchFile(_ mention: FileMention) -> CallError {
    .file(1_300_002, "no such file or directory, \(mention.text)")
  }
  /// The path is none that may be written to.
  static func readOnly(_ mention: FileMention) -> CallError {
    .file(1_301_000, "permission denied, \(mention.text)")
  }
  /// The path leads out of its folder.
  static func outside(_ mention: FileMention) -> CallError {
    .file(1_300_014, "Path permission denied, \(mention.text)")
  }
  static func invalidPath(_ mention: FileMention) -> CallError {
    .file(1_300_022, "Invalid argument, \(mention.text)")
  }
  static func exists(_ mention: FileMention) -> CallError {
    .file(1_301_005, "file already exists, \(mention.text)")
  }
  static func isDirectory(_ mention: FileMention) -> CallError {
    .file(1_300_021, "illegal operation on a directory, \(mention.text)")
  }
  static func notDirectory(_ mention: FileMention) -> CallError {
    .file(1_300_020, "not a directory, \(mention.text)")
  }
  static func notEmpty(_ mention: FileMention) -> CallError {
    .file(1_300_066, "directory not empty, \(mention.text)")
  }
  static func notPermitted(_ mention: FileMention) -> CallError {
    .file(1_300_001, "operation not permitted, \(mention.text)")
  }
  static let filesFull = CallError.file(
    1_300_202,
    "the maximum size of the file storage limit is exceeded: at most \(FileLimits.userBytes) bytes"
      + " in \(FileLimits.userFiles) files fit")
  static func badDescriptor(_ text: String) -> CallError {
    .file(1_300_009, "bad file descriptor '\(text.prefix(32))'")
  }
  static func tooLarge(_ bytes: Int, _ limit: Int, _ mention: FileMention) -> CallError {
    .file(
      1_300_022,
      "\(bytes) bytes are more than fit in one call; at most \(limit) do, so name position and"
        + " length, \(mention.text)")
  }

  /// A failure whose number is errno and errCode.
  static func file(_ code: Int, _ reason: String) -> CallError {
    CallError(reason, errno: code, code: code)
  }

  /// What the system said, with nothing of the machine's own paths.
  static func system(_ code: Int32, _ mention: FileMention) -> CallError {
    switch code {
    case ENOENT: .noSuchFile(mention)
    case ENOTDIR: .notDirectory(mention)
    case EISDIR: .isDirectory(mention)
    case EEXIST: .exists(mention)
    case ENOTEMPTY: .notEmpty(mention)
    case ELOOP, EACCES, EPERM, EROFS: .file(1_300_013, "permission denied, \(mention.text)")
    case ENAMETOOLONG, EINVAL: .invalidPath(mention)
    case ENOSPC, EDQUOT: .file(1_300_202, "no space is left on the machine, \(mention.text)")
    default: .file(1_300_005, "input/output error, \(mention.text)")
    }
  }
}
