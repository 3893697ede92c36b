/// Splits the text between `{{` and `}}` into tokens.
struct ExpressionLexer {
  let source: SourceText
  private let end: Int
  /// The two braces that open the expression.
  private let braces: Range<Int>
  var offset: Int

  init(_ source: SourceText, _ range: Range<Int>) {
    self.source = source
    offset = range.lowerBound
    end = range.upperBound
    braces = max(0, range.lowerBound - 2)..<range.lowerBound
  }

  /// All tokens of the range, closed by one of kind `end`.
  static func tokens(
    of source: SourceText, in range: Range<Int>
  ) throws(ExpressionError) -> [ExpressionToken] {
    var lexer = ExpressionLexer(source, range)
    var tokens: [ExpressionToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
      guard tokens.count <= Limits.expressionTokens else {
        throw ExpressionError(
          kind: .expressionTooLong, range: range,
          message: "the expression has more than \(Limits.expressionTokens) words and operators",
          fix: "compute the value in the page's data")
      }
    }
  }

  private mutating func next() throws(ExpressionError) -> ExpressionToken {
    while offset < end {
      if source.bytes[offset].isSpace {
        offset += 1
      } else if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        try comment()
      } else {
        break
      }
    }
    guard let byte = peek() else { return ExpressionToken(kind: .end, range: end..<end) }
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) {
      return try number()
    }
    if byte.isIdentifierStart { return name() }
    if byte.isQuote { return try string(openedBy: byte) }
    if byte == UInt8(ascii: "\\"), let quote = peek(1), quote.isQuote {
      // Quotes inside a quoted attribute may be written \" (reference/wxml.md 2.1).
      offset += 1
      return try string(openedBy: quote, escaped: true)
    }
    return try mark()
  }

  private mutating func comment() throws(ExpressionError) {
    offset += 2
    while offset < end {
      if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        offset += 2
        return
      }
      offset += 1
    }
    throw ExpressionError(
      kind: .unclosedExpression, range: braces,
      message: "expected */ at the end of the comment, found none",
      fix: "add */")
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    offset + distance < end ? source.bytes[offset + distance] : nil
  }

  private mutating func name() -> ExpressionToken {
    let start = offset
    while let byte = peek(), byte.isIdentifierPart { offset += 1 }
    return ExpressionToken(kind: .name(source.text(start..<offset)), range: start..<offset)
  }

  private mutating func number() throws(ExpressionError) -> ExpressionToken {
    let start = offset
    let spelling: String
    if peek() == UInt8(ascii: "0"), let x = peek(1), x | 0x20 == UInt8(ascii: "x"),
      peek(2)?.hexValue != nil
    {
      offset += 2
      while peek()?.hexValue != nil { offset += 1 }
      spelling = "0x" + source.text(start + 2..<offset)
    } else {
      spelling = decimal()
    }
    if let byte = peek(), byte.isIdentifierPart {
      while peek()?.isIdentifierPart == true { offset += 1 }
      if byte | 0x20 == UInt8(ascii: "e"), peek() == UInt8(ascii: "-") { offset += 1 }
      throw ExpressionError(
        kind: .malformedExpression, range: offset..<offset,
        message: "a name cannot start with a digit, found '\(source.text(start..<offset))'",
        fix: "put an operator or quotes around it")
    }
    return ExpressionToken(kind: .number(spelling), range: start..<offset)
  }

  /// Reads `12`, `1.5`, `.5`, `1.` or `1e3`. Leading zeros go: strict JavaScript refuses them.
  private mutating func decimal() -> String {
    var whole = digits()[...]
    while whole.count > 1, whole.first == "0" { whole.removeFirst() }
    var spelling = whole.isEmpty ? "0" : String(whole)
    if peek() == UInt8(ascii: ".") {
      offset += 1
      let fraction = digits()
      if !fraction.isEmpty { spelling += "." + fraction }
    }
    if let e = peek(), e | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign)?.isDigit == true {
        spelling += "e" + source.text(offset + 1..<offset + 1 + sign)
        offset += 1 + sign
        spelling += digits()
      }
    }
    return spelling
  }

  private mutating func digits() -> String {
    let start = offset
    while peek()?.isDigit == true { offset += 1 }
    return source.text(start..<offset)
  }

  private mutating func mark() throws(ExpressionError) -> ExpressionToken {
    let start = offset
    for length in stride(from: min(4, end - start), to: 0, by: -1) {
      guard let mark = marks[Array(source.bytes[start..<start + length])] else { continue }
      // `a?.5:1` is a condition, not optional chaining.
      if mark == "?.", peek(2)?.isDigit == true { continue }
      offset += length
      if let advice = unsupportedMarks[mark] {
        throw ExpressionError(
          kind: .unsupportedSyntax, range: start..<start,
          message: "'\(mark)' is not part of the expression language", fix: advice)
      }
      return ExpressionToken(kind: .mark(mark), range: start..<offset)
    }
    throw ExpressionError(
      kind: .malformedExpression, range: start..<start,
      message: "expected an operator or a value, found '\(source.text(start..<start + 1))'")
  }
}

private let inData = "compute the value in the page's data or in a <wxs> module"

/// Operators of JavaScript that the platform refuses, and what to write instead.
private let unsupportedMarks: [String: String] = [
  "=>": inData, "=": "write == to compare", "++": inData, "--": inData, "+=": inData,
  "-=": inData, "*=": inData, "/=": inData, "%=": inData, "|=": inData, "&=": inData,
  "^=": inData, "<<=": inData, ">>=": inData, ">>>=": inData, "&&=": inData, "||=": inData,
  "??=": inData, "//": "write /* */ around a comment",
  "?.": "write a plain '.': a missing base is never an error here",
  ";": "write one value; if this is an entity such as &lt;, write the character itself",
  "`": "join the parts with +", "#": inData, "@": inData, "\\": inData,
]

private let marks: [[UInt8]: String] = {
  let supported = [
    "...", "===", "!==", ">>>", "==", "!=", "<=", ">=", "<<", ">>", "&&", "||", "??", "**", "+",
    "-", "*", "/", "%", "|", "^", "&", "<", ">", "!", "~", "?", ":", ".", ",", "(", ")", "[", "]",
    "{", "}",
  ]
  let all = supported + unsupportedMarks.keys
  return Dictionary(uniqueKeysWithValues: all.map { (Array($0.utf8), $0) })
}()
