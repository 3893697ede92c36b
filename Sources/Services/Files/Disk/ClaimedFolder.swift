import Foundation
import Glibc

/// A folder that is this process's as long as it lives: the lock on it goes with the process,
/// whatever ends that. Folders beside it that nobody holds any more are removed.
final class ClaimedFolder: Sendable {
  private let lock: OpenFile

  /// Makes the folder; nil when the disk does not let it.
  init?(_ path: String, sweeping parent: String) {
    guard let lock = Self.claim(path) else { return nil }
    self.lock = lock
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
      let other = parent + "/" + name
      // Who holds it is alive; this host's own is held by `lock`.
      if let abandoned = Self.open(other), Self.isFree(abandoned) {
        try? FileManager.default.removeItem(atPath: other)
      }
    }
  }

  /// Another host may take a folder for abandoned that is made and not yet locked: then it is made
  /// again.
  private static func claim(_ path: String) -> OpenFile? {
    for _ in 0..<3 {
      try? FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      guard let folder = open(path) else { continue }
      if flock(folder.descriptor, LOCK_EX) == 0, folder.isLinked { return folder }
    }
    return nil
  }

  private static func open(_ path: String) -> OpenFile? {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    return descriptor < 0 ? nil : OpenFile(descriptor)
  }

  private static func isFree(_ folder: OpenFile) -> Bool {
    flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0
  }
}
