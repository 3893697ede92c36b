/// Splits JavaScript into words, passing over comments, strings and regular expressions.
///
/// It does not parse: whether a slash divides or opens a regular expression is told from the word
/// before it. A wrong guess costs at most the rest of a line and sets `isUncertain`.
struct ScriptScanner {
  let source: SourceText
  /// Where a block comment starts that never ends.
  private(set) var unterminatedComment: Int?
  /// Whether something was opened and not closed, so that words may have been missed.
  private(set) var isUncertain = false
  private var offset = 0
  /// The end of the last line on which a string or a regular expression was not closed. Up to
  /// there no other is looked for: every look would read the whole line again.
  private var openLineEnd = 0
  private var previous: ScriptToken?
  private var brackets: [Bracket] = []
  /// The bracket that was closed last.
  private var closed: Bracket?

  private enum Bracket {
    /// `isHead`: it holds the condition of an `if`, `for`, `while` or `with`.
    case parenthesis(isHead: Bool)
    case brace(isBlock: Bool)
    /// `${`: the matching `}` goes on with the template literal.
    case placeholder
    case square

    var isPlaceholder: Bool {
      if case .placeholder = self { return true }
      return false
    }
  }

  init(_ source: SourceText) {
    self.source = source
    if source.has("\u{FEFF}", at: 0) { offset = 3 }
    if source.has("#!", at: offset) { skipLine() }
  }

  mutating func next() -> ScriptToken? {
    skipSpaceAndComments()
    guard let byte = source[offset] else {
      isUncertain = isUncertain || brackets.contains(where: \.isPlaceholder)
      return nil
    }
    let start = offset
    let kind = scan(byte)
    let token = ScriptToken(kind: kind, range: start..<offset)
    previous = token
    return token
  }

  func text(_ token: ScriptToken) -> String { source.text(token.range) }

  private mutating func scan(_ byte: UInt8) -> ScriptToken.Kind {
    switch byte {
    case _ where byte.isIdentifierStart || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "#"):
      offset += 1
      while let next = source[offset], next.isIdentifierPart || next == UInt8(ascii: "\\") {
        offset += 1
      }
      return .word
    case _ where byte.isDigit: return number()
    case UInt8(ascii: "."):
      guard source[offset + 1]?.isDigit == true else { return mark() }
      return number()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(byte)
    case UInt8(ascii: "`"):
      offset += 1
      return template()
    case UInt8(ascii: "/") where mayStartValue: return regularExpression()
    default: return mark()
    }
  }

  // MARK: Space and comments

  private mutating func skipSpaceAndComments() {
    while let byte = source[offset] {
      if byte.isSpace {
        offset += 1
      } else if source.has("//", at: offset) {
        skipLine()
      } else if source.has("/*", at: offset) {
        skipBlockComment()
      } else if source.has("\u{FEFF}", at: offset) {
        offset += 3
      } else {
        return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = source[offset], byte != UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func skipBlockComment() {
    let start = offset
    offset += 2
    while offset < source.bytes.count {
      if source.has("*/", at: offset) {
        offset += 2
        return
      }
      offset += 1
    }
    unterminatedComment = start
    isUncertain = true
  }

  // MARK: Literals

  private mutating func number() -> ScriptToken.Kind {
    while let byte = source[offset], byte.isIdentifierPart || byte == UInt8(ascii: ".") {
      offset += 1
    }
    return .number
  }

  private mutating func string(_ quote: UInt8) -> ScriptToken.Kind {
    let start = offset
    offset += 1
    while start >= openLineEnd, let byte = source[offset], byte != UInt8(ascii: "\n") {
      if byte == quote {
        offset += 1
        return .string
      }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return leaveOpen(from: start)
  }

  /// Takes the first character of an unclosed literal for an operator.
  private mutating func leaveOpen(from start: Int) -> ScriptToken.Kind {
    isUncertain = true
    openLineEnd = max(openLineEnd, offset)
    offset = start + 1
    return .mark
  }

  /// Reads on inside a template literal, to its end or to the next `${`.
  private mutating func template() -> ScriptToken.Kind {
    while let byte = source[offset] {
      if byte == UInt8(ascii: "`") {
        offset += 1
        return .template
      }
      if source.has("${", at: offset) {
        offset += 2
        brackets.append(.placeholder)
        return .template
      }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    offset = min(offset, source.bytes.count)
    isUncertain = true
    return .template
  }

  private mutating func regularExpression() -> ScriptToken.Kind {
    let start = offset
    var isInClass = false
    offset += 1
    while start >= openLineEnd, let byte = source[offset], byte != UInt8(ascii: "\n") {
      switch byte {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        offset += 1
        while source[offset]?.isIdentifierPart == true { offset += 1 }
        return .regularExpression
      default: break
      }
      offset += 1
    }
    return leaveOpen(from: start)
  }

  // MARK: Operators and brackets

  private mutating func mark() -> ScriptToken.Kind {
    let byte = source.bytes[offset]
    switch byte {
    case UInt8(ascii: "("): brackets.append(.parenthesis(isHead: previousWord(in: headWords)))
    case UInt8(ascii: "["): brackets.append(.square)
    case UInt8(ascii: "{"): brackets.append(.brace(isBlock: mayStartBlock))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      closed = brackets.popLast()
      if byte == UInt8(ascii: "}"), case .placeholder? = closed {
        offset += 1
        return template()
      }
    default:
      offset += operatorLength
      return .mark
    }
    offset += 1
    return .mark
  }

  private var operatorLength: Int {
    guard operatorBytes.contains(source.bytes[offset]) else { return 1 }
    for length in stride(from: 4, to: 1, by: -1) where offset + length <= source.bytes.count {
      if operators.contains(source.text(offset..<offset + length)) { return length }
    }
    return 1
  }

  private func previousWord(in words: Set<String>) -> Bool {
    guard let previous, previous.kind == .word else { return false }
    return words.contains(text(previous))
  }

  /// Whether a value may come next, rather than an operator.
  private var mayStartValue: Bool {
    guard let previous else { return true }
    switch previous.kind {
    case .word: return wordsBeforeValues.contains(text(previous))
    case .number, .string, .template, .regularExpression: return false
    case .mark:
      switch text(previous) {
      case ")":
        if case .parenthesis(isHead: true)? = closed { return true }
        return false
      case "}":
        if case .brace(isBlock: true)? = closed { return true }
        return false
      case "]", "++", "--": return false
      default: return true
      }
    }
  }

  private var mayStartBlock: Bool {
    guard let previous else { return true }
    switch previous.kind {
    case .word: return !wordsBeforeValues.contains(text(previous)) || previousWord(in: blockWords)
    case .mark: return [")", ";", "{", "}", "=>"].contains(text(previous))
    case .number, .string, .template, .regularExpression: return false
    }
  }
}

private let headWords: Set<String> = ["if", "for", "while", "with"]
private let blockWords: Set<String> = ["else", "do"]
private let wordsBeforeValues: Set<String> = [
  "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof", "else",
  "do", "await", "yield", "default", "extends",
]
private let operatorBytes = Set("=!<>&|?*+-/%^.".utf8)
private let operators: Set<String> = [
  "=>", "==", "===", "!=", "!==", "<=", ">=", "<<", ">>", ">>>", "&&", "||", "??", "**", "++",
  "--", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>=", ">>>=", "**=", "&&=", "||=",
  "??=", "?.", "...",
]
