import Bridge
import Glibc

/// A folder on disk from which no name leads out: every step down is taken from an open folder, and
/// no link is followed.
final class SafeFolder: Sendable {
  private let root: OpenFile

  /// Opens a folder, and makes it with those above it when it is missing.
  init(making path: String) throws(CallError) {
    let mention = FileMention("open", FilePath.userFolder)
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw .system(errno, mention) }
    }
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, mention) }
    root = OpenFile(descriptor)
  }

  /// Opens the folder with these names below one another.
  func folder(_ names: some Sequence<String>, _ mention: FileMention) throws(CallError) -> OpenFile
  {
    var folder = root
    for name in names {
      folder = try OpenFile(name, in: folder, flags: O_RDONLY | O_DIRECTORY, mention)
    }
    return folder
  }

  /// The folder in which the last name stands, and that name; the root has none.
  func place(_ names: [String], _ mention: FileMention) throws(CallError) -> (OpenFile, String) {
    guard let last = names.last else { throw .notPermitted(mention) }
    return (try folder(names.dropLast(), mention), last)
  }

  /// What stands at a place; nil when nothing does.
  func status(_ names: [String], _ mention: FileMention) throws(CallError) -> FileStatus? {
    guard !names.isEmpty else { return try root.status(mention) }
    do throws(CallError) {
      let (folder, name) = try place(names, mention)
      var status = stat()
      guard fstatat(folder.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        if errno == ENOENT { return nil }
        throw CallError.system(errno, mention)
      }
      return FileStatus(status)
    } catch {
      if error.errno == 1_300_002 { return nil }
      throw error
    }
  }

  /// Opens a regular file.
  func open(_ names: [String], flags: Int32, _ mention: FileMention) throws(CallError) -> OpenFile {
    guard !names.isEmpty else { throw .isDirectory(mention) }
    let (folder, name) = try place(names, mention)
    let file = try OpenFile(name, in: folder, flags: flags, mention)
    let status = try file.status(mention)
    if status.isFolder { throw .isDirectory(mention) }
    guard status.isFile else { throw .notPermitted(mention) }
    return file
  }

  /// Names in a folder, sorted by bytes.
  func names(
    _ names: [String], _ mention: FileMention
  ) throws(CallError) -> [String] {
    let folder = try folder(names, mention)
    let copy = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      throw .system(errno, mention)
    }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name != ".", name != ".." { found.append(name) }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func makeFolder(_ names: [String], _ mention: FileMention) throws(CallError) {
    let (folder, name) = try place(names, mention)
    guard mkdirat(folder.descriptor, name, 0o700) == 0 else { throw .system(errno, mention) }
  }

  func remove(_ names: [String], isFolder: Bool, _ mention: FileMention) throws(CallError) {
    let (folder, name) = try place(names, mention)
    guard unlinkat(folder.descriptor, name, isFolder ? AT_REMOVEDIR : 0) == 0 else {
      throw .system(errno, mention)
    }
  }

  func rename(
    _ names: [String], to other: [String], _ mention: FileMention
  ) throws(CallError) {
    let (oldFolder, oldName) = try place(names, mention)
    let (newFolder, newName) = try place(other, mention)
    guard renameat(oldFolder.descriptor, oldName, newFolder.descriptor, newName) == 0 else {
      throw .system(errno, mention)
    }
  }

  /// Files and folders below a place, the deepest last, with sizes. Links and the like are listed
  /// as neither.
  func walk(
    _ names: [String], _ mention: FileMention, depth: Int = 0
  ) throws(CallError) -> [(names: [String], status: FileStatus)] {
    guard depth <= FileLimits.depth else { return [] }
    var found: [(names: [String], status: FileStatus)] = []
    for name in try self.names(names, mention) {
      let path = names + [name]
      guard let status = try status(path, mention) else { continue }
      found.append((path, status))
      if status.isFolder { found += try walk(path, mention, depth: depth + 1) }
    }
    return found
  }
}
