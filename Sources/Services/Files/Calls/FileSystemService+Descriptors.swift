import Bridge
import Wire

/// Files that are held open.
extension FileSystemService {
  @CallsBuilder var descriptorCalls: [Call] {
    Call(
      atOnce: "open", also: .syncOfObject(returning: .field("fd")),
      example: (OpenRequest(filePath: "wxfile://usr/a.txt", flag: "w+"), OpenReply(fd: "3")), open
    ).summary("Opens a file and returns a number for it.").fileErrors()
      .errors([1_302_002: "too many files are open", 1_302_003: "invalid flag"])
    Call(
      atOnce: "close", also: .syncOfObject(returning: .nothing),
      example: (DescriptorRequest(fd: "3"), Nothing()), close
    ).summary("Closes a file.").fileErrors().errors([1_300_009: "bad file descriptor"])
    Call(
      atOnce: "read", also: .syncOfObject(returning: .everything),
      example: (
        DescriptorReadRequest(fd: "3", capacity: 4, length: 4),
        DescriptorReadReply(bytesRead: 4, bytes: Binary([1, 2, 3, 4]))
      ), read
    ).summary("Reads from an open file into an ArrayBuffer.").fileErrors()
      .errors([1_300_009: "bad file descriptor"])
    Call(
      atOnce: "write", also: .syncOfObject(returning: .everything),
      example: (DescriptorWriteRequest(fd: "3", data: "hello"), WrittenReply(bytesWritten: 5)),
      write
    ).summary("Writes to an open file.").fileErrors()
      .errors([1_300_009: "bad file descriptor", 1_302_001: "the file is not open for this"])
    Call(
      atOnce: "fstat", also: .syncOfObject(returning: .field("stats")),
      example: (
        DescriptorRequest(fd: "3"), StatReply(stats: FileStats.packageFile(bytes: 5).value)
      ),
      fstat
    ).summary("Tells the size and times of an open file.").fileErrors()
      .errors([1_300_009: "bad file descriptor"])
    Call(
      atOnce: "ftruncate", also: .syncOfObject(returning: .nothing),
      example: (DescriptorTruncateRequest(fd: "3", length: 3), Nothing()), ftruncate
    ).summary("Cuts an open file, or fills it with zeros.").fileErrors()
      .errors([1_300_009: "bad file descriptor"])
  }

  private func open(
    _ request: OpenRequest, _ context: CallContext
  ) throws(CallError) -> OpenReply {
    let flag = try OpenFlag(request.flag ?? "r")
    let mention = FileMention("open", request.filePath)
    let path = try FilePath(request.filePath, for: "open")
    let source: DescriptorTable.Source
    if case .user = path {
      let (files, names, _) = try writable(request.filePath, for: "open", context)
      source = .kept(
        try files.open(names, flags: flag.flags, mention), files, isWritable: flag.isWritable)
    } else {
      guard !flag.isWritable else { throw .readOnly(mention) }
      source = .readOnly(try store.open(request.filePath, for: "open", context))
    }
    let entry = DescriptorTable.Entry(
      source: source, isReadable: flag.isReadable, isAppending: flag.isAppending, mention: mention)
    return OpenReply(fd: try descriptors.add(entry, for: context.session))
  }

  private func close(
    _ request: DescriptorRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    try descriptors.close(request.fd, of: context.session)
    return Nothing()
  }

  private func read(
    _ request: DescriptorReadRequest, _ context: CallContext
  ) throws(CallError) -> DescriptorReadReply {
    try descriptors.with(request.fd, of: context.session) { entry throws(CallError) in
      guard entry.isReadable else { throw .wrongMode(entry.mention) }
      let start = try Self.offset(request.offset ?? 0, entry.mention)
      let length = try Self.offset(request.length ?? 0, entry.mention)
      guard start + length <= request.capacity ?? 0 else { throw .invalidPath(entry.mention) }
      guard length <= FileLimits.readBytes else {
        throw .tooLarge(length, FileLimits.readBytes, entry.mention)
      }
      let place = try request.position.map { number throws(CallError) in
        try Self.offset(number, entry.mention)
      }
      let bytes =
        switch entry.source {
        case .kept(let file, _, _):
          try file.read(at: place ?? entry.position, count: length, entry.mention)
        case .readOnly(let file): try file.read(at: place ?? entry.position, limit: length)
        }
      if place == nil { entry.position += bytes.count }
      return DescriptorReadReply(bytesRead: bytes.count, bytes: Binary(bytes))
    }
  }

  private func write(
    _ request: DescriptorWriteRequest, _ context: CallContext
  ) throws(CallError) -> WrittenReply {
    try descriptors.with(request.fd, of: context.session) { entry throws(CallError) in
      guard case .kept(let file, let files, isWritable: true) = entry.source else {
        throw .wrongMode(entry.mention)
      }
      let bytes = try request.content(entry.mention)
      let place = try request.position.map { number throws(CallError) in
        try Self.offset(number, entry.mention)
      }
      let end = entry.isAppending ? try file.status(entry.mention).bytes : nil
      try files.write(bytes, to: file, at: end ?? place ?? entry.position, entry.mention)
      if place == nil, end == nil { entry.position += bytes.count }
      return WrittenReply(bytesWritten: bytes.count)
    }
  }

  private func fstat(
    _ request: DescriptorRequest, _ context: CallContext
  ) throws(CallError) -> StatReply {
    try descriptors.with(request.fd, of: context.session) { entry throws(CallError) in
      switch entry.source {
      case .kept(let file, _, _): StatReply(stats: FileStats(try file.status(entry.mention)).value)
      case .readOnly(let file):
        StatReply(
          stats: (file.status.map { FileStats($0) } ?? .packageFile(bytes: file.count)).value)
      }
    }
  }

  private func ftruncate(
    _ request: DescriptorTruncateRequest, _ context: CallContext
  ) throws(CallError) -> Nothing {
    try descriptors.with(request.fd, of: context.session) { entry throws(CallError) in
      guard case .kept(let file, let files, isWritable: true) = entry.source else {
        throw .wrongMode(entry.mention)
      }
      try files.truncate(
        file, to: try Self.offset(request.length ?? 0, entry.mention), entry.mention)
      return Nothing()
    }
  }
}

extension CallError {
  /// The file was opened with a flag that does not allow this.
  static func wrongMode(_ mention: FileMention) -> CallError {
    .file(1_302_001, "the flag of open does not allow this, \(mention.text)")
  }
}

struct OpenRequest: Codable, Sendable {
  /// The file's path.
  var filePath: String
  /// `r`, `r+`, `w`, `wx`, `w+`, `wx+`, `a`, `ax`, `a+` or `ax+`; `r` without it.
  var flag: String?
}

struct OpenReply: Codable, Sendable {
  /// What later calls name the file by.
  var fd: String
}

struct DescriptorRequest: Codable, Sendable {
  /// What `open` returned.
  var fd: String
}

struct DescriptorReadRequest: Codable, Sendable {
  /// What `open` returned.
  var fd: String
  /// The size of `arrayBuffer`, which the prelude fills.
  var capacity: Int?
  /// Where in the ArrayBuffer the bytes go; 0 without it.
  var offset: Double?
  /// How many bytes are read; 0 without it.
  var length: Double?
  /// Where in the file; after what was read or written last without it.
  var position: Double?
}

struct DescriptorReadReply: Codable, Sendable {
  var bytesRead: Int
  /// What the prelude puts into the mini-program's `arrayBuffer`.
  var bytes: Binary
}

struct DescriptorWriteRequest: Codable, Sendable {
  /// What `open` returned.
  var fd: String
  /// The text to write.
  var data: String?
  /// The ArrayBuffer to write.
  var bytes: Binary?
  /// The first byte of the ArrayBuffer that is written.
  var offset: Double?
  /// How many bytes of the ArrayBuffer are written.
  var length: Double?
  /// Where in the file; after what was read or written last without it.
  var position: Double?
  /// How the text becomes bytes; `utf8` without it.
  var encoding: String?

  func content(_ mention: FileMention) throws(CallError) -> [UInt8] {
    guard let bytes else {
      guard let data else {
        throw .parameter("parameter.data should be String or ArrayBuffer;")
      }
      return try FileTextEncoding(named: encoding ?? "utf8").bytes(data)
    }
    let start = try FileSystemService.offset(offset ?? 0, mention)
    guard start <= bytes.bytes.count else { throw .invalidPath(mention) }
    let count = try FileSystemService.offset(length ?? Double(bytes.bytes.count - start), mention)
    guard count <= bytes.bytes.count - start else { throw .invalidPath(mention) }
    return Array(bytes.bytes[start..<start + count])
  }
}

struct WrittenReply: Codable, Sendable {
  var bytesWritten: Int
}

struct DescriptorTruncateRequest: Codable, Sendable {
  /// What `open` returned.
  var fd: String
  /// How long the file is afterwards; 0 without it.
  var length: Double?
}
