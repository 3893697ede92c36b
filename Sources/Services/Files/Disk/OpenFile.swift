import Bridge
import Glibc

/// An open file or folder of the system, closed when it is let go.
final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a name inside a folder; a link is never followed, and a pipe does not block.
  init(
    _ name: String, in folder: OpenFile, flags: Int32, _ mention: FileMention
  ) throws(CallError) {
    descriptor = openat(
      folder.descriptor, name, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw .system(errno, mention) }
  }

  func status(_ mention: FileMention) throws(CallError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(errno, mention) }
    return FileStatus(status)
  }

  /// Whether a name still leads to it.
  var isLinked: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }

  /// Reads so many bytes from a place; fewer at the end of the file.
  func read(at offset: Int, count: Int, _ mention: FileMention) throws(CallError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
        )
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        filled += got
      }
    }
    guard failure == 0 else { throw .system(failure, mention) }
    return bytes
  }

  func write(_ bytes: some Collection<UInt8>, at offset: Int, _ mention: FileMention)
    throws(CallError)
  {
    let bytes = ContiguousArray(bytes)
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = pwrite(
          descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent,
          off_t(offset + sent))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          failure = errno
          return
        }
        sent += count
      }
    }
    guard failure == 0 else { throw .system(failure, mention) }
  }
}

/// What the system knows of a file.
struct FileStatus: Sendable {
  let mode: UInt32
  let bytes: Int
  let accessed: Int
  let modified: Int

  init(_ status: stat) {
    mode = status.st_mode
    bytes = Int(status.st_size)
    accessed = Int(status.st_atim.tv_sec)
    modified = Int(status.st_mtim.tv_sec)
  }

  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  var isFile: Bool { mode & S_IFMT == S_IFREG }
}
