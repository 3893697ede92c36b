extension TemplateCompiler {
  /// A value that is known, or an expression to evaluate.
  enum Value {
    case constant(String)
    /// An attribute without a value.
    case flag
    /// An `Expr` object.
    case expression(String)

    var code: String {
      switch self {
      case .constant(let text): JavaScriptText.quoted(text)
      case .flag: "true"
      case .expression(let code): code
      }
    }
  }

  /// Compiles an attribute's value: one `{{ }}` alone keeps its type, all else is a string.
  mutating func value(
    of attribute: Markup.Attribute, _ context: Context, as form: ExpressionParser.Form = .value
  ) -> Value {
    guard let text = attribute.value else { return .flag }
    guard text.hasExpression else { return .constant(literal(text, in: .attribute)) }
    if text.parts.count == 1, case .expression(let range) = text.parts[0] {
      return .expression(expression(range, context, as: form))
    }
    return .expression(concatenation(text, context, in: .attribute))
  }

  /// Compiles a text node, whose value is always a string.
  mutating func textCode(_ text: MixedText, _ context: Context) -> String {
    let place = LiteralText.Place.content(insideText: context.textTag)
    guard text.hasExpression else { return JavaScriptText.quoted(literal(text, in: place)) }
    return "{t:\(concatenation(text, context, in: place))}"
  }

  /// An attribute's value, if it has one without bindings.
  func constant(of attribute: Markup.Attribute) -> String? {
    guard let text = attribute.value, !text.hasExpression else { return nil }
    return literal(text, in: .attribute)
  }

  /// An attribute's value with every `{{ }}` read as the text inside, for values that the
  /// platform does not evaluate.
  func textIgnoringBraces(of attribute: Markup.Attribute) -> String {
    let parts = attribute.value?.parts ?? []
    return parts.map { part in
      switch part {
      case .literal(let range): LiteralText.resolve(source.bytes[range], in: .attribute)
      case .expression(let range): source.text(range)
      }
    }.joined().trimmingSpace
  }

  private func literal(_ text: MixedText, in place: LiteralText.Place) -> String {
    LiteralText.resolve(source.bytes[text.range], in: place)
  }

  // MARK: Expressions

  mutating func expression(
    _ range: Range<Int>, _ context: Context, as form: ExpressionParser.Form = .value
  ) -> String {
    let written = written(range, context, as: form)
    return expr(written.functionBody, written.dependencies, range)
  }

  /// Joins literal text and bindings into one string.
  private mutating func concatenation(
    _ text: MixedText, _ context: Context, in place: LiteralText.Place
  ) -> String {
    let joined = joined(text, context, in: place)
    return expr(joined.code, joined.dependencies, text.range)
  }

  mutating func joined(
    _ text: MixedText, _ context: Context, in place: LiteralText.Place
  ) -> ExpressionCode {
    var terms: [String] = []
    var dependencies: [DependencyPath] = []
    for part in text.parts {
      switch part {
      case .literal(let range):
        terms.append(JavaScriptText.quoted(LiteralText.resolve(source.bytes[range], in: place)))
      case .expression(let range):
        let written = written(range, context)
        terms.append("X.s(\(written.code))")
        dependencies += written.dependencies
      }
    }
    return ExpressionCode(
      code: terms.isEmpty ? "\"\"" : terms.joined(separator: "+"),
      dependencies: DependencyPath.minimal(dependencies), uselessCalls: [])
  }

  mutating func expr(
    _ body: String, _ dependencies: [DependencyPath], _ range: Range<Int>
  ) -> String {
    let place = trimmed(range)
    let body = counters?.counted(body, at: place, in: source) ?? body
    let paths = dependencies.map(\.code).joined(separator: ",")
    let start = range.first { !source.bytes[$0].isSpace } ?? range.lowerBound
    let text = String(source.text(range).trimmingSpace.prefix(Self.quotedCharacters))
    return "{f:(D,S,W)=>\(body),d:[\(paths)],p:\(placeCode(start)),"
      + "t:\(JavaScriptText.quoted(text))}"
  }

  /// Of a long expression, this much is quoted in messages.
  private static let quotedCharacters = 200

  /// Parses and writes an expression; a malformed one is reported and written as `undefined`.
  mutating func written(
    _ range: Range<Int>, _ context: Context, as form: ExpressionParser.Form = .value
  ) -> ExpressionCode {
    guard let expression = parsed(range, as: form) else {
      return ExpressionCode(code: "void 0", dependencies: [], uselessCalls: [])
    }
    let written = ExpressionWriter.write(expression, in: context.scope)
    for call in written.uselessCalls {
      report(
        .warning, .callOutsideModule, at: call,
        "only functions of a <wxs> module can be called here, so this is always undefined",
        fix: "compute the value in the page's data or in a <wxs> module")
    }
    for key in written.replacedKeys {
      report(
        .warning, .duplicateKey, at: key,
        "\(source.text(key)) is given twice in one object; the last one counts", fix: "remove one")
    }
    return written
  }

  mutating func parsed(
    _ range: Range<Int>, as form: ExpressionParser.Form = .value
  ) -> Expression? {
    do throws(ExpressionError) {
      if let expression = try ExpressionParser.parse(source, range, as: form) { return expression }
      report(
        .warning, .emptyExpression, at: range.upperBound..<range.upperBound,
        "the braces are empty, which means undefined", fix: "write an expression or remove them")
    } catch {
      report(.error, error.kind, at: error.range, error.message, fix: error.fix)
    }
    return nil
  }
}
