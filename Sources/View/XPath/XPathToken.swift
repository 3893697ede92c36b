/// A word of an XPath.
enum XPathToken: Hashable {
  case number(Double)
  case literal(String)
  /// A name of a node, an axis or a function.
  case name(String)
  /// `and`, `or`, `div`, `mod`, `*` as a product, and the signs.
  case sign(String)
  /// `*` where a name may stand.
  case anyName
}

/// Cuts an XPath into words (XPath 1.0, 3.7).
struct XPathLexer {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  /// All words; nil when a character fits nowhere or there are too many.
  static func tokens(of text: String) -> [XPathToken]? {
    guard text.count <= ViewLimits.selectorCharacters else { return nil }
    var lexer = XPathLexer(text)
    var tokens: [XPathToken] = []
    while true {
      lexer.skipSpace()
      guard lexer.position < lexer.characters.count else { return tokens }
      guard tokens.count < ViewLimits.xpathTokens, let token = lexer.token(after: tokens.last)
      else { return nil }
      tokens.append(token)
    }
  }

  /// A name or a star after an operand is an operator.
  private static func endsOperand(_ token: XPathToken?) -> Bool {
    switch token {
    case nil: false
    case .sign(let sign): sign == ")" || sign == "]" || sign == "." || sign == ".."
    default: true
    }
  }

  private mutating func token(after previous: XPathToken?) -> XPathToken? {
    let character = characters[position]
    if character == "\"" || character == "'" { return literal() }
    if character.isNumber || (character == "." && next(1)?.isNumber == true) { return number() }
    if character == "*" {
      position += 1
      return Self.endsOperand(previous) ? .sign("*") : .anyName
    }
    if let sign = sign() { return .sign(sign) }
    guard let name = name() else { return nil }
    let isOperator = ["and", "or", "div", "mod"].contains(name) && Self.endsOperand(previous)
    return isOperator ? .sign(name) : .name(name)
  }

  private func next(_ distance: Int) -> Character? {
    position + distance < characters.count ? characters[position + distance] : nil
  }

  private mutating func sign() -> String? {
    for sign in Self.signs where characters[position...].starts(with: sign) {
      position += sign.count
      return sign
    }
    return nil
  }

  /// Longer ones first.
  private static let signs = [
    "//", "..", "::", "!=", "<=", ">=", "/", ".", "@", "(", ")", "[", "]", ",", "|", "+", "-", "=",
    "<", ">",
  ]

  private mutating func literal() -> XPathToken? {
    let quote = characters[position]
    guard let end = characters[(position + 1)...].firstIndex(of: quote) else { return nil }
    defer { position = end + 1 }
    return .literal(String(characters[position + 1..<end]))
  }

  private mutating func number() -> XPathToken? {
    let start = position
    while let character = next(0), character.isNumber || character == "." { position += 1 }
    return Double(String(characters[start..<position])).map { .number($0) }
  }

  private mutating func name() -> String? {
    let start = position
    guard let first = next(0), first.isLetter || first == "_" else { return nil }
    while let character = next(0) {
      let isName =
        character.isLetter || character.isNumber || "-_.".contains(character)
        || (character == ":" && next(1) != ":" && next(-1) != ":")
      guard isName else { break }
      position += 1
    }
    return String(characters[start..<position])
  }

  private mutating func skipSpace() {
    while let character = next(0), character.isWhitespace { position += 1 }
  }
}
