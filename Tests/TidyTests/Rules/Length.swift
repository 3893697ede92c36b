/// Files stay short enough to hold one idea.
enum Length {
  /// Most files are 60 to 200 lines; past this one there is a second idea inside.
  static let lines = 500

  static func findings(in file: SourceFile) -> [Finding] {
    guard file.isSwift || file.isScript, file.lines.count > lines else { return [] }
    return [
      file.finding(
        line: lines + 1,
        "the file has \(file.lines.count) lines; at most \(lines). Look for the second idea in it")
    ]
  }
}
