import Bridge
import Wire

/// Saved files: those that a mini-program kept of its temporary ones.
extension FileSystemService {
  @CallsBuilder var savingCalls: [Call] {
    Call(
      atOnce: "saveFile",
      also: .sync(taking: "tempFilePath", "filePath", returning: "savedFilePath"),
      example: (
        SaveRequest(tempFilePath: "wxfile://tmp_7.png"),
        SaveReply(savedFilePath: "wxfile://store_7.png")
      ), saveFile
    ).summary("Keeps a temporary file.").fileErrors()
    savedListCall
    removeSavedCall
  }

  /// The older functions on `wx`.
  @CallsBuilder var oldCalls: [Call] {
    Call(
      atOnce: "saveFile",
      example: (
        SaveRequest(tempFilePath: "wxfile://tmp_7.png"),
        SaveReply(savedFilePath: "wxfile://store_7.png")
      ), saveFile
    ).summary("Keeps a temporary file.").fileErrors()
    savedListCall
    removeSavedCall
    Call(
      atOnce: "getSavedFileInfo",
      example: (
        FileRequest(filePath: "wxfile://store_7.png"), SavedInfoReply(size: 5, createTime: 0)
      ), savedInfo
    ).summary("Tells the size and the time of a saved file.").fileErrors()
    Call(
      atOnce: "openDocument",
      example: (
        DocumentRequest(filePath: "wxfile://tmp_7.pdf", fileType: "pdf"), Nothing()
      ), showDocument
    ).summary("Opens a document; here nobody sees it, but it must be there.").fileErrors()
    Call(
      atOnce: "saveFileToDisk",
      example: (DocumentRequest(filePath: "wxfile://tmp_7.pdf"), Nothing()), showDocument
    ).summary("Offers a file to the user; here nobody takes it, but it must be there.")
      .fileErrors()
    Call(
      atOnce: "getFileInfo",
      example: (
        InfoRequest(filePath: "wxfile://usr/a.txt", digestAlgorithm: "md5"),
        InfoReply(size: 5, digest: "5d41402abc4b2a76b9719d911017c592")
      ), getFileInfo
    ).summary("Tells the size and a digest of a file.").fileErrors()
  }

  private var savedListCall: Call {
    Call(
      atOnce: "getSavedFileList",
      example: (
        Nothing(),
        SavedListReply(
          fileList: [.init(filePath: "wxfile://store_7.png", size: 5, createTime: 0)])
      ), savedList
    ).summary("Lists the saved files.").fileErrors()
  }

  private var removeSavedCall: Call {
    Call(
      atOnce: "removeSavedFile",
      example: (FileRequest(filePath: "wxfile://store_7.png"), Nothing()), removeSaved
    ).summary("Removes a saved file.").fileErrors()
  }

  private func saveFile(
    _ request: SaveRequest, _ context: CallContext
  ) throws(CallError) -> SaveReply {
    let mention = FileMention("open", request.tempFilePath)
    guard case .temporary(let name) = try FilePath(request.tempFilePath, for: "open") else {
      throw .file(1_300_001, "tempFilePath is no temporary file, \(mention.text)")
    }
    let source = try store.open(request.tempFilePath, for: "open", context)
    let target: String
    let names: [String]
    if let path = request.filePath {
      names = try writable(path, for: "open", context).names
      target = path
    } else {
      let suffix = name.split(separator: ".").dropFirst().last.map { ".\($0)" } ?? ""
      let saved = "store_\(SessionID().text)\(suffix)"
      names = ["store", saved]
      target = FilePath.scheme + saved
    }
    try store.files(of: context.visitor).replace(
      names, count: source.count, FileMention("open", target)
    ) { offset throws(CallError) in try source.read(at: offset, limit: 1 << 20) }
    store.temporary.discard(name, for: context.session)
    return SaveReply(savedFilePath: target)
  }

  private func showDocument(
    _ request: DocumentRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    _ = try store.open(request.filePath, for: "open", context)
    return Nothing()
  }

  private func savedList(
    _ request: Nothing, _ context: CallContext
  ) throws(CallError) -> SavedListReply {
    let mention = FileMention("scandir", "wxfile://store")
    let files = try store.files(of: context.visitor).walk(["store"], mention)
    return SavedListReply(
      fileList: files.compactMap { names, status in
        guard status.isFile, let name = names.last else { return nil }
        return .init(
          filePath: FilePath.scheme + name, size: status.bytes, createTime: status.modified)
      })
  }

  private func savedInfo(
    _ request: FileRequest, _ context: CallContext
  ) throws(CallError) -> SavedInfoReply {
    let (names, mention) = try saved(request.filePath)
    let status = try store.files(of: context.visitor).status(names, mention)
    return SavedInfoReply(size: status.bytes, createTime: status.modified)
  }

  private func removeSaved(
    _ request: FileRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let (names, mention) = try saved(request.filePath)
    try store.files(of: context.visitor).removeFile(names, mention)
    return Nothing()
  }

  private func saved(
    _ text: String
  ) throws(CallError) -> (names: [String], mention: FileMention) {
    let mention = FileMention("open", text)
    let path = try FilePath(text, for: "open")
    guard case .saved = path, let names = VisitorFiles.names(path) else {
      throw .noSuchFile(mention)
    }
    return (names, mention)
  }
}

struct DocumentRequest: Codable, Sendable {
  /// The file's path; of any kind.
  var filePath: String
  /// What it is, such as `pdf`; without it, its name tells.
  var fileType: String?
}

struct SaveRequest: Codable, Sendable {
  /// The temporary file, which is gone afterwards.
  var tempFilePath: String
  /// Where it is put in the user's folder; without it, it becomes a saved file.
  var filePath: String?
}

struct SaveReply: Codable, Sendable {
  /// The path under which it is kept.
  var savedFilePath: String
}

struct SavedListReply: Codable, Sendable {
  struct File: Codable, Sendable {
    var filePath: String
    var size: Int
    /// Seconds since 1970.
    var createTime: Int
  }

  var fileList: [File]
}

struct SavedInfoReply: Codable, Sendable {
  var size: Int
  /// Seconds since 1970.
  var createTime: Int
}
