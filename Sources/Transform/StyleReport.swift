/// What sassc and lessc say about a stylesheet that they cannot compile.
enum StyleReport {
  struct SourceError: Equatable {
    /// The path inside the package; nil when the report names none.
    var file: String?
    var line: Int
    var column: Int
    var message: String
  }

  /// The first error.
  ///
  /// sassc writes `Error: what` and on a later line `on line 3:5 of a.scss`, both perhaps after
  /// other words; lessc writes `ParseError: what in /work/package/a.less on line 3, column 5:` on
  /// one line.
  static func firstError(in report: String) -> SourceError? {
    var message: Substring?
    for line in report.split(separator: "\n") {
      if message == nil, let found = line.firstMatch(of: /^\w*Error: (?<what>.*)$/) {
        message = found.what
        if let error = lessError(found.what) { return error }
      } else if let message, let found = line.firstMatch(of: sassPlace) {
        return SourceError(
          file: inPackage(found.file), line: Int(found.line) ?? 1, column: Int(found.column) ?? 1,
          message: Toolbox.shortened(message))
      }
    }
    return nil
  }

  private static func lessError(_ line: Substring) -> SourceError? {
    guard let found = line.firstMatch(of: lessPlace) else { return nil }
    return SourceError(
      file: inPackage(found.file), line: Int(found.line) ?? 1, column: Int(found.column) ?? 1,
      message: Toolbox.shortened(found.what))
  }

  /// A path as the tools know it, without the folder that the package was copied to.
  private static func inPackage(_ path: Substring) -> String? {
    let folder = "/work/package/"
    if let range = path.firstRange(of: folder) { return String(path[range.upperBound...]) }
    let relative = path.hasPrefix("./") ? path.dropFirst(2) : path
    return relative.isEmpty || relative == "stdin" ? nil : String(relative)
  }

  // A Regex is not Sendable; a computed property makes one for each use.
  private static var sassPlace:
    Regex<(Substring, line: Substring, column: Substring, file: Substring)>
  {
    /on line (?<line>\d+):(?<column>\d+) of (?<file>.+?),?$/
  }

  private static var lessPlace:
    Regex<(Substring, what: Substring, file: Substring, line: Substring, column: Substring)>
  {
    /^(?<what>.*) in (?<file>.+?) on line (?<line>\d+), column (?<column>\d+):?$/
  }
}
