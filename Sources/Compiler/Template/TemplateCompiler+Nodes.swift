/// Attributes by the name they have at run time, in the order of their first appearance.
private struct Bindings {
  private var entries: [(name: String, value: TemplateCompiler.Value)] = []
  private var places: [String: Int] = [:]

  /// A later value replaces an earlier one, as the platform's assignments do.
  mutating func set(_ name: String, _ value: TemplateCompiler.Value) {
    if let place = places[name] {
      entries[place].value = value
    } else {
      places[name] = entries.count
      entries.append((name, value))
    }
  }

  /// `,a:{…}` of the values that are known and `,b:[…]` of the others; nothing where none are.
  func code(constants: String, bound: String) -> String {
    var known: [String] = []
    var open: [String] = []
    for (name, value) in entries {
      if case .expression(let code) = value {
        open.append("[\(JavaScriptText.quoted(name)),\(code)]")
      } else {
        known.append("\(JavaScriptText.key(name)):\(value.code)")
      }
    }
    let first = known.isEmpty ? "" : ",\(constants):{\(known.joined(separator: ","))}"
    let second = open.isEmpty ? "" : ",\(bound):[\(open.joined(separator: ","))]"
    return first + second
  }
}

/// Everything an element's attributes say, as code.
private struct NodeAttributes {
  var properties = Bindings()
  var dataset = Bindings()
  var marks = Bindings()
  var events: [String] = []
  var generics = Bindings()
  var models: [String] = []
  var changes: [String] = []

  var propertyCode: String { properties.code(constants: "a", bound: "b") }

  var code: String {
    propertyCode + dataset.code(constants: "ds", bound: "db")
      + marks.code(constants: "mk", bound: "mb") + list("v", events)
      + generics.code(constants: "g", bound: "g") + list("mo", models) + list("ch", changes)
  }

  private func list(_ key: String, _ entries: [String]) -> String {
    entries.isEmpty ? "" : ",\(key):[\(entries.joined(separator: ","))]"
  }
}

extension TemplateCompiler {
  /// Writes the descriptor of an element, of a `<slot>`, or of a `<block>` with a `slot`.
  mutating func node(
    _ element: Markup.Element, _ directives: Directives, _ context: Context
  ) {
    switch element.name {
    case "slot": slot(element, directives, context)
    case "block":
      let isSlot = { (name: AttributeName) in name.property == "slot" }
      reportIgnored(directives.others.filter { !isSlot($0.name) }, on: "block")
      let attributes = attributes(directives.others.filter { isSlot($0.name) }, context)
      out += "{bk:1\(attributes.propertyCode)"
      children(of: element, context)
    default:
      note(element)
      out += "{e:\(JavaScriptText.quoted(element.name)),p:\(placeCode(element.range.lowerBound))"
      out += attributes(directives.others, context).code
      children(of: element, context)
    }
  }

  private mutating func children(of element: Markup.Element, _ context: Context) {
    work.append(.write("}"))
    guard !element.children.isEmpty else { return }
    // Slots that may repeat make their content as often as they are there.
    if framework == .glassEasel, element.name != "block" { out += ",dc:1" }
    var inner = context
    inner.depth += 1
    if element.name != "block" { inner.textTag = textTag(of: element) }
    out += ",c:"
    openBlock()
    work.append(.closeBlock)
    work.append(.nodes(element.children[...], inner))
  }

  private func textTag(of element: Markup.Element) -> LiteralText.TextTag {
    guard element.name == "text" else { return .none }
    guard let decode = element.attributes.last(where: { $0.name == "decode" }) else {
      return .plain
    }
    // A bound value is decided at run time, too late for literal text; true is the common case.
    return textIgnoringBraces(of: decode) == "false" && decode.value?.hasExpression == true
      ? .plain : .decoding
  }

  private mutating func slot(
    _ element: Markup.Element, _ directives: Directives, _ context: Context
  ) {
    var name = Value.constant("")
    var others: [(name: AttributeName, attribute: Markup.Attribute)] = []
    for other in directives.others {
      if other.attribute.name == "name" {
        name = value(of: other.attribute, context)
      } else {
        others.append(other)
      }
    }
    if case .flag = name { name = .constant("") }
    let attributes = attributes(others, context)
    out += "{s:\(name.code)\(attributes.propertyCode),p:\(placeCode(element.range.lowerBound))}"
    if !element.children.isEmpty {
      report(
        .warning, .ignoredMarkup, at: element.children[0].range,
        "the content of a <slot> is never shown",
        fix: "remove it")
    }
  }

  // MARK: Attributes

  private mutating func attributes(
    _ attributes: [(name: AttributeName, attribute: Markup.Attribute)], _ context: Context
  ) -> NodeAttributes {
    var result = NodeAttributes()
    var classes: [NamedAttribute] = []
    var styles: [NamedAttribute] = []
    for (name, attribute) in attributes {
      switch name {
      case .property(let name):
        warn(ofPrefix: attribute)
        result.properties.set(name, value(of: attribute, context))
      case .dataset(let name): result.dataset.set(name, value(of: attribute, context))
      case .mark(let name): result.marks.set(name, value(of: attribute, context))
      case .event(let phase, let type):
        let handler = handlerCode(attribute, context)
        result.events.append(
          "[\"\(phase.code)\",\(JavaScriptText.quoted(type)),\(handler)]")
      case .generic(let name): generic(name, attribute, in: &result)
      case .model(let name): model(name, attribute, context, in: &result)
      case .change(let name):
        if case .expression(let code) = value(of: attribute, context) {
          result.changes.append("[\(JavaScriptText.quoted(name)),\(code)]")
        } else if framework == .exparser || attribute.value == nil,
          attribute.value?.range.isEmpty != true
        {
          reportIgnored(attribute, "\(attribute.name) needs a function of a <wxs> module in {{ }}")
        }
      case .ignored(let reason): reportIgnored(attribute, reason)
      case .worklet where attribute.value?.hasExpression == true:
        report(
          .warning, .ignoredAttribute, at: attribute.valuePlace,
          "\(attribute.name) takes the plain name of a function", fix: "write it without braces")
      case .classSwitch(let name): classes.append((name, attribute))
      case .styleProperty(let name): styles.append((name, attribute))
      case .directive, .worklet, .variable, .slotValue: break
      }
    }
    let plain = { (name: String) in attributes.last { $0.name.property == name }?.attribute }
    if !classes.isEmpty {
      result.properties.set("class", classValue(classes, base: plain("class"), context))
    }
    if !styles.isEmpty {
      result.properties.set("style", styleValue(styles, base: plain("style"), context))
    }
    return result
  }

  private mutating func warn(ofPrefix attribute: Markup.Attribute) {
    if framework == .glassEasel, attribute.name.hasPrefix("extra-attr:"),
      attribute.value?.hasExpression == true
    {
      report(
        .warning, .ignoredAttribute, at: attribute.valuePlace,
        "\(attribute.name) takes a plain text", fix: "write it without braces")
    }
    guard attribute.stemRange != attribute.nameRange, !attribute.name.hasPrefix("extra-attr:")
    else {
      return
    }
    let prefix = attribute.nameRange.lowerBound..<attribute.stemRange.lowerBound - 1
    report(
      .warning, .malformedAttribute, at: prefix,
      "no attribute has the prefix '\(source.text(prefix))' and a name like this one",
      fix: "correct or remove it")
  }

  private mutating func handlerCode(_ attribute: Markup.Attribute, _ context: Context) -> String {
    let handler = value(of: attribute, context)
    if case .flag = handler { return "\"\"" }
    return handler.code
  }

  private mutating func generic(
    _ name: String, _ attribute: Markup.Attribute, in result: inout NodeAttributes
  ) {
    guard let tag = constant(of: attribute) else {
      return report(
        .warning, .ignoredAttribute, at: attribute.valuePlace,
        "\(attribute.name) takes the plain name of a component; the attribute is ignored",
        fix: "write the name without braces")
    }
    result.generics.set(name, .constant(tag.trimmingSpace))
  }

  private mutating func model(
    _ name: String, _ attribute: Markup.Attribute, _ context: Context,
    in result: inout NodeAttributes
  ) {
    let value = value(of: attribute, context)
    guard case .expression(let code) = value else {
      guard case .constant(let text) = value, !text.isEmpty else {
        return result.properties.set(name, value)
      }
      report(
        .warning, .notAssignable, at: attribute.range,
        "\(attribute.name) without {{ }} binds nothing",
        fix: "write \(attribute.name)=\"{{field}}\"")
      return result.properties.set(name, value)
    }
    let path = assignablePath(of: attribute, context)
    if path == nil {
      report(
        .warning, .notAssignable, at: attribute.range,
        "\(attribute.name) can only be written back to a field of the data",
        fix: "write \(attribute.name)=\"{{field}}\"")
    }
    result.models.append("[\(JavaScriptText.quoted(name)),\(code),\(path ?? "null")]")
  }

  private func assignablePath(
    of attribute: Markup.Attribute, _ context: Context
  ) -> String? {
    assignableParts(of: attribute, context).map { "[\($0)]" }
  }

  /// The place in the data that an attribute's value names, as the inside of an array.
  func assignableParts(of attribute: Markup.Attribute, _ context: Context) -> String? {
    guard let parts = attribute.value?.parts, parts.count == 1,
      case .expression(let range) = parts[0],
      let expression = try? ExpressionParser.parse(source, range, as: .value)
    else { return nil }
    return ExpressionWriter.assignableParts(of: expression, in: context.scope)
  }

  mutating func reportIgnored(_ attribute: Markup.Attribute, _ reason: String) {
    report(
      .warning, .ignoredAttribute, at: attribute.place, "\(reason); the attribute is ignored",
      fix: "remove it")
  }

  mutating func reportIgnored(
    _ attributes: [(name: AttributeName, attribute: Markup.Attribute)], on tag: String
  ) {
    for (_, attribute) in attributes {
      reportIgnored(attribute, "a <\(tag)> leaves no element to carry \(attribute.name)")
    }
  }
}

extension AttributeName {
  /// The property's name, if the attribute sets one.
  var property: String? {
    if case .property(let name) = self { return name }
    return nil
  }
}

extension Directives {
  /// Whether the element says which slot it goes to.
  var hasSlot: Bool { others.contains { $0.name.property == "slot" } }
}
