/// Reads tokens as an expression (grammar: reference/wxml.md 2.4).
struct ExpressionParser {
  /// What the place of an expression says about how it is read.
  enum Form {
    /// A value; `a: 1`, `a, b` and `...a` at the start mean an object without its braces.
    case value
    /// The `data` of a template: always the inside of an object literal.
    case templateData
  }

  private(set) var tokens: [ExpressionToken]
  private(set) var index = 0
  private var depth = 0

  /// - Returns: the expression, or nil if there is nothing but space.
  static func parse(
    _ source: SourceText, _ range: Range<Int>, as form: Form
  ) throws(ExpressionError) -> Expression? {
    var parser = ExpressionParser(
      tokens: try ExpressionLexer.tokens(of: source, in: range))
    return try parser.whole(as: form)
  }

  private init(tokens: [ExpressionToken]) {
    self.tokens = tokens
  }

  private mutating func whole(as form: Form) throws(ExpressionError) -> Expression? {
    if current.kind == .end { return form == .templateData ? .object([]) : nil }
    let expression: Expression
    if isObjectWithoutBraces(in: form) {
      expression = .object(try properties(until: nil))
    } else {
      expression = try conditional()
    }
    guard current.kind == .end else { throw unexpected("an operator or }}") }
    return expression
  }

  private func isObjectWithoutBraces(in form: Form) -> Bool {
    let next = tokens[min(index + 1, tokens.count - 1)].kind
    switch current.kind {
    case .mark("..."): return true
    case .name:
      return next == .mark(":") || next == .mark(",") || (form == .templateData && next == .end)
    case .string, .number: return next == .mark(":")
    default: return false
    }
  }

  // MARK: Operators

  private mutating func conditional() throws(ExpressionError) -> Expression {
    try enter()
    defer { depth -= 1 }
    let test = try operation()
    guard take("?") else { return test }
    let then = try conditional()
    guard take(":") else { throw unexpected("':' and the value for the other case") }
    return .conditional(test: test, then: then, otherwise: try conditional())
  }

  /// Reads operands and operators in a row, then sorts them by how tightly they bind.
  private mutating func operation() throws(ExpressionError) -> Expression {
    var operands = [try unary()]
    var operators: [BinaryOperator] = []
    while let next = takeBinaryOperator() {
      operators.append(next)
      operands.append(try unary())
    }
    return Self.join(operands[...], operators[...], from: 0)
  }

  /// Splits at the operators of one level; what is between them binds more tightly.
  private static func join(
    _ operands: ArraySlice<Expression>, _ operators: ArraySlice<BinaryOperator>, from level: Int
  ) -> Expression {
    guard operators.count > 0, level < BinaryOperator.levels else {
      return operands[operands.startIndex]
    }
    // `operators[i]` stands between `operands[i]` and `operands[i + 1]`.
    var groups: [Expression] = []
    var used: [BinaryOperator] = []
    var start = operators.startIndex
    for index in operators.indices where operators[index].level == level {
      groups.append(join(operands[start...index], operators[start..<index], from: level + 1))
      used.append(operators[index])
      start = index + 1
    }
    let last = join(
      operands[start...], operators[min(start, operators.endIndex)...], from: level + 1)
    guard let first = groups.first else { return last }
    groups.append(last)
    return .binary(first: first, rest: Array(zip(used, groups.dropFirst())))
  }

  private mutating func unary() throws(ExpressionError) -> Expression {
    guard let prefix = takeUnaryOperator() else { return try chain() }
    try enter()
    defer { depth -= 1 }
    return .unary(prefix, try unary())
  }

  // MARK: Operands

  private mutating func chain() throws(ExpressionError) -> Expression {
    let base = try primary()
    var links: [Expression.Link] = []
    while let link = try takeLink() {
      links.append(link)
      guard links.count <= Limits.expressionDepth else { throw tooDeep() }
    }
    return links.isEmpty ? base : .chain(base: base, links: links)
  }

  private mutating func takeLink() throws(ExpressionError) -> Expression.Link? {
    let start = current.range.lowerBound
    if take(".") {
      guard case .name(let name) = current.kind else { throw unexpected("a name after '.'") }
      index += 1
      return .member(name)
    }
    if take("[") {
      let key = try conditional()
      guard take("]") else { throw unexpected("']'") }
      return .index(key)
    }
    if case .number(let spelling) = current.kind, spelling.utf8.count == current.range.count + 1 {
      // `.0` is read as one number, which the writer spells `0.0`.
      throw ExpressionError(
        kind: .malformedExpression, range: start + 1..<start + 1,
        message: "expected a name after '.', found a number", fix: "write [0] for an index")
    }
    guard take("(") else { return nil }
    var arguments: [Expression] = []
    while !take(")") {
      arguments.append(try conditional())
      guard take(",") || current.kind == .mark(")") else { throw unexpected("',' or ')'") }
    }
    return .call(arguments, at: start..<tokens[index - 1].range.upperBound)
  }

  private mutating func primary() throws(ExpressionError) -> Expression {
    let token = current
    switch token.kind {
    case .number(let spelling):
      index += 1
      return .number(spelling)
    case .string(let units):
      index += 1
      return .string(units)
    case .name(let name):
      index += 1
      return Expression.Constant(rawValue: name).map(Expression.constant) ?? .name(name)
    case .mark("("):
      index += 1
      let inner = try conditional()
      guard take(")") else { throw unexpected("')'") }
      return inner
    case .mark("["):
      index += 1
      return .array(try elements())
    case .mark("{"):
      index += 1
      return .object(try properties(until: "}"))
    default:
      throw unexpected("a value")
    }
  }

  private mutating func elements() throws(ExpressionError) -> [Expression.Element] {
    var elements: [Expression.Element] = []
    while !take("]") {
      if current.kind == .mark(",") {
        elements.append(.item(.constant(.undefined)))
      } else if take("...") {
        elements.append(.spread(try conditional()))
      } else {
        elements.append(.item(try conditional()))
      }
      guard take(",") || current.kind == .mark("]") else { throw unexpected("',' or ']'") }
    }
    return elements
  }

  /// - Parameter close: the closing bracket, or nil for an object without braces.
  private mutating func properties(
    until close: String?
  ) throws(ExpressionError) -> [Expression.Property] {
    var properties: [Expression.Property] = []
    while !isAtEnd(close) {
      properties.append(try property())
      guard take(",") || isAtEnd(close) else {
        throw unexpected(close.map { "',' or '\($0)'" } ?? "',' or }}")
      }
    }
    if close != nil { index += 1 }
    return properties
  }

  private func isAtEnd(_ close: String?) -> Bool {
    current.kind == close.map(ExpressionToken.Kind.mark) ?? .end
  }

  private mutating func property() throws(ExpressionError) -> Expression.Property {
    if take("...") { return .spread(try conditional()) }
    let token = current
    let key: String
    switch token.kind {
    case .name(let name): key = name
    case .string(let units): key = String(decoding: units, as: UTF16.self)
    case .number(let spelling): key = spelling
    default: throw unexpected("a property name or '...'")
    }
    index += 1
    if take(":") { return .pair(key: key, value: try conditional(), at: token.range) }
    guard case .name(let name) = token.kind else { throw unexpected("':' and a value") }
    let value = Expression.Constant(rawValue: name).map(Expression.constant) ?? .name(name)
    return .pair(key: key, value: value, at: token.range)
  }

  // MARK: Tokens

  private var current: ExpressionToken { tokens[index] }

  private mutating func take(_ mark: String) -> Bool {
    guard current.kind == .mark(mark) else { return false }
    index += 1
    return true
  }

  private mutating func takeBinaryOperator() -> BinaryOperator? {
    let found: BinaryOperator?
    switch current.kind {
    case .mark(let mark): found = BinaryOperator(rawValue: mark)
    case .name("instanceof"): found = .isInstance
    default: found = nil
    }
    if found != nil { index += 1 }
    return found
  }

  private mutating func takeUnaryOperator() -> UnaryOperator? {
    let found: UnaryOperator?
    switch current.kind {
    case .mark(let mark): found = UnaryOperator(rawValue: mark)
    case .name(let name) where name == "typeof" || name == "void":
      found = UnaryOperator(rawValue: name)
    default: found = nil
    }
    if found != nil { index += 1 }
    return found
  }

  private mutating func enter() throws(ExpressionError) {
    depth += 1
    if depth > Limits.expressionDepth { throw tooDeep() }
  }

  // MARK: Errors

  private func tooDeep() -> ExpressionError {
    ExpressionError(
      kind: .expressionTooDeep, range: current.range,
      message: "the expression is nested more than \(Limits.expressionDepth) deep",
      fix: "compute the value in the page's data")
  }

  private func unexpected(_ expected: String) -> ExpressionError {
    let found: String
    switch current.kind {
    case .number(let spelling): found = "the number \(spelling)"
    case .string: found = "a string"
    case .name(let name): found = "'\(name)'"
    case .mark(let mark): found = "'\(mark)'"
    case .end: found = "the end of the expression"
    }
    return ExpressionError(
      kind: .malformedExpression, range: current.range.lowerBound..<current.range.lowerBound,
      message: "expected \(expected), found \(found)")
  }
}
