/// Where the compiler's word is overruled, a comment beside it says why that holds.
enum UnsafeMarks {
  static func findings(in file: SourceFile) -> [Finding] {
    guard file.isSwift else { return [] }
    return file.lines.indices.compactMap { index in
      guard words.contains(where: { file.lines[index].contains($0) }) else { return nil }
      let (code, comment) = Code.split(file.lines[index])
      guard let match = code.firstMatch(of: mark), comment == nil else { return nil }
      if index > 0, Code.split(file.lines[index - 1]).comment != nil { return nil }
      return file.finding(
        line: index + 1,
        "\(match.output) without a comment on this line or the one before that says why it holds")
    }
  }

  /// One of these is in every mark; a quick look before the slow one.
  private static let words = ["try!", "as!", "@unchecked", "nonisolated"]

  private static var mark: Regex<Substring> {
    #/\btry!|\bas!|@unchecked\s+Sendable|\bnonisolated\(unsafe\)/#
  }
}
