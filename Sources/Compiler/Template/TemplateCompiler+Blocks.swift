/// The walk over the tree.
///
/// It does not recurse, so that deep trees need no deep stack of the thread. What has to be written
/// after an element's children is put on a list before the children are; the last entry is next.
extension TemplateCompiler {
  /// Something left to do.
  enum Work {
    case write(String)
    case nodes(ArraySlice<Markup.Node>, Context)
    case closeChain
    case closeBlock
    case leaveFile(SourceText)
  }

  /// How far a list of node descriptors has been written.
  struct BlockState {
    var isEmpty = true
    /// Whether the last descriptor is a chain of conditions still open for `wx:elif`, `wx:else`.
    var isInChain = false
  }

  /// Writes a `Block`: an array of node descriptors.
  mutating func block(_ nodes: [Markup.Node], _ context: Context) {
    openBlock()
    work.append(.nodes(nodes[...], context))
    while let next = work.popLast() {
      switch next {
      case .write(let code): out += code
      case .nodes(let nodes, let context): self.nodes(nodes, context)
      case .closeChain: closeChain()
      case .closeBlock: closeBlock()
      case .leaveFile(let outer): leaveFile(to: outer)
      }
    }
    closeBlock()
  }

  /// Writes the first of some nodes and leaves the others for later.
  private mutating func nodes(_ nodes: ArraySlice<Markup.Node>, _ context: Context) {
    guard let first = nodes.first else { return }
    work.append(.nodes(nodes.dropFirst(), context))
    switch first {
    case .text(let text):
      guard takesNode(at: text.range, context) else { return }
      closeChain()
      separate()
      out += textCode(text, context)
    case .element(let element):
      guard takesNode(at: element.range, context) else { return }
      self.element(element, context)
    }
  }

  private mutating func element(_ element: Markup.Element, _ context: Context) {
    // Collected beforehand; they stand nowhere, so a chain of conditions goes on around them.
    if element.name == "wxs" || element.name == "import" || element.isTemplateDefinition { return }
    let directives = directives(of: element)
    if let loop = directives.loop {
      closeChain()
      separate()
      self.loop(over: loop, element, directives, context)
    } else if let condition = directives.condition {
      branch(condition, element, directives, context)
    } else {
      closeChain()
      plain(element, directives, context)
    }
  }

  /// Writes an element whose own directives have been dealt with.
  mutating func plain(
    _ element: Markup.Element, _ directives: Directives, _ context: Context
  ) {
    if directives.opensScope { return scoped(element, directives, context) }
    var inner = context
    inner.depth += 1
    switch element.name {
    case "block" where !directives.hasSlot:
      reportIgnored(directives.others, on: "block")
      work.append(.closeChain)
      work.append(.nodes(element.children[...], inner))
    case "include": include(element, inner)
    case "template": templateUse(element, context)
    default:
      separate()
      node(element, directives, context)
    }
  }

  /// Writes an element as a block of its own.
  private mutating func body(
    _ element: Markup.Element, _ directives: Directives, _ context: Context
  ) {
    openBlock()
    work.append(.closeBlock)
    plain(element, directives, context)
  }

  mutating func openBlock() {
    out += "["
    blocks.append(BlockState())
  }

  mutating func closeBlock() {
    closeChain()
    blocks.removeLast()
    out += "]"
  }

  private mutating func closeChain() {
    if blocks[blocks.count - 1].isInChain { out += "]}" }
    blocks[blocks.count - 1].isInChain = false
  }

  /// Goes on to the next descriptor of the innermost block.
  mutating func separate() {
    if !blocks[blocks.count - 1].isEmpty { out += ",\n" }
    blocks[blocks.count - 1].isEmpty = false
  }

  // MARK: Conditions

  private mutating func branch(
    _ condition: Directives.Condition, _ element: Markup.Element, _ directives: Directives,
    _ context: Context
  ) {
    if condition.kind == .if {
      closeChain()
      separate()
      out += "{i:["
      blocks[blocks.count - 1].isInChain = true
    } else if blocks[blocks.count - 1].isInChain {
      out += ","
    } else {
      report(
        .error, .orphanElse, at: element.nameRange,
        "\(condition.attribute.name) needs a wx:if or wx:elif on the element before it",
        fix: "put it next to its wx:if, with nothing between")
      return plain(element, directives, context)
    }
    out += "["
    if condition.kind == .else, condition.attribute.value?.range.isEmpty == false {
      report(
        .warning, .malformedDirective, at: condition.attribute.valuePlace,
        "the value of \(condition.attribute.name) is not looked at", fix: "remove it")
    }
    counters?.beginArm(of: condition, in: source)
    out +=
      condition.kind == .else ? counters?.otherwise ?? "null" : test(condition.attribute, context)
    out += ","
    // Nothing can follow wx:else.
    if condition.kind == .else { work.append(.closeChain) }
    work.append(.write("]"))
    body(element, directives, context)
  }

  private mutating func test(_ attribute: Markup.Attribute, _ context: Context) -> String {
    let value = value(of: attribute, context)
    counters?.endArm()
    if case .flag = value {
      report(
        .warning, .malformedDirective, at: attribute.stemRange,
        "\(attribute.name) has no condition and is therefore always true",
        fix: "write \(attribute.name)=\"{{condition}}\"")
    } else if case .constant(let text) = value, !text.isEmpty {
      report(
        .warning, .malformedDirective, at: attribute.range,
        "\(attribute.name) without {{ }} is a text and therefore always true",
        fix: "write \(attribute.name)=\"{{\(text)}}\"")
    }
    return value.code
  }

  // MARK: Loops

  /// Writes `wx:for`; a `wx:if` beside it is asked once per item.
  private mutating func loop(
    over list: Markup.Attribute, _ element: Markup.Element, _ directives: Directives,
    _ context: Context
  ) {
    var inner = context
    let slot = context.scope.nextSlot
    inner.scope = context.scope.entering(
      ExpressionScope.Loop(
        item: loopName(directives.item, default: "item"),
        index: loopName(directives.index, default: "index")))
    out += "{l:\(listCode(list, context)),n:\(slot),k:\(keyCode(directives.key)),"
    out += "p:\(placeCode(element.range.lowerBound)),c:"
    work.append(.write("}"))
    switch directives.condition {
    case nil: break
    case let condition? where condition.kind == .if:
      counters?.beginArm(of: condition, in: source)
      out += "[{i:[[\(test(condition.attribute, inner)),"
      work.append(.write("]]}]"))
    case let condition?:
      report(
        .error, .conflictingDirectives, at: element.range,
        "\(condition.attribute.name) cannot stand on an element with \(list.name)",
        fix: "put a <block \(condition.attribute.name)> around it")
    }
    body(element, directives, inner)
  }

  private mutating func listCode(_ list: Markup.Attribute, _ context: Context) -> String {
    let value = value(of: list, context)
    switch value {
    case .expression: break
    case .flag:
      report(
        .warning, .malformedDirective, at: list.range, "\(list.name) has no list to repeat over",
        fix: "write \(list.name)=\"{{list}}\"")
    case .constant(let text):
      report(
        .warning, .malformedDirective, at: list.range,
        "\(list.name) without {{ }} repeats over the characters of a text",
        fix: "write \(list.name)=\"{{\(text)}}\"")
    }
    return value.code
  }

  private mutating func loopName(_ attribute: Markup.Attribute?, default name: String) -> String {
    guard let attribute else { return name }
    let given = textIgnoringBraces(of: attribute)
    let isName = given.utf8.first?.isIdentifierStart == true
    if !isName || !given.utf8.allSatisfy(\.isIdentifierPart)
      || attribute.value.map({ source.text($0.range) }) != given
    {
      report(
        .warning, .malformedDirective, at: attribute.valuePlace,
        "\(attribute.name) takes a plain name, found '\(given)'", fix: "write for example \(name)")
    }
    return given.isEmpty ? name : given
  }

  private mutating func keyCode(_ attribute: Markup.Attribute?) -> String {
    guard let attribute else { return "null" }
    let key = textIgnoringBraces(of: attribute)
    if attribute.value?.hasExpression == true {
      report(
        .warning, .key, at: attribute.valuePlace,
        "wx:key is not evaluated; it names a property of the items, or is *this",
        fix: "write wx:key=\"\(key.split(separator: ".").last.map(String.init) ?? "*this")\"")
    }
    return key.isEmpty ? "null" : JavaScriptText.quoted(key)
  }
}
