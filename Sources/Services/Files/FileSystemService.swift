import Bridge
import Wire

/// The files of a mini-program: `wx.getFileSystemManager()` and the older functions on `wx`
/// (`reference/api-core.md 9.7`).
///
/// Every call is served on the session's thread, in the order of the calls.
public struct FileSystemService: Service {
  public static let name = "files"
  let store: FileStore
  let descriptors = DescriptorTable()

  public init(_ store: FileStore) { self.store = store }

  public var calls: [Call] {
    Manager("FileSystemManager", obtainedBy: "getFileSystemManager") {
      readingCalls
      writingCalls
      folderCalls
      descriptorCalls
      savingCalls
      archiveCalls
    }
    .summary("Reads and writes files of the mini-program.").category("Files").since("1.9.9")
    oldCalls
  }

  public func sessionEnded(_ visitor: Visitor) { store.sessionEnded(visitor) }

  public func sessionEnded(_ session: SessionID) {
    descriptors.closeAll(of: session)
    store.temporary.removeAll(of: session)
  }

  /// The names of a place that may be written to: only the user's folder.
  func writable(
    _ text: String, for operation: String, _ context: CallContext
  ) throws(CallError) -> (files: VisitorFiles, names: [String], mention: FileMention) {
    try store.writablePlace(text, for: operation, context)
  }
}

extension Call {
  /// The errors that calls of files share.
  func fileErrors() -> Call {
    category("Files").errors([
      1_300_002: "no such file or directory", 1_300_013: "permission denied",
      1_300_014: "Path permission denied", 1_300_020: "not a directory",
      1_300_021: "illegal operation on a directory", 1_300_022: "Invalid argument",
      1_300_202: "the maximum size of the file storage limit is exceeded",
      1_301_000: "permission denied", 1_301_005: "file already exists",
    ])
  }
}

/// A request that names one file.
struct FileRequest: Codable, Sendable {
  /// The file's path.
  var filePath: String
}

/// A request that names one path.
struct PathRequest: Codable, Sendable {
  /// The path of a file or folder.
  var path: String
}
