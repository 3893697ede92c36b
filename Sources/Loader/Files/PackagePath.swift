/// Paths inside a package: relative to its root, parts joined by single slashes, no `.` or `..`.
enum PackagePath {
  /// Why a written path names nothing inside the package.
  enum Problem: Error, Equatable {
    case empty
    case leavesPackage
    case backslash
    case controlCharacter
    case tooLong(bytes: Int, limit: Int)

    /// The end of a sentence that starts with the path.
    var sentence: String {
      switch self {
      case .empty: "is empty; write a path inside the package"
      case .leavesPackage: "leads out of the package; only files inside it can be used"
      case .backslash: "contains a backslash; parts of a path are joined by /"
      case .controlCharacter: "contains a control character, which no path may"
      case .tooLong(let bytes, let limit): "is \(bytes) bytes long; at most \(limit) are allowed"
      }
    }
  }

  /// The package path that a text means, read from a folder (`""` is the root). A leading slash
  /// starts at the root instead.
  static func resolve(
    _ written: String, from folder: String = "", limits: Limits = .standard
  ) throws(Problem) -> String {
    try check(written, limits: limits)
    // Split by bytes: a slash followed by a combining mark is one Character, but two to the system.
    let slash = UInt8(ascii: "/")
    var parts = written.utf8.first == slash ? [] : folder.utf8.split(separator: slash)
    for part in written.utf8.split(separator: slash) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { throw .leavesPackage }
      } else {
        parts.append(part)
      }
    }
    let path = parts.map { String(Substring($0)) }.joined(separator: "/")
    guard !path.isEmpty else { throw .empty }
    guard path.utf8.count <= limits.pathBytes else {
      throw .tooLong(bytes: path.utf8.count, limit: limits.pathBytes)
    }
    return path
  }

  private static func check(_ written: String, limits: Limits) throws(Problem) {
    let bytes = written.utf8.count
    guard bytes > 0 else { throw .empty }
    guard bytes <= limits.pathBytes else { throw .tooLong(bytes: bytes, limit: limits.pathBytes) }
    for byte in written.utf8 {
      if byte == UInt8(ascii: "\\") { throw .backslash }
      if byte < 0x20 || byte == 0x7F { throw .controlCharacter }
    }
  }

  /// The folder that a path lies in; `""` is the root.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : "\(folder)/\(name)"
  }

  /// Whether a path is a folder or lies in it; everything lies in the root `""`.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    folder.isEmpty || path == folder || path.utf8.starts(with: "\(folder)/".utf8)
  }
}
