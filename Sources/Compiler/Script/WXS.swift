/// Compiles wxs modules (reference/wxml.md 2.8).
public enum WXS {
  /// A wxs module as a function, with remarks on what the platform's own compiler refuses.
  public struct Module: Sendable {
    public let script: WrappedScript
    public let diagnostics: [Diagnostic]
  }

  /// Wraps a module as `(function (require, module, exports, console, getDate, getRegExp) {…})`.
  ///
  /// Names that are assigned but never declared become variables of the module. A block comment
  /// that is not closed ends the module. A backslash before a letter that it does not escape stays
  /// in its string: `getRegExp('^\d+$')` finds digits, as widespread libraries expect.
  ///
  /// - Parameters:
  ///   - path: the file's path, or that of the WXML file an inline module stands in.
  ///   - firstLine: the line of that file on which the source starts.
  ///   - counters: how many the source has in the array `$sampan$`. With them, the module becomes
  ///     `(function (count) {…return function (require, module, …) {…}})`.
  public static func compile(
    source: String, path: String, firstLine: Int = 1, counters: Int? = nil
  ) -> Module {
    let text = SourceText(path: path, text: Script.plain(source))
    var reader = WXSReader(text, firstLine: firstLine)
    reader.read()
    var prefix = "(function (require, module, exports, console, getDate, getRegExp) {"
    if !reader.implicitVariables.isEmpty {
      prefix += "var \(reader.implicitVariables.joined(separator: ","));"
    }
    var suffix = "\n})"
    if let counters {
      prefix = Script.countersHead(counters) + prefix
      suffix += "})"
    }
    let script = WrappedScript(
      code: prefix + body(of: text, reader) + suffix, prefixColumns: prefix.utf16.count)
    return Module(script: script, diagnostics: reader.diagnostics)
  }

  /// The module's text with each backslash doubled that stays in its string.
  private static func body(of text: SourceText, _ reader: WXSReader) -> String {
    let end = reader.end ?? text.bytes.count
    var body = ""
    var start = 0
    for backslash in reader.keptBackslashes where backslash < end {
      body += text.text(start..<backslash) + "\\"
      start = backslash
    }
    return body + text.text(start..<end)
  }
}

/// Looks through a wxs module once.
private struct WXSReader {
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the module ends before its text does.
  private(set) var end: Int?
  /// The offsets of backslashes in strings that escape nothing.
  private(set) var keptBackslashes: [Int] = []
  private var assigned: [String] = []
  private var known: Set<String> = []
  private var hasBlockScope = false
  private let source: SourceText
  private let firstLine: Int
  private var reported: Set<String> = []

  init(_ source: SourceText, firstLine: Int) {
    self.source = source
    self.firstLine = firstLine
  }

  /// Names to declare. Declaring one twice is harmless with `var`, but not beside `let`.
  var implicitVariables: [String] { hasBlockScope ? [] : assigned }

  mutating func read() {
    guard !source.isTooLarge else {
      return report(
        .error, .sourceTooLarge, at: 0..<0,
        "the module has \(source.givenBytes) bytes; at most \(Limits.sourceBytes) fit", fix: nil)
    }
    var scanner = ScriptScanner(source)
    var beforeLast: ScriptToken?
    var last: ScriptToken?
    while let token = scanner.next() {
      let text = token.kind == .word || token.kind == .mark ? scanner.text(token) : ""
      lint(token, text, after: last.map(scanner.text))
      noteAssignment(token, text, last, beforeLast, scanner)
      if token.kind == .string { noteBackslashes(token.range) }
      beforeLast = last
      last = token
    }
    if let comment = scanner.unterminatedComment {
      end = comment
      report(
        .warning, .unterminatedComment, at: comment..<comment + 2,
        "the comment is not closed, so the rest of the module is ignored", fix: "add */")
    }
  }

  private mutating func noteAssignment(
    _ token: ScriptToken, _ text: String, _ last: ScriptToken?, _ beforeLast: ScriptToken?,
    _ scanner: ScriptScanner
  ) {
    guard let last else { return }
    if token.kind == .mark, assignments.contains(text), last.kind == .word,
      beforeLast.map(scanner.text) != "."
    {
      note(scanner.text(last))
    } else if token.kind == .word, last.kind == .mark, ["++", "--"].contains(scanner.text(last)) {
      note(text)
    }
  }

  private mutating func noteBackslashes(_ string: Range<Int>) {
    var offset = string.lowerBound
    while offset < string.upperBound {
      guard source.bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      if let next = source[offset + 1], !escapable.contains(next) {
        keptBackslashes.append(offset)
      }
      offset += 2
    }
  }

  private mutating func note(_ name: String) {
    guard name.isASCIIIdentifier, !reservedWords.contains(name), known.insert(name).inserted
    else { return }
    assigned.append(name)
  }

  private mutating func lint(_ token: ScriptToken, _ text: String, after previous: String?) {
    switch token.kind {
    case .word where previous != ".":
      if text == "let" || text == "const" || text == "class" { hasBlockScope = true }
      if unavailableWords.contains(text) { reportUnavailable(text, token) }
    case .mark where text == "=>" || text == "...": reportUnavailable(text, token)
    case .template: reportUnavailable("a template string", token)
    case .regularExpression: reportUnavailable("a regular expression literal", token)
    default: break
    }
  }

  /// Each kind of construct is reported once per module.
  private mutating func reportUnavailable(_ construct: String, _ token: ScriptToken) {
    guard reported.insert(construct).inserted else { return }
    report(
      .warning, .unavailableSyntax, at: token.range,
      "\(construct) works here, but the platform's own compiler refuses it in wxs",
      fix: "write plain ES5\(construct == "a regular expression literal" ? " and getRegExp()" : "")"
    )
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ kind: DiagnosticKind, at range: Range<Int>,
    _ message: String, fix: String?
  ) {
    diagnostics.append(
      Diagnostic(
        path: source.path, start: position(range.lowerBound), end: position(range.upperBound),
        severity: severity, kind: kind, message: message, fix: fix))
  }

  private func position(_ offset: Int) -> SourcePosition {
    let place = source.position(at: offset)
    return SourcePosition(
      line: place.line + firstLine - 1, column: place.column, offset: place.offset)
  }
}

/// What a backslash makes something else of, or nothing: a line break.
private let escapable = Set("'\"\\bfnrtvxu01234567\n\r".utf8)
private let assignments: Set<String> = [
  "=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>=", ">>>=", "++", "--",
]
private let unavailableWords: Set<String> = ["let", "const", "class", "try", "throw", "new"]
private let reservedWords: Set<String> = [
  "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger",
  "default", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for",
  "function", "if", "import", "in", "instanceof", "let", "new", "null", "return", "static",
  "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while",
  "with", "yield", "require", "module", "exports", "console", "getDate", "getRegExp",
]
