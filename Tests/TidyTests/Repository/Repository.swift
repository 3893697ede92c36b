import Foundation

/// The checkout that these tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Folders whose files we write ourselves.
  private static let folders = ["Sources", "Tests", "Tools", "MiniPrograms"]

  /// Every Swift and JavaScript file of ours.
  static let files: [SourceFile] =
    folders.flatMap { paths(under: $0) }
    .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".js") }
    .sorted()
    .compactMap { path in
      (try? String(contentsOf: root.appending(path: path), encoding: .utf8))
        .map { SourceFile(path: path, text: $0) }
    }

  /// The names of the folders in a folder, sorted; none when it does not exist.
  static func subfolders(of folder: String) -> [String] {
    let entries = try? FileManager.default.contentsOfDirectory(
      at: root.appending(path: folder), includingPropertiesForKeys: [.isDirectoryKey],
      options: .skipsHiddenFiles)
    return (entries ?? [])
      .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true }
      .map(\.lastPathComponent)
      .sorted()
  }

  static func text(of path: String) -> String? {
    try? String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// What git tracks, or nil when this is no git checkout.
  static func trackedPaths() -> [String]? {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", root.path, "ls-files", "-z"]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() else {
      return nil
    }
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\0").map(String.init)
  }

  /// Hidden folders, build products among them, are left out.
  private static func paths(under folder: String) -> [String] {
    let enumerator = FileManager.default.enumerator(
      at: root.appending(path: folder), includingPropertiesForKeys: nil,
      options: .skipsHiddenFiles)
    let prefix = root.path + "/"
    return (enumerator?.allObjects ?? []).compactMap { entry in
      guard let url = entry as? URL, url.path.hasPrefix(prefix) else { return nil }
      return String(url.path.dropFirst(prefix.count))
    }
  }
}
