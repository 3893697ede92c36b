import Dispatch
import GRDB
import Synchronization

/// Moves what was written from the log into the database, beside the writes.
///
/// SQLite does that on its own within a write, which then waits for the disk for some 30 ms, on the
/// thread of a session. Here another connection does it on a thread of its own once the log has
/// grown; writers go on meanwhile. All databases share one such thread, and the log of a database
/// whose turn does not come is moved by its writer at `backstopPages`.
final class StorageCheckpoints: Sendable {
  /// The log's pages from which it is moved: 4 MiB.
  static let pages = (4 << 20) / StorageSchema.pageBytes
  /// The log's pages from which a writer moves it itself: 32 MiB.
  static let backstopPages = (32 << 20) / StorageSchema.pageBytes

  private static let thread = DispatchQueue(label: "sampan.storage.checkpoints", qos: .utility)

  private let path: String
  private let state = Mutex(State())

  private struct State {
    var pages = 0
    var isWaiting = false
  }

  init(path: String) { self.path = path }

  /// Notes that a write of about so many bytes was made.
  func wrote(bytes: Int) {
    let isDue = state.withLock { state in
      // A write touches the pages of the entry, of the index and of the usage row.
      state.pages += 3 + bytes / StorageSchema.pageBytes
      guard state.pages >= Self.pages, !state.isWaiting else { return false }
      state.isWaiting = true
      return true
    }
    if isDue { Self.thread.async { [self] in run() } }
  }

  private func run() {
    state.withLock {
      $0.pages = 0
      $0.isWaiting = false
    }
    // What fails now is tried again after further writes, and by the backstop.
    let connection = try? DatabaseQueue(path: path)
    _ = try? connection?.writeWithoutTransaction { try $0.checkpoint(.passive) }
  }
}
