/// The files of a package as they were listed once, and where each lies on disk.
///
/// Only listed files can be read, so no path, however it is written, reaches anything else.
struct PackageFiles: Sendable {
  /// One regular file.
  struct File: Sendable, Equatable {
    /// Absolute, without links.
    let diskPath: String
    let bytes: Int
  }

  let limits: Limits
  private(set) var byPath: [String: File] = [:]
  /// Paths by their lower-case spelling, to tell about a slip of case.
  private var byLowerCase: [String: String] = [:]
  /// How many files and folders were met.
  var entryCount = 0

  init(limits: Limits) {
    self.limits = limits
  }

  /// Every path, sorted by bytes.
  var sortedPaths: [String] {
    byPath.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  mutating func add(_ path: String, _ file: File) {
    byPath[path] = file
    byLowerCase[path.lowercased()] = path
  }

  func exists(_ path: String) -> Bool { byPath[path] != nil }

  /// Whether any file lies in the folder. Costs a walk over all files.
  func hasFolder(_ folder: String) -> Bool {
    byPath.keys.contains { $0 != folder && PackagePath.isInside($0, folder) }
  }

  /// A file whose path differs from the given one in case only.
  func otherCase(of path: String) -> String? {
    guard let other = byLowerCase[path.lowercased()], other != path else { return nil }
    return other
  }

  /// The bytes of a listed file of at most `limit` bytes.
  func bytes(at path: String, limit: Int) throws(FileError) -> [UInt8] {
    guard let file = byPath[path] else {
      throw .notFound(path: path, other: otherCase(of: path))
    }
    return try Disk.read(file.diskPath, as: path, limit: limit)
  }

  /// The text of a listed file, without a byte order mark.
  func text(at path: String) throws(FileError) -> String {
    let bytes = try bytes(at: path, limit: limits.textBytes)
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self) else {
      let place = Self.endOfText(in: bytes)
      throw .notText(path: path, line: place.line, column: place.column)
    }
    return text
  }

  /// Where bytes stop to be UTF-8.
  private static func endOfText(in bytes: [UInt8]) -> ConfigPosition {
    var place = ConfigPosition.start
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      if scalar == "\n" {
        place = ConfigPosition(line: place.line + 1, column: 1)
      } else {
        place.column += scalar.value > 0xFFFF ? 2 : 1
      }
    }
    return place
  }
}
