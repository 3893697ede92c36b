import Bridge
import Foundation
import Synchronization

/// The temporary files of sessions: `wxfile://tmp_<digits>.<suffix>` is a file in a folder that
/// goes away with its session. One instance serves all services of a host.
///
/// When they become too many the oldest go, as on a telephone. Whoever dies leaves its folder to
/// the next host that writes a file, which removes it.
public final class TemporaryFiles: Sendable {
  private struct Entry {
    var bytes = 0
    /// Counts up, so that the oldest is known.
    let order: Int
    /// It is still being written, and known to nobody.
    var isOpen = false
  }

  private struct State {
    var entries: [SessionID: [String: Entry]] = [:]
    var lastOrder = 0
    var claim: ClaimedFolder?
  }

  private let folder: String
  /// This host's own folder below the one of all.
  private let own: String
  private let mostBytes: Int
  private let state = Mutex(State())

  private static let scheme = "wxfile://"

  /// - Parameter folder: made when the first file is written.
  public convenience init(folder: String) {
    self.init(folder: folder, mostBytes: FileLimits.temporaryBytes)
  }

  /// - Parameter mostBytes: of one session; tests take fewer.
  init(folder: String, mostBytes: Int) {
    self.folder = folder
    self.mostBytes = mostBytes
    own = folder + "/host-" + SessionID().text
  }

  deinit {
    if state.withLock({ $0.claim }) != nil { try? FileManager.default.removeItem(atPath: own) }
  }

  /// Writes a file and returns the path that a mini-program knows it by.
  func add(_ bytes: [UInt8], suffix: String, for session: SessionID) throws(CallError) -> String {
    let writer = try begin(suffix: suffix, for: session)
    try writer.write(bytes)
    return writer.finish()
  }

  /// Begins a file that is written piece by piece.
  func begin(suffix: String, for session: SessionID) throws(CallError) -> TemporaryWriter {
    let name = "tmp_\(SessionID().text)\(SessionID().text)" + (suffix.isEmpty ? "" : ".\(suffix)")
    state.withLock { state in
      if state.claim == nil { state.claim = ClaimedFolder(own, sweeping: folder) }
    }
    try? FileManager.default.createDirectory(
      atPath: path(of: session), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(path(of: session) + "/" + name, flags, 0o600)
    guard descriptor >= 0 else { throw .internalError("a temporary file could not be written") }
    let old = state.withLock { state -> [String] in
      state.lastOrder += 1
      state.entries[session, default: [:]][name] = Entry(order: state.lastOrder, isOpen: true)
      return takeOldest(of: session, in: &state)
    }
    remove(old, of: session)
    return TemporaryWriter(
      files: self, file: OpenFile(descriptor), name: name, session: session)
  }

  /// Makes room for more bytes of a file that is being written.
  fileprivate func grow(
    _ name: String, by bytes: Int, for session: SessionID
  ) throws(CallError) {
    let old = state.withLock { state -> [String]? in
      let size = (state.entries[session]?[name]?.bytes ?? 0) + bytes
      guard size <= mostBytes else { return nil }
      state.entries[session]?[name]?.bytes = size
      return takeOldest(of: session, in: &state)
    }
    guard let old else {
      throw CallError(
        "a temporary file would have more than \(mostBytes) bytes",
        errno: 603_301)
    }
    remove(old, of: session)
  }

  fileprivate func finish(_ name: String, for session: SessionID) -> String {
    state.withLock { $0.entries[session]?[name]?.isOpen = false }
    return Self.scheme + name
  }

  private func takeOldest(of session: SessionID, in state: inout State) -> [String] {
    guard var entries = state.entries[session] else { return [] }
    var bytes = entries.values.reduce(0) { $0 + $1.bytes }
    var taken: [String] = []
    while bytes > mostBytes || entries.count > FileLimits.temporaryFiles {
      let closed = entries.filter { !$0.value.isOpen }
      guard let oldest = closed.min(by: { $0.value.order < $1.value.order }) else { break }
      entries[oldest.key] = nil
      bytes -= oldest.value.bytes
      taken.append(oldest.key)
    }
    state.entries[session] = entries
    return taken
  }

  private func remove(_ names: [String], of session: SessionID) {
    for name in names { unlink(path(of: session) + "/" + name) }
  }

  /// The bytes of a file that was added for the same session.
  func read(_ path: String, for session: SessionID) throws(CallError) -> [UInt8] {
    let mention = FileMention("open", path)
    let file = try openFile(String(path.dropFirst(Self.scheme.count)), for: session, mention)
    guard path.hasPrefix(Self.scheme) else { throw .noSuchFile(mention) }
    return try file.read(at: 0, count: try file.status(mention).bytes, mention)
  }

  /// Opens a file by its name to be read.
  func openFile(
    _ name: String, for session: SessionID, _ mention: FileMention
  ) throws(CallError) -> OpenFile {
    // Only names that were given out are known, so no name leads anywhere else.
    let isKnown = state.withLock { $0.entries[session]?[name]?.isOpen == false }
    guard isKnown else { throw .noSuchFile(mention) }
    let descriptor = open(
      path(of: session) + "/" + name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .noSuchFile(mention) }
    return OpenFile(descriptor)
  }

  /// Removes one file; one that is not there is fine.
  func discard(_ name: String, for session: SessionID) {
    let wasThere = state.withLock { $0.entries[session]?.removeValue(forKey: name) != nil }
    if wasThere { remove([name], of: session) }
  }

  func removeAll(of session: SessionID) {
    guard state.withLock({ $0.entries.removeValue(forKey: session) }) != nil else { return }
    try? FileManager.default.removeItem(atPath: path(of: session))
  }

  private func path(of session: SessionID) -> String { own + "/" + session.text }
}

/// A temporary file that is being written. Let go unfinished, it is removed.
final class TemporaryWriter: Sendable {
  let file: OpenFile
  private let files: TemporaryFiles
  private let name: String
  private let session: SessionID
  private let written = Mutex((bytes: 0, isFinished: false))

  fileprivate init(
    files: TemporaryFiles, file: OpenFile, name: String, session: SessionID
  ) {
    self.files = files
    self.file = file
    self.name = name
    self.session = session
  }

  deinit {
    if !written.withLock({ $0.isFinished }) { files.discard(name, for: session) }
  }

  var bytes: Int { written.withLock { $0.bytes } }

  func write(_ bytes: [UInt8]) throws(CallError) {
    try files.grow(name, by: bytes.count, for: session)
    let offset = written.withLock { written in
      defer { written.bytes += bytes.count }
      return written.bytes
    }
    try file.write(bytes, at: offset, FileMention("write", "wxfile://\(name)"))
  }

  /// Ends it and returns the path that a mini-program knows it by.
  func finish() -> String {
    written.withLock { $0.isFinished = true }
    return files.finish(name, for: session)
  }
}
