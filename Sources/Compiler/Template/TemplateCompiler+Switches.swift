/// `class:` and `style:` attributes, which become one class and one style.
extension TemplateCompiler {
  /// The class that `class:` attributes and a plain one make: `X.k(["a",true,"b",D.c])`.
  mutating func classValue(
    _ switches: [NamedAttribute], base: Markup.Attribute?, _ context: Context
  ) -> Value {
    var terms: [(String, ExpressionCode)] = []
    if let base, let text = staticText(of: base, beside: "class:") {
      var names = Set(switches.map(\.name))
      for word in text.value.split(whereSeparator: { $0.utf8.allSatisfy(\.isSpace) }).map(
        String.init)
      {
        guard word.isStyleIdentifier else {
          conflict(at: text.range, "'\(word)' is no class name", fix: "correct it")
          break
        }
        guard names.insert(word).inserted else {
          conflict(at: text.range, "the class '\(word)' is given twice", fix: "remove one")
          break
        }
        terms.append((word, Self.always))
      }
    }
    for (name, attribute) in switches {
      terms.append((name, attribute.value == nil ? Self.always : term(of: attribute, context)))
    }
    return joined(terms, by: "k", switches)
  }

  /// The style that `style:` attributes and a plain one make: `X.y(["color","red"])`.
  mutating func styleValue(
    _ properties: [NamedAttribute], base: Markup.Attribute?, _ context: Context
  ) -> Value {
    var terms: [(String, ExpressionCode)] = []
    if let base, let text = staticText(of: base, beside: "style:") {
      var names = Set(properties.map(\.name))
      for declaration in Self.declarations(of: text.value) {
        guard let (name, value) = declaration.parts else {
          let place = text.range.lowerBound + declaration.offset
          conflict(at: place..<place, "expected a property, ':' and a value", fix: "correct it")
          break
        }
        guard names.insert(name).inserted else {
          conflict(at: text.range, "the property '\(name)' is given twice", fix: "remove one")
          break
        }
        terms.append((name, Self.literal(value)))
      }
    }
    for (name, attribute) in properties {
      warnOfMissingValue(attribute)
      terms.append((name, term(of: attribute, context)))
    }
    return joined(terms, by: "y", properties)
  }

  private static let always = ExpressionCode(code: "true", dependencies: [], uselessCalls: [])

  private static func literal(_ text: String) -> ExpressionCode {
    ExpressionCode(code: JavaScriptText.quoted(text), dependencies: [], uselessCalls: [])
  }

  /// The text of a plain `class` or `style`; one with bindings cannot stand beside the others.
  private mutating func staticText(
    of base: Markup.Attribute, beside prefix: String
  ) -> (value: String, range: Range<Int>)? {
    guard let text = base.value else { return nil }
    guard text.hasExpression else { return (source.text(text.range), text.range) }
    var place = text.range
    if text.parts.count == 1, case .expression(let range) = text.parts[0] { place = trimmed(range) }
    conflict(
      at: place, "a \(base.name) with bindings cannot stand beside \(prefix) attributes",
      fix: "write all of it as \(prefix) attributes")
    return nil
  }

  private mutating func conflict(at range: Range<Int>, _ message: String, fix: String) {
    report(.error, .conflictingStyles, at: range, message, fix: fix)
  }

  private mutating func term(
    of attribute: Markup.Attribute, _ context: Context
  ) -> ExpressionCode {
    guard let text = attribute.value else { return Self.literal("") }
    if text.parts.count == 1, case .expression(let range) = text.parts[0] {
      return written(range, context)
    }
    return joined(text, context, in: .attribute)
  }

  private mutating func joined(
    _ terms: [(String, ExpressionCode)], by helper: String, _ attributes: [NamedAttribute]
  ) -> Value {
    let code = terms.map { "\(JavaScriptText.quoted($0)),\($1.code)" }.joined(separator: ",")
    let dependencies = DependencyPath.minimal(terms.flatMap(\.1.dependencies))
    let range = attributes[0].attribute.range
    return .expression(expr("X.\(helper)([\(code)])", dependencies, range))
  }

  // MARK: Declarations

  private struct Declaration {
    let offset: Int
    /// Nil where there is no property with a colon.
    let parts: (name: String, value: String)?
  }

  /// The declarations between the semicolons that stand in no string and no brackets.
  private static func declarations(of text: String) -> [Declaration] {
    let bytes = Array(text.utf8)
    var found: [Declaration] = []
    var start = 0
    var depth = 0
    var quote: UInt8?
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : UInt8(ascii: ";")
      if let open = quote, index < bytes.count {
        if byte == open { quote = nil }
      } else if byte.isQuote {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
      } else if byte == UInt8(ascii: ";"), depth <= 0 || index == bytes.count {
        declaration(bytes[start..<index]).map { found.append($0) }
        start = index + 1
      }
    }
    return found
  }

  private static func declaration(_ bytes: ArraySlice<UInt8>) -> Declaration? {
    guard let first = bytes.firstIndex(where: { !$0.isSpace }) else { return nil }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else {
      return Declaration(offset: first, parts: nil)
    }
    let name = String(decoding: bytes[first..<colon], as: UTF8.self).trimmingSpace
    let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self).trimmingSpace
    return Declaration(offset: first, parts: name.isStyleIdentifier ? (name, value) : nil)
  }
}

extension String {
  /// Whether CSS would read the text as one identifier.
  fileprivate var isStyleIdentifier: Bool {
    let rest = utf8.drop { $0 == UInt8(ascii: "-") }
    guard let first = rest.first, first.isIdentifierStart else { return false }
    return rest.allSatisfy { $0.isIdentifierPart || $0 == UInt8(ascii: "-") }
  }
}
