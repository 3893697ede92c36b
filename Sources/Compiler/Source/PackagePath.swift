/// Paths inside a package: no slash at the start, no `.` and no `..`.
public enum PackagePath {
  /// Resolves what one file of a package says about another.
  ///
  /// - Parameters:
  ///   - reference: `./a`, `../b/a`, `a`, or `/a` from the package's root.
  ///   - file: the path of the file that says it.
  ///   - suffix: added if the reference lacks it, for instance `.wxml`.
  /// - Returns: the path, or nil if it leaves the package or names nothing.
  public static func resolve(
    _ reference: String, from file: String, adding suffix: String = ""
  ) -> String? {
    var parts: [Substring] = []
    if reference.utf8.first != UInt8(ascii: "/") {
      parts = file.split(separator: "/").dropLast()
    }
    for part in reference.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    guard !parts.isEmpty else { return nil }
    let path = parts.joined(separator: "/")
    return path.hasSuffix(suffix) ? path : path + suffix
  }
}
