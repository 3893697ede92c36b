import Foundation

/// Which files of the folders under test changed.
struct TestChanges {
  let folders: [String]

  /// Files that differ from the last commit, relative to a folder; nil when git does not know.
  func sinceCommit(in folder: String) -> [String]? {
    guard let changed = Self.git(["diff", "--name-only", "--relative", "HEAD"], in: folder),
      let new = Self.git(["ls-files", "--others", "--exclude-standard"], in: folder)
    else { return nil }
    return changed + new
  }

  private static func git(_ arguments: [String], in folder: String) -> [String]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The time of the last change of every file below the folders, hidden ones left out.
  func stamps() -> [String: Date] {
    var stamps: [String: Date] = [:]
    for folder in folders {
      let files = FileManager.default.enumerator(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: [.contentModificationDateKey],
        options: [.skipsHiddenFiles])
      while let file = files?.nextObject() as? URL {
        guard !file.path.contains("/node_modules/"), !file.path.contains("/__snapshots__") else {
          continue
        }
        stamps[file.path] =
          (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?
          .contentModificationDate
      }
    }
    return stamps
  }

  /// The test files to run for a change: themselves when nothing else changed, or nil for all.
  static func affected(by files: [String]) -> Set<String>? {
    let isTest = { (file: String) in
      [".test.js", ".spec.js", ".test.ts", ".spec.ts"].contains { file.hasSuffix($0) }
    }
    return files.allSatisfy(isTest) ? Set(files) : nil
  }
}
