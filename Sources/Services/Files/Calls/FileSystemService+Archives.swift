import Bridge
import Wire

/// Archives.
extension FileSystemService {
  @CallsBuilder var archiveCalls: [Call] {
    Call(
      atOnce: "unzip",
      example: (
        UnzipRequest(zipFilePath: "wxfile://usr/a.zip", targetPath: "wxfile://usr/a"), Nothing()
      ), unzip
    ).summary("Unpacks a zip archive into a folder.").fileErrors()
      .limits(named: [
        "entries": "\(FileLimits.archiveEntries)",
        "growth": "\(FileLimits.archiveRatio) times its size",
      ])
    Call(
      atOnce: "readZipEntry",
      example: (
        ZipEntryRequest(filePath: "wxfile://usr/a.zip", encoding: "utf8", entries: "all"),
        ZipEntryReply(
          entries: ["a.txt": ["errMsg": "readZipEntry:ok", "data": "hello"]], buffers: [])
      ), readZipEntry
    ).summary("Reads files inside a zip archive.").fileErrors()
  }

  private func unzip(
    _ request: UnzipRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    let archive = try ZipArchive(try store.open(request.zipFilePath, for: "unzip", context))
    let (files, target, mention) = try writable(request.targetPath, for: "unzip", context)
    if target.count > 1 { try files.makeFolder(target, withParents: true, mention) }
    for entry in archive.entries {
      let names = target + entry.names
      guard names.count <= FileLimits.depth else { throw .invalidPath(mention) }
      if entry.isFolder {
        try files.makeFolder(names, withParents: true, mention)
        continue
      }
      if names.count > 2 {
        try files.makeFolder(Array(names.dropLast()), withParents: true, mention)
      }
      var content: [UInt8] = []
      content.reserveCapacity(entry.bytes)
      try archive.unpack(entry) { bytes throws(CallError) in content += bytes }
      try files.replace(names, with: content, mention)
    }
    return Nothing()
  }

  private func readZipEntry(
    _ request: ZipEntryRequest, _ context: CallContext
  ) throws(CallError) -> ZipEntryReply {
    let archive = try ZipArchive(try store.open(request.filePath, for: "open", context))
    var wanted: [(path: String, encoding: String?)] = []
    if let list = request.entries?.array {
      for item in list.prefix(FileLimits.archiveEntries) {
        guard let path = item["path"]?.string else {
          throw .parameter("parameter.entries[\(wanted.count)].path should be String;")
        }
        wanted.append((path, item["encoding"]?.string))
      }
    } else {
      wanted = archive.entries.filter { !$0.isFolder }.map { ($0.path, request.encoding) }
    }
    var reply = ZipEntryReply(entries: [:], buffers: [])
    var left = FileLimits.readBytes
    for (path, encoding) in wanted {
      reply.entries[path] = try entry(path, encoding, in: archive, &left, &reply.buffers)
    }
    return reply
  }

  private func entry(
    _ path: String, _ encoding: String?, in archive: ZipArchive, _ left: inout Int,
    _ buffers: inout [Binary]
  ) throws(CallError) -> JSON {
    guard let entry = archive.entries.first(where: { $0.path == path && !$0.isFolder }) else {
      return ["errMsg": "readZipEntry:fail no such file or directory"]
    }
    guard entry.bytes <= left else {
      throw .file(
        1_300_022, "the entries have more than \(FileLimits.readBytes) bytes; read fewer at once")
    }
    left -= entry.bytes
    var content: [UInt8] = []
    try archive.unpack(entry) { bytes throws(CallError) in content += bytes }
    if let encoding {
      let text = try FileTextEncoding(named: encoding).text(content)
      return ["errMsg": "readZipEntry:ok", "data": .string(text)]
    }
    guard buffers.count < Self.buffers else {
      throw .file(1_300_022, "more than \(Self.buffers) entries without an encoding in one call")
    }
    buffers.append(Binary(content))
    return ["errMsg": "readZipEntry:ok", "buffer": .number(Double(buffers.count - 1))]
  }

  /// ArrayBuffers of one answer.
  private static let buffers = 64
}

struct UnzipRequest: Codable, Sendable {
  /// The archive; of any kind of file.
  var zipFilePath: String
  /// A folder of the user's; made when it is missing.
  var targetPath: String
}

struct ZipEntryRequest: Codable, Sendable {
  /// The archive; of any kind of file.
  var filePath: String
  /// How bytes become text when all entries are read; without it they are ArrayBuffers.
  var encoding: String?
  /// `all`, or a list of `{path, encoding}`.
  var entries: JSON?
}

struct ZipEntryReply: Codable, Sendable {
  /// `{errMsg, data}` by path.
  var entries: [String: JSON]
  /// ArrayBuffers that entries name by `buffer`; the prelude puts them in their places.
  var buffers: [Binary]
}
