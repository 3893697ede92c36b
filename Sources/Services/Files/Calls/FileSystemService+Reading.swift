import Bridge
import Wire

/// Looking at files.
extension FileSystemService {
  @CallsBuilder var readingCalls: [Call] {
    Call(
      atOnce: "access", also: .sync(taking: "path"),
      example: (PathRequest(path: "wxfile://usr/a.txt"), Nothing()), access
    ).summary("Tells whether a file or folder is there.").fileErrors()
    Call(
      atOnce: "readFile",
      also: .sync(taking: "filePath", "encoding", "position", "length", returning: "data"),
      example: (
        ReadRequest(filePath: "wxfile://usr/a.txt", encoding: "utf8"), ReadReply(data: "hello")
      ), readFile
    ).summary("Reads a file as text, or as an ArrayBuffer without an encoding.").fileErrors()
      .limits(named: ["one call": "\(FileLimits.readBytes) bytes"])
    Call(
      atOnce: "stat", also: .sync(taking: "path", "recursive", returning: "stats"),
      example: (StatRequest(path: "wxfile://usr"), StatReply(stats: FileStats.folder.value)), stat
    ).summary("Tells the size and times of a file, or of all files in a folder.").fileErrors()
    Call(
      atOnce: "readdir", also: .sync(taking: "dirPath", returning: "files"),
      example: (FolderRequest(dirPath: "wxfile://usr"), ListReply(files: ["a.txt"])), readdir
    ).summary("Lists the names in a folder.").fileErrors()
    Call(
      atOnce: "getFileInfo",
      example: (
        InfoRequest(filePath: "wxfile://usr/a.txt", digestAlgorithm: "md5"),
        InfoReply(size: 5, digest: "5d41402abc4b2a76b9719d911017c592")
      ), getFileInfo
    ).summary("Tells the size and a digest of a file.").fileErrors()
  }

  private func access(
    _ request: PathRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    _ = try stats(of: request.path, for: "access", context)
    return Nothing()
  }

  private func readFile(
    _ request: ReadRequest, _ context: CallContext
  ) throws(CallError) -> ReadReply {
    let mention = FileMention("open", request.filePath)
    let encoding = try request.encoding.map { text throws(CallError) in
      try FileTextEncoding(named: text)
    }
    let file = try store.open(request.filePath, for: "open", context)
    let position = try Self.offset(request.position ?? 0, mention)
    guard position <= file.count else { throw .invalidPath(mention) }
    let length = try Self.offset(request.length ?? Double(file.count - position), mention)
    guard length <= FileLimits.readBytes else {
      throw .tooLarge(length, FileLimits.readBytes, mention)
    }
    let bytes = try file.read(at: position, limit: length)
    guard let encoding else { return ReadReply(bytes: Binary(bytes)) }
    return ReadReply(data: encoding.text(bytes))
  }

  /// A position or a length: a whole number from 0.
  static func offset(_ number: Double, _ mention: FileMention) throws(CallError) -> Int {
    guard let offset = Int(exactly: number.rounded(.towardZero)), offset >= 0,
      offset <= 1 << 50
    else { throw .invalidPath(mention) }
    return offset
  }

  private func stat(
    _ request: StatRequest, _ context: CallContext
  ) throws(CallError) -> StatReply {
    let stats = try stats(of: request.path, for: "stat", context)
    guard request.recursive == true, stats.isFolder else { return StatReply(stats: stats.value) }
    let mention = FileMention("stat", request.path)
    var all: [JSON] = [["path": "/", "stats": stats.value]]
    let path = try FilePath(request.path, for: "stat")
    if let names = VisitorFiles.names(path) {
      for (place, status) in try store.files(of: context.visitor).walk(names, mention) {
        let name = "/" + place.dropFirst(names.count).joined(separator: "/")
        all.append(["path": .string(name), "stats": FileStats(status).value])
      }
    } else if case .package(let folder) = path {
      let start = folder.isEmpty ? "" : folder + "/"
      for file in context.files.paths.lazy.filter({ $0.hasPrefix(start) }).prefix(FileLimits.listed)
      {
        let stats = try self.stats(of: file, for: "stat", context)
        all.append(["path": .string("/" + file.dropFirst(start.count)), "stats": stats.value])
      }
    }
    return StatReply(stats: .array(all))
  }

  /// What is known of any path.
  func stats(
    of text: String, for operation: String, _ context: CallContext
  ) throws(CallError) -> FileStats {
    let mention = FileMention(operation, text)
    let path = try FilePath(text, for: operation)
    if let names = VisitorFiles.names(path) {
      return FileStats(try store.files(of: context.visitor).status(names, mention))
    }
    if case .package(let name) = path, context.files.isFolder(name) { return .folder }
    let file = try store.open(text, for: operation, context)
    return file.status.map { FileStats($0) } ?? .packageFile(bytes: file.count)
  }

  private func readdir(
    _ request: FolderRequest, _ context: CallContext
  ) throws(CallError) -> ListReply {
    let mention = FileMention("scandir", request.dirPath)
    let path = try FilePath(request.dirPath, for: "scandir")
    if let names = VisitorFiles.names(path) {
      return ListReply(files: try store.files(of: context.visitor).list(names, mention))
    }
    guard case .package(let folder) = path else { throw .notDirectory(mention) }
    guard context.files.isFolder(folder) else {
      throw context.files.paths.contains(folder) ? .notDirectory(mention) : .noSuchFile(mention)
    }
    let start = folder.isEmpty ? "" : folder + "/"
    var files: [String] = []
    for file in context.files.paths where file.hasPrefix(start) {
      let name = String(file.dropFirst(start.count).prefix { $0 != "/" })
      if files.last != name, !files.contains(name) { files.append(name) }
    }
    return ListReply(files: files)
  }

  func getFileInfo(
    _ request: InfoRequest, _ context: CallContext
  ) throws(CallError) -> InfoReply {
    let file = try store.open(request.filePath, for: "open", context)
    var digest = try FileDigest(request.digestAlgorithm ?? "md5")
    var offset = 0
    while offset < file.count {
      let bytes = try file.read(at: offset, limit: 1 << 20)
      guard !bytes.isEmpty else { break }
      digest.update(bytes)
      offset += bytes.count
    }
    return InfoReply(size: file.count, digest: digest.finish())
  }
}

/// What `stat` tells of one file or folder.
struct FileStats: Sendable {
  let mode: UInt32
  let size: Int
  let accessed: Int
  let modified: Int

  init(mode: UInt32, size: Int, accessed: Int = 0, modified: Int = 0) {
    self.mode = mode
    self.size = size
    self.accessed = accessed
    self.modified = modified
  }

  init(_ status: FileStatus) {
    self.init(
      mode: status.mode, size: status.bytes, accessed: status.accessed, modified: status.modified)
  }

  static let folder = FileStats(mode: 0o040555, size: 0)
  static func packageFile(bytes: Int) -> FileStats { FileStats(mode: 0o100444, size: bytes) }

  var isFolder: Bool { mode & 0o170000 == 0o040000 }

  var value: JSON {
    [
      "mode": .number(Double(mode)), "size": .number(Double(size)),
      "lastAccessedTime": .number(Double(accessed)), "lastModifiedTime": .number(Double(modified)),
    ]
  }
}

struct ReadRequest: Codable, Sendable {
  /// The file's path.
  var filePath: String
  /// `utf8`, `ascii`, `base64`, `binary`, `hex`, `ucs2`, `utf16le` or `latin1`; without one the
  /// file is read as an ArrayBuffer.
  var encoding: String?
  /// The first byte that is read; 0 without it.
  var position: Double?
  /// How many bytes are read; all that follow without it.
  var length: Double?
}

struct ReadReply: Codable, Sendable {
  /// The text.
  var data: String?
  /// The bytes; the mini-program finds them as `data`.
  var bytes: Binary?
}

struct StatRequest: Codable, Sendable {
  /// The path of a file or folder.
  var path: String
  /// Tells of everything in a folder.
  var recursive: Bool?
}

struct StatReply: Codable, Sendable {
  /// One object, or a list of `{path, stats}`; objects have `isFile()` and `isDirectory()`.
  var stats: JSON
}

struct FolderRequest: Codable, Sendable {
  /// The folder's path.
  var dirPath: String
}

struct ListReply: Codable, Sendable {
  /// Names without the folder's path.
  var files: [String]
}

struct InfoRequest: Codable, Sendable {
  /// The file's path.
  var filePath: String
  /// `md5`, `sha1` or `sha256`; `md5` without it.
  var digestAlgorithm: String?
}

struct InfoReply: Codable, Sendable {
  /// Bytes of the file.
  var size: Int
  /// Hexadecimal digits.
  var digest: String
}
