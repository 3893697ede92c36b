/// The control attributes of one element, taken apart from the others.
struct Directives {
  var condition: Condition?
  var loop: Markup.Attribute?
  var item: Markup.Attribute?
  var index: Markup.Attribute?
  var key: Markup.Attribute?
  /// All other attributes in order.
  var others: [(name: AttributeName, attribute: Markup.Attribute)] = []

  struct Condition {
    let kind: Kind
    let attribute: Markup.Attribute

    enum Kind {
      case `if`, `elif`, `else`
    }
  }
}

extension TemplateCompiler {
  /// Sorts an element's attributes. Of a repeated one, the last wins.
  mutating func directives(of element: Markup.Element) -> Directives {
    var result = Directives()
    var seen: Set<String> = []
    for attribute in element.attributes {
      let name = AttributeName(attribute.name, in: framework)
      var isEvent = false
      if case .event = name { isEvent = true }
      if !isEvent, !seen.insert(attribute.name).inserted {
        reportDuplicate(attribute)
      }
      guard case .directive(let directive, let isDeprecated) = name else {
        result.others.append((name, attribute))
        continue
      }
      if isDeprecated {
        report(
          .warning, .deprecatedSpelling, at: attribute.range,
          "\(attribute.name) is an old spelling", fix: "write wx:\(directive.rawValue)")
      }
      set(directive, attribute, in: &result)
    }
    return result
  }

  mutating func reportDuplicate(_ attribute: Markup.Attribute) {
    report(
      .warning, .duplicateAttribute, at: attribute.nameRange,
      "\(attribute.name) is given twice; the last one counts", fix: "remove one")
  }

  private mutating func set(
    _ directive: AttributeName.Directive, _ attribute: Markup.Attribute,
    in result: inout Directives
  ) {
    switch directive {
    case .if: setCondition(.if, attribute, in: &result)
    case .elif: setCondition(.elif, attribute, in: &result)
    case .else: setCondition(.else, attribute, in: &result)
    case .for: result.loop = attribute
    case .forItem: result.item = attribute
    case .forIndex: result.index = attribute
    case .key: result.key = attribute
    }
  }

  /// `wx:if` starts a chain of its own and therefore wins over `wx:elif` and `wx:else`.
  private mutating func setCondition(
    _ kind: Directives.Condition.Kind, _ attribute: Markup.Attribute, in result: inout Directives
  ) {
    if let other = result.condition, other.kind != kind {
      report(
        .warning, .conflictingDirectives, at: attribute.range,
        "\(other.attribute.name) and \(attribute.name) stand on one element",
        fix: "keep one of them")
      if other.kind == .if || kind == .else { return }
    }
    result.condition = Directives.Condition(kind: kind, attribute: attribute)
  }
}
