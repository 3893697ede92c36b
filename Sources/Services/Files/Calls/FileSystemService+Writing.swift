import Bridge
import Glibc

/// Changing files and folders of the user.
extension FileSystemService {
  @CallsBuilder var writingCalls: [Call] {
    Call(
      atOnce: "writeFile", also: .sync(taking: "filePath", "data", "encoding"),
      example: (WriteRequest(filePath: "wxfile://usr/a.txt", data: "hello"), Nothing()), writeFile
    ).summary("Writes a whole file, in the place of what was there.").fileErrors()
    Call(
      atOnce: "appendFile", also: .sync(taking: "filePath", "data", "encoding"),
      example: (WriteRequest(filePath: "wxfile://usr/a.txt", data: "!"), Nothing()), appendFile
    ).summary("Adds to the end of a file that is there.").fileErrors()
    Call(
      atOnce: "copyFile", also: .sync(taking: "srcPath", "destPath"),
      example: (
        CopyRequest(srcPath: "wxfile://usr/a.txt", destPath: "wxfile://usr/b.txt"), Nothing()
      ), copyFile
    ).summary("Copies a file into the user's folder.").fileErrors()
    Call(
      atOnce: "rename", also: .sync(taking: "oldPath", "newPath"),
      example: (
        RenameRequest(oldPath: "wxfile://usr/a.txt", newPath: "wxfile://usr/b.txt"), Nothing()
      ), rename
    ).summary("Moves a file or folder within the user's folder.").fileErrors()
    Call(
      atOnce: "unlink", also: .sync(taking: "filePath"),
      example: (FileRequest(filePath: "wxfile://usr/a.txt"), Nothing()), unlink
    ).summary("Removes a file.").fileErrors()
    Call(
      atOnce: "truncate", also: .sync(taking: "filePath", "length"),
      example: (TruncateRequest(filePath: "wxfile://usr/a.txt", length: 3), Nothing()), truncate
    ).summary("Cuts a file, or fills it with zeros.").fileErrors()
  }

  @CallsBuilder var folderCalls: [Call] {
    Call(
      atOnce: "mkdir", also: .sync(taking: "dirPath", "recursive"),
      example: (MakeFolderRequest(dirPath: "wxfile://usr/a", recursive: true), Nothing()), mkdir
    ).summary("Makes a folder.").fileErrors()
    Call(
      atOnce: "rmdir", also: .sync(taking: "dirPath", "recursive"),
      example: (MakeFolderRequest(dirPath: "wxfile://usr/a", recursive: true), Nothing()), rmdir
    ).summary("Removes a folder.").fileErrors()
  }

  private func writeFile(
    _ request: WriteRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.filePath, for: "open", context)
    try files.replace(names, with: try request.content, mention)
    return Nothing()
  }

  private func appendFile(
    _ request: WriteRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.filePath, for: "open", context)
    let file = try files.open(names, flags: O_RDWR, mention)
    try files.write(try request.content, to: file, at: try file.status(mention).bytes, mention)
    return Nothing()
  }

  private func copyFile(
    _ request: CopyRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let source = try store.open(request.srcPath, for: "copyFile", context)
    let (files, names, mention) = try writable(request.destPath, for: "copyFile", context)
    try files.replace(names, count: source.count, mention) { offset throws(CallError) in
      try source.read(at: offset, limit: 1 << 20)
    }
    return Nothing()
  }

  private func rename(
    _ request: RenameRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, old, mention) = try writable(request.oldPath, for: "rename", context)
    let (_, new, _) = try writable(request.newPath, for: "rename", context)
    try files.rename(old, to: new, mention)
    return Nothing()
  }

  private func unlink(
    _ request: FileRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.filePath, for: "unlink", context)
    try files.removeFile(names, mention)
    return Nothing()
  }

  private func truncate(
    _ request: TruncateRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.filePath, for: "truncate", context)
    let file = try files.open(names, flags: O_RDWR, mention)
    try files.truncate(file, to: try Self.offset(request.length ?? 0, mention), mention)
    return Nothing()
  }

  private func mkdir(
    _ request: MakeFolderRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.dirPath, for: "mkdir", context)
    try files.makeFolder(names, withParents: request.recursive ?? false, mention)
    return Nothing()
  }

  private func rmdir(
    _ request: MakeFolderRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (files, names, mention) = try writable(request.dirPath, for: "rmdir", context)
    try files.removeFolder(names, withContents: request.recursive ?? false, mention)
    return Nothing()
  }
}

struct WriteRequest: Codable, Sendable {
  /// The file's path, in the user's folder.
  var filePath: String
  /// The text to write.
  var data: String?
  /// The ArrayBuffer to write.
  var bytes: Binary?
  /// How the text becomes bytes; `utf8` without it.
  var encoding: String?

  var content: [UInt8] {
    get throws(CallError) {
      if let bytes { return bytes.bytes }
      guard let data else {
        throw .parameter("parameter.data should be String or ArrayBuffer;")
      }
      return try FileTextEncoding(named: encoding ?? "utf8").bytes(data)
    }
  }
}

struct CopyRequest: Codable, Sendable {
  /// The file that is copied; of any kind.
  var srcPath: String
  /// Where the copy is put.
  var destPath: String
}

struct RenameRequest: Codable, Sendable {
  var oldPath: String
  var newPath: String
}

struct TruncateRequest: Codable, Sendable {
  /// The file's path.
  var filePath: String
  /// How long the file is afterwards; 0 without it.
  var length: Double?
}

struct MakeFolderRequest: Codable, Sendable {
  /// The folder's path.
  var dirPath: String
  /// Makes the folders above it too; of `rmdir`, removes what it holds.
  var recursive: Bool?
}
