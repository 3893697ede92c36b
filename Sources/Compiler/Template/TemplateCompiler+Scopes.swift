/// Names that an element gives to its content: `let:` and `slot:` attributes.
extension TemplateCompiler {
  typealias NamedAttribute = (name: String, attribute: Markup.Attribute)

  /// Writes an element with its `slot:` and `let:` attributes around it: `{sv:[…],n,c}` holds the
  /// names of slot values, `{lt:[…],n,c}` the values of variables, from slot `n` on.
  mutating func scoped(
    _ element: Markup.Element, _ directives: Directives, _ context: Context
  ) {
    var directives = directives
    let slotValues = directives.takeSlotValues()
    let variables = directives.takeVariables()
    guard directives.loop == nil, directives.condition == nil else {
      for (_, attribute) in slotValues + variables {
        let prefix = attribute.range.lowerBound..<attribute.stemRange.lowerBound - 1
        report(
          .error, .conflictingDirectives, at: prefix,
          "\(attribute.name) cannot stand on an element with wx:for or wx:if",
          fix: "put a <block> around it for one of them")
      }
      return plain(element, directives, context)
    }
    var inner = context
    openSlotValues(slotValues, &inner)
    openVariables(variables, &inner)
    plain(element, directives, inner)
  }

  private mutating func openSlotValues(_ values: [NamedAttribute], _ context: inout Context) {
    guard !values.isEmpty else { return }
    separate()
    let slot = context.scope.nextSlot
    var keys: [String] = []
    for (key, attribute) in values {
      let name = attribute.value.map { source.text($0.range) } ?? key
      if !name.isASCIIIdentifier {
        report(
          .warning, .malformedDirective, at: attribute.valuePlace,
          "\(attribute.name) takes a plain name, found '\(name)'", fix: "write a plain name")
      }
      keys.append(JavaScriptText.quoted(key))
      context.scope = context.scope.entering(name: name)
    }
    out += "{sv:[\(keys.joined(separator: ","))],n:\(slot),c:"
    openInner()
  }

  private mutating func openVariables(_ variables: [NamedAttribute], _ context: inout Context) {
    guard !variables.isEmpty else { return }
    separate()
    let slot = context.scope.nextSlot
    var values: [String] = []
    for (index, (name, attribute)) in variables.enumerated() {
      warnOfMissingValue(attribute)
      reportUninitialised(variables[index...].map(\.name), in: attribute, context)
      values.append(attribute.value == nil ? "void 0" : value(of: attribute, context).code)
      let origin = assignableParts(of: attribute, context)
      context.scope = context.scope.entering(name: name, origin: origin)
    }
    out += "{lt:[\(values.joined(separator: ","))],n:\(slot),c:"
    openInner()
  }

  /// Opens the block of a scope; both are closed after what comes next.
  private mutating func openInner() {
    work.append(.write("}"))
    openBlock()
    work.append(.closeBlock)
  }

  mutating func warnOfMissingValue(_ attribute: Markup.Attribute) {
    guard attribute.value == nil else { return }
    report(
      .warning, .malformedAttribute, at: attribute.stemRange,
      "expected a value for \(attribute.name)", fix: "write \(attribute.name)=\"{{value}}\"")
  }

  /// A variable's value may use those before it on the same element.
  private mutating func reportUninitialised(
    _ names: [String], in attribute: Markup.Attribute, _ context: Context
  ) {
    for case .expression(let range) in attribute.value?.parts ?? [] {
      guard let expression = try? ExpressionParser.parse(source, range, as: .value) else {
        continue
      }
      let read = ExpressionWriter.write(expression, in: context.scope).dependencies.map(\.root)
      for name in names where read.contains(context.scope.root(of: name)) {
        report(
          .error, .uninitialised, at: trimmed(range),
          "'\(name)' has no value yet where \(attribute.name) reads it",
          fix: "put let:\(name) before it")
      }
    }
  }

  /// A range of the source without the space around its text.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let bytes = source.bytes[range]
    guard let first = bytes.firstIndex(where: { !$0.isSpace }),
      let last = bytes.lastIndex(where: { !$0.isSpace })
    else { return range }
    return first..<last + 1
  }
}

extension Directives {
  var opensScope: Bool {
    others.contains { other in
      switch other.name {
      case .variable, .slotValue: true
      default: false
      }
    }
  }

  fileprivate mutating func takeVariables() -> [TemplateCompiler.NamedAttribute] {
    take { if case .variable(let name) = $0 { name } else { nil } }
  }

  fileprivate mutating func takeSlotValues() -> [TemplateCompiler.NamedAttribute] {
    take { if case .slotValue(let name) = $0 { name } else { nil } }
  }

  private mutating func take(
    _ wanted: (AttributeName) -> String?
  ) -> [TemplateCompiler.NamedAttribute] {
    let found = others.compactMap { other in wanted(other.name).map { ($0, other.attribute) } }
    others.removeAll { wanted($0.name) != nil }
    return found
  }
}
