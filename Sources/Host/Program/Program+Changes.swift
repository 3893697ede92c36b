import Foundation
import Loader

/// Noticing that an author saved a file.
extension Program {
  /// One element for each time that files of the program changed since the last.
  public func changes() -> AsyncStream<Void> {
    let root = miniProgram.root
    return AsyncStream { continuation in
      let task = Task.detached {
        var seen = Self.stamp(root)
        while !Task.isCancelled {
          // Only a person waits for this, and only at the terminal.
          try? await Task.sleep(for: .milliseconds(200))
          let now = Self.stamp(root)
          if now != seen { continuation.yield() }
          seen = now
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// The newest change below a folder and the number of files, which tells of removals.
  private static func stamp(_ root: String) -> [Double] {
    guard let files = FileManager.default.enumerator(atPath: root) else { return [] }
    var newest = 0.0
    var count = 0.0
    while let file = files.nextObject() as? String {
      let attributes = try? FileManager.default.attributesOfItem(atPath: root + "/" + file)
      newest = max(newest, (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0)
      count += 1
    }
    return [newest, count]
  }
}
