import Bridge
import Synchronization

/// All files that mini-programs may see: their packages', temporary, saved and kept ones. One
/// instance serves all services of a host. Safe from any thread.
public final class FileStore: Sendable {
  public let temporary: TemporaryFiles
  private let folder: String
  private let visitors = Mutex<[Visitor: VisitorFiles]>([:])

  /// - Parameter folder: where visitors' files are, each in a folder of its own; made when
  ///   something is first written.
  public init(folder: String, temporary: TemporaryFiles) {
    self.folder = folder
    self.temporary = temporary
  }

  /// The folder of a visitor, opened when it is first asked for.
  func files(of visitor: Visitor) throws(CallError) -> VisitorFiles {
    if let open = visitors.withLock({ $0[visitor] }) { return open }
    let path = folder + "/" + (try StorageFileName.folder(of: visitor))
    let opened = try VisitorFiles(path: path)
    return visitors.withLock { visitors in
      // Two that open at once must count in one place.
      if let other = visitors[visitor] { return other }
      visitors[visitor] = opened
      return opened
    }
  }

  /// A session is over. What another one of the same visitor uses stays its own.
  func sessionEnded(_ visitor: Visitor) {
    visitors.withLock { visitors in
      if visitors.count > Self.keptVisitors { visitors[visitor] = nil }
    }
  }

  /// Folders of more visitors are closed when their session ends.
  private static let keptVisitors = 64

  /// The names of a place that may be written to: only the user's folder.
  func writablePlace(
    _ text: String, for operation: String, _ context: CallContext
  ) throws(CallError) -> (files: VisitorFiles, names: [String], mention: FileMention) {
    let mention = FileMention(operation, text)
    guard case .user(let names) = try FilePath(text, for: operation) else {
      throw .readOnly(mention)
    }
    return (try files(of: context.visitor), ["usr"] + names, mention)
  }

  /// Opens a file of any kind to be read.
  func open(
    _ text: String, for operation: String, _ context: CallContext
  ) throws(CallError) -> ReadableFile {
    let mention = FileMention(operation, text)
    let path = try FilePath(text, for: operation)
    switch path {
    case .package(let name):
      guard let bytes = context.files.bytes(at: name, limit: FileLimits.packageBytes) else {
        throw context.files.isFolder(name) ? .isDirectory(mention) : .noSuchFile(mention)
      }
      return ReadableFile(bytes: bytes)
    case .temporary(let name):
      return try ReadableFile(
        try temporary.openFile(name, for: context.session, mention), mention)
    case .saved, .user:
      guard let names = VisitorFiles.names(path) else { throw .noSuchFile(mention) }
      return try ReadableFile(
        try files(of: context.visitor).openForReading(names, mention), mention)
    }
  }
}

/// A file of any kind, to be read from.
struct ReadableFile: Sendable {
  let count: Int
  let status: FileStatus?
  private let reading: @Sendable (Int, Int) throws(CallError) -> [UInt8]

  init(bytes: [UInt8]) {
    count = bytes.count
    status = nil
    reading = { offset, limit throws(CallError) in
      let start = min(max(0, offset), bytes.count)
      return Array(bytes[start..<min(start + limit, bytes.count)])
    }
  }

  init(_ file: OpenFile, _ mention: FileMention) throws(CallError) {
    let status = try file.status(mention)
    count = status.bytes
    self.status = status
    reading = { offset, limit throws(CallError) in
      try file.read(at: offset, count: limit, mention)
    }
  }

  /// Up to so many bytes from a place.
  func read(at offset: Int, limit: Int) throws(CallError) -> [UInt8] {
    try reading(offset, max(0, min(limit, count - offset)))
  }
}
