import Bridge
import Glibc
import Synchronization

/// The files that one visitor keeps: the user's folder (`usr`) and saved files (`store`). Safe from
/// any thread; operations of one visitor happen one after the other.
final class VisitorFiles: Sendable {
  private struct Usage {
    var bytes = 0
    var files = 0
  }

  private let folder: SafeFolder
  private let usage: Mutex<Usage>

  /// What a place costs beside its bytes, so that a million empty files do not fit either.
  private static let entryBytes = 4_096

  init(path: String) throws(CallError) {
    folder = try SafeFolder(making: path)
    let mention = FileMention("open", FilePath.userFolder)
    for name in ["usr", "store"] where try folder.status([name], mention) == nil {
      try folder.makeFolder([name], mention)
    }
    try Self.sweep(folder, mention)
    var usage = Usage()
    for (names, status) in try folder.walk([], mention) where names.count > 1 {
      usage.bytes += status.isFile ? status.bytes : 0
      usage.files += 1
    }
    self.usage = Mutex(usage)
  }

  /// Removes what a process that died has left half written.
  private static func sweep(_ folder: SafeFolder, _ mention: FileMention) throws(CallError) {
    for name in try folder.names([], mention) where name.hasPrefix(writing) {
      // Who still writes it holds a lock on it.
      guard let file = try? folder.open([name], flags: O_RDONLY, mention),
        flock(file.descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? folder.remove([name], isFolder: false, mention)
    }
  }

  /// What the names of files begin with that are not complete yet. They lie outside `usr` and
  /// `store`, so that no mini-program ever names one.
  private static let writing = "writing-"

  /// Where a path of a mini-program lies; nil for those of the package and temporary ones.
  static func names(_ path: FilePath) -> [String]? {
    switch path {
    case .user(let names): ["usr"] + names
    case .saved(let name): ["store", name]
    case .package, .temporary: nil
    }
  }

  /// Bytes and entries that are kept.
  var used: (bytes: Int, files: Int) { usage.withLock { ($0.bytes, $0.files) } }

  // MARK: Reading

  func status(_ names: [String], _ mention: FileMention) throws(CallError) -> FileStatus {
    guard let status = try folder.status(names, mention), status.isFile || status.isFolder else {
      throw .noSuchFile(mention)
    }
    return status
  }

  func list(_ names: [String], _ mention: FileMention) throws(CallError) -> [String] {
    guard try status(names, mention).isFolder else { throw .notDirectory(mention) }
    return try folder.names(names, mention)
  }

  func walk(
    _ names: [String], _ mention: FileMention
  ) throws(CallError) -> [(names: [String], status: FileStatus)] {
    try folder.walk(names, mention).filter { $0.status.isFile || $0.status.isFolder }
  }

  func openForReading(_ names: [String], _ mention: FileMention) throws(CallError) -> OpenFile {
    try folder.open(names, flags: O_RDONLY, mention)
  }

  // MARK: Writing

  /// Opens a file for `flags` of the system, counting it when it is new.
  func open(
    _ names: [String], flags: Int32, _ mention: FileMention
  ) throws(CallError) -> OpenFile {
    try changing { usage throws(CallError) in
      let before = try folder.status(names, mention)
      if before == nil, flags & O_CREAT != 0 { try Self.reserve(entries: 1, in: &usage) }
      let file: OpenFile
      do throws(CallError) {
        file = try folder.open(names, flags: flags, mention)
      } catch {
        if before == nil, flags & O_CREAT != 0 { usage.files -= 1 }
        throw error
      }
      if flags & O_TRUNC != 0, let before, before.isFile { usage.bytes -= before.bytes }
      return file
    }
  }

  /// Writes into an open file of this visitor.
  func write(
    _ bytes: some Collection<UInt8>, to file: OpenFile, at offset: Int, _ mention: FileMention
  ) throws(CallError) {
    try changing { usage throws(CallError) in
      let size = try file.status(mention).bytes
      let grown = try Self.end(offset, bytes.count, mention) - size
      try Self.reserve(bytes: grown, in: &usage)
      do throws(CallError) {
        try file.write(bytes, at: offset, mention)
      } catch {
        if grown > 0 { usage.bytes -= grown }
        throw error
      }
    }
  }

  func truncate(_ file: OpenFile, to length: Int, _ mention: FileMention) throws(CallError) {
    try changing { usage throws(CallError) in
      let size = try file.status(mention).bytes
      try Self.reserve(bytes: length - size, in: &usage)
      guard ftruncate(file.descriptor, off_t(length)) == 0 else {
        usage.bytes -= max(0, length - size)
        throw .system(errno, mention)
      }
      if length < size { usage.bytes -= size - length }
    }
  }

  /// Writes a whole file, which appears at once and complete or not at all.
  func replace(
    _ names: [String], with bytes: some Collection<UInt8>, _ mention: FileMention
  ) throws(CallError) {
    try put(names, bytes: bytes.count, mention) { file throws(CallError) in
      try file.write(bytes, at: 0, mention)
    }
  }

  /// Writes a whole file of so many bytes, which come piece by piece.
  func replace(
    _ names: [String], count: Int, _ mention: FileMention,
    from next: (_ offset: Int) throws(CallError) -> [UInt8]
  ) throws(CallError) {
    try put(names, bytes: count, mention) { file throws(CallError) in
      var offset = 0
      while offset < count {
        let bytes = try next(offset).prefix(count - offset)
        guard !bytes.isEmpty else {
          throw .file(1_300_005, "input/output error, \(mention.text)")
        }
        try file.write(bytes, at: offset, mention)
        offset += bytes.count
      }
    }
  }

  /// Fills a file beside its place and moves it there.
  private func put(
    _ names: [String], bytes: Int, _ mention: FileMention,
    _ fill: (OpenFile) throws(CallError) -> Void
  ) throws(CallError) {
    try changing { usage throws(CallError) in
      let before = try folder.status(names, mention)
      if before?.isFolder == true { throw .isDirectory(mention) }
      try Self.reserve(bytes: bytes - (before?.bytes ?? 0), in: &usage)
      do throws(CallError) {
        if before == nil { try Self.reserve(entries: 1, in: &usage) }
        do throws(CallError) {
          try fillBeside(names, mention, fill)
        } catch {
          if before == nil { usage.files -= 1 }
          throw error
        }
      } catch {
        usage.bytes -= max(0, bytes - (before?.bytes ?? 0))
        throw error
      }
      if let before, before.bytes > bytes { usage.bytes -= before.bytes - bytes }
    }
  }

  private func fillBeside(
    _ names: [String], _ mention: FileMention, _ fill: (OpenFile) throws(CallError) -> Void
  ) throws(CallError) {
    // It has no entry of its own in the count; a crash leaves it behind, to be swept.
    let place = [Self.writing + SessionID().text]
    let file = try folder.open(place, flags: O_RDWR | O_CREAT | O_EXCL, mention)
    guard flock(file.descriptor, LOCK_EX) == 0, file.isLinked else {
      throw .file(1_300_005, "input/output error, \(mention.text)")
    }
    do throws(CallError) {
      try fill(file)
      try folder.rename(place, to: names, mention)
    } catch {
      try? folder.remove(place, isFolder: false, mention)
      throw error
    }
  }

  func makeFolder(
    _ names: [String], withParents: Bool, _ mention: FileMention
  ) throws(CallError) {
    try changing { usage throws(CallError) in
      if let status = try folder.status(names, mention) {
        if withParents, status.isFolder { return }
        throw .exists(mention)
      }
      var depth = withParents ? 1 : names.count
      while depth <= names.count {
        let part = Array(names.prefix(depth))
        depth += 1
        if part.count < names.count, try folder.status(part, mention) != nil { continue }
        try Self.reserve(entries: 1, in: &usage)
        do throws(CallError) {
          try folder.makeFolder(part, mention)
        } catch {
          usage.files -= 1
          throw error
        }
      }
    }
  }

  func removeFile(_ names: [String], _ mention: FileMention) throws(CallError) {
    try changing { usage throws(CallError) in
      let status = try status(names, mention)
      guard status.isFile else { throw .notPermitted(mention) }
      try folder.remove(names, isFolder: false, mention)
      usage.bytes -= status.bytes
      usage.files -= 1
    }
  }

  func removeFolder(
    _ names: [String], withContents: Bool, _ mention: FileMention
  ) throws(CallError) {
    // The user's folder itself stays.
    guard names.count > 1 else { throw .notPermitted(mention) }
    try changing { usage throws(CallError) in
      guard try status(names, mention).isFolder else { throw .notDirectory(mention) }
      if withContents {
        for (place, status) in try folder.walk(names, mention).reversed() {
          try folder.remove(place, isFolder: status.isFolder, mention)
          usage.files -= 1
          usage.bytes -= status.isFile ? status.bytes : 0
        }
      }
      try folder.remove(names, isFolder: true, mention)
      usage.files -= 1
    }
  }

  func rename(
    _ names: [String], to other: [String], _ mention: FileMention
  ) throws(CallError) {
    guard names.count > 1, other.count > 1 else { throw .notPermitted(mention) }
    try changing { usage throws(CallError) in
      let source = try status(names, mention)
      let target = try folder.status(other, mention)
      if source.isFolder, other.starts(with: names) { throw .invalidPath(mention) }
      if target?.isFolder == true, !source.isFolder { throw .isDirectory(mention) }
      guard names != other else { return }
      try folder.rename(names, to: other, mention)
      if let target {
        usage.files -= 1
        usage.bytes -= target.isFile ? target.bytes : 0
      }
    }
  }

  // MARK: Counting

  private func changing<Result: Sendable>(
    _ body: (inout Usage) throws(CallError) -> Result
  ) throws(CallError) -> Result {
    // The lock is held while the disk works: that keeps counting and doing in step.
    let outcome = usage.withLock { usage in
      Swift.Result<Result, CallError> { () throws(CallError) in try body(&usage) }
    }
    return try outcome.get()
  }

  private static func reserve(bytes: Int, in usage: inout Usage) throws(CallError) {
    guard bytes > 0 else { return }
    guard usage.bytes + bytes + usage.files * entryBytes <= FileLimits.userBytes else {
      throw .filesFull
    }
    usage.bytes += bytes
  }

  private static func reserve(entries: Int, in usage: inout Usage) throws(CallError) {
    guard usage.files + entries <= FileLimits.userFiles,
      usage.bytes + (usage.files + entries) * entryBytes <= FileLimits.userBytes
    else { throw .filesFull }
    usage.files += entries
  }

  private static func end(
    _ offset: Int, _ count: Int, _ mention: FileMention
  ) throws(CallError) -> Int {
    let (end, overflows) = offset.addingReportingOverflow(count)
    guard !overflows, offset >= 0 else { throw .invalidPath(mention) }
    return end
  }
}
