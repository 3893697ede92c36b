/// Just enough reading of a line to tell code from what only looks like it.
enum Code {
  /// The line with what stands in double quotes removed.
  static func withoutTexts(_ line: Substring) -> Substring {
    line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"")
  }

  /// The line's code without its texts, and its comment, nil when it has none.
  static func split(_ line: Substring) -> (code: Substring, comment: Substring?) {
    let line = withoutTexts(line)
    guard let slashes = line.firstRange(of: "//") else { return (line, nil) }
    return (line[..<slashes.lowerBound], line[slashes.upperBound...])
  }
}
