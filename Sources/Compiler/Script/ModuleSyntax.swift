/// Scripts of a package.
public enum Script {
  /// Whether a script uses `import` or `export` declarations, which the wrapper cannot hold.
  ///
  /// Dynamic `import()` and `import.meta` do not count. A script that cannot be told apart with
  /// certainty counts as using them: transforming one too many does no harm.
  public static func usesModuleSyntax(_ source: String) -> Bool {
    guard mentionsKeyword(source) else { return false }
    guard source.utf8.count <= Limits.sourceBytes else { return true }
    var scanner = ScriptScanner(SourceText(path: "", text: source))
    var previous: ScriptToken?
    var keyword: String?
    while let token = scanner.next() {
      if let keyword, mayFollow(keyword, token, scanner) { return true }
      keyword = nil
      if token.kind == .word, previous.map(scanner.text) != "." {
        let word = scanner.text(token)
        if word == "import" || word == "export" { keyword = word }
      }
      previous = token
    }
    return scanner.isUncertain && hasModuleLine(scanner.source)
  }

  /// Most scripts contain neither word, and looking for six bytes is cheap.
  private static func mentionsKeyword(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { bytes in
      guard bytes.count >= 6 else { return false }
      for start in 0...bytes.count - 6 where bytes[start + 2] == UInt8(ascii: "p") {
        let word = bytes[start..<start + 6]
        let isKeyword = word.elementsEqual("import".utf8) || word.elementsEqual("export".utf8)
        let goesOn = start + 6 < bytes.count && bytes[start + 6].isIdentifierPart
        if isKeyword && !goesOn { return true }
      }
      return false
    }
  }

  private static func mayFollow(
    _ keyword: String, _ token: ScriptToken, _ scanner: ScriptScanner
  ) -> Bool {
    switch token.kind {
    case .word: return true
    case .string: return keyword == "import"
    case .mark: return ["{", "*"].contains(scanner.text(token))
    case .number, .template, .regularExpression: return false
    }
  }

  /// Whether a statement could start with one of the keywords, wherever strings may be.
  private static func hasModuleLine(_ source: SourceText) -> Bool {
    var isAtStart = true
    for (offset, byte) in source.bytes.enumerated() {
      if isAtStart, source.has("import", at: offset) || source.has("export", at: offset),
        source[offset + 6]?.isIdentifierPart != true
      {
        return true
      }
      let ends =
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}")
      isAtStart = ends || (isAtStart && byte.isSpace)
    }
    return false
  }
}
