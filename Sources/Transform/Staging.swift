import Foundation

/// A folder that exists for one run of a tool, readable by this user only.
///
/// The tool runs in `work` below it; paths given here are inside of that.
struct Staging {
  /// Absolute.
  let folder: String
  var work: String { folder + "/work" }
  /// Where the tool's complaints go.
  var report: String { folder + "/report" }

  init() throws {
    folder = "\(NSTemporaryDirectory())sampan-transform-\(UUID().uuidString)"
    let files = FileManager.default
    let forOwner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: forOwner)
    // `root` is where the sealed tool's file system is put together.
    for name in ["work", "root"] {
      try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
    }
    try NewFile.write("", to: report)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file and the folders that it lies in.
  func write(_ text: String, to path: String) throws {
    if let end = path.lastIndex(of: "/") { try makeFolders(String(path[..<end])) }
    try NewFile.write(text, to: "\(work)/\(path)")
  }

  func makeFolders(_ paths: String...) throws {
    for path in paths {
      try FileManager.default.createDirectory(
        atPath: "\(work)/\(path)", withIntermediateDirectories: true)
    }
  }

  /// The text of a file that the tool wrote.
  func read(_ path: String) throws(ToolError) -> String {
    let limit = TransformLimits.resultBytes
    guard let bytes = Self.bytes("\(work)/\(path)", limit: limit + 1) else {
      throw .noResult(path)
    }
    guard bytes.count <= limit else { throw .tooLarge(path, limit: limit) }
    return bytes.asString
  }

  /// What the tool complained of, as far as it is read.
  func complaints() -> String {
    (Self.bytes(report, limit: TransformLimits.reportBytes) ?? Data()).asString
  }

  private static func bytes(_ file: String, limit: Int) -> Data? {
    guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
    defer { try? handle.close() }
    return try? handle.read(upToCount: limit) ?? Data()
  }
}
