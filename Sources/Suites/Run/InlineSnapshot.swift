import Foundation

/// Writing snapshots into the test that they belong to.
enum InlineSnapshot {
  /// The source with the argument of the `toMatchInlineSnapshot` call at or after a place replaced.
  ///
  /// - Parameters:
  ///   - line: from 1.
  ///   - column: from 1, in UTF-16 units.
  static func replaced(in source: String, line: Int, column: Int, with text: String) -> String {
    guard let start = offset(in: source, line: line) else { return source }
    for name in ["toMatchInlineSnapshot(", "toThrowErrorMatchingInlineSnapshot("] {
      guard let call = source.range(of: name, range: start..<source.endIndex),
        source[start..<call.lowerBound].count(where: \.isNewline) <= 20,
        let end = closing(in: source, from: call.upperBound)
      else { continue }
      let indent = String(source[start...].prefix { $0 == " " || $0 == "\t" })
      let old = source[call.upperBound..<end]
      var argument = literal(text, indent: indent)
      // An object of properties before the snapshot stays.
      if let tick = old.firstIndex(of: "`") {
        argument = old[..<tick] + argument
      } else if !old.allSatisfy(\.isWhitespace) {
        argument = old + ", " + argument
      }
      return source.replacingCharacters(in: call.upperBound..<end, with: argument)
    }
    return source
  }

  private static func offset(in source: String, line: Int) -> String.Index? {
    var index = source.startIndex
    for _ in 1..<max(line, 1) {
      guard let newline = source[index...].firstIndex(where: \.isNewline) else { return nil }
      index = source.index(after: newline)
    }
    return index
  }

  /// Where the parenthesis of a call closes, strings passed over.
  private static func closing(in source: String, from start: String.Index) -> String.Index? {
    var depth = 1
    var quote: Character?
    var index = start
    while index < source.endIndex {
      let character = source[index]
      if character == "\\", quote != nil {
        index = source.index(index, offsetBy: 2, limitedBy: source.endIndex) ?? source.endIndex
        continue
      }
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "`" || character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
        if depth == 0 { return index }
      }
      index = source.index(after: index)
    }
    return nil
  }

  private static func literal(_ text: String, indent: String) -> String {
    let escaped = SnapshotFile.escaped(text)
    guard escaped.contains("\n") else { return "`\(escaped)`" }
    let lines = escaped.split(separator: "\n", omittingEmptySubsequences: false)
    let inner = lines.map { $0.isEmpty ? "" : "\(indent)  \($0)" }.joined(separator: "\n")
    return "`\n\(inner)\n\(indent)`"
  }
}
