/// A mark of unfinished work says what is missing and why it can wait.
enum UnfinishedMarks {
  /// The least that a reason takes, in characters.
  static let reasonCharacters = 20

  static func findings(in file: SourceFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      guard words.contains(where: { line.contains($0) }) else { return nil }
      guard let match = Code.withoutTexts(line).firstMatch(of: mark),
        match.output.reason.count < reasonCharacters
      else { return nil }
      return file.finding(
        line: index + 1,
        "\(match.output.word) without a reason; do it, or write '\(match.output.word): ' and why it"
          + " can wait")
    }
  }

  private static let words = ["TODO", "FIXME", "XXX", "HACK"]

  private static var mark: Regex<(Substring, word: Substring, reason: Substring)> {
    #/\b(?<word>TODO|FIXME|XXX|HACK)\b:?\s*(?<reason>.*)/#
  }
}
