/// Writes a style sheet as CSS that a browser applies as it is.
public struct StyleWriter {
  /// Put before every class with `--` between; empty leaves classes as they are.
  public var classPrefix: String
  /// The selector that `:host` becomes.
  public var host: String
  /// The name under which a browser knows a tag.
  public var tag: @Sendable (String) -> String
  /// Nil leaves lengths in rpx.
  public var environment: StyleEnvironment?

  public init(
    classPrefix: String = "", host: String = ":host",
    tag: @escaping @Sendable (String) -> String = { $0 }, environment: StyleEnvironment? = nil
  ) {
    self.classPrefix = classPrefix
    self.host = host
    self.tag = tag
    self.environment = environment
  }

  public func text(_ sheet: StyleSheet) -> String {
    var text = ""
    write(sheet.items, indent: "", into: &text)
    return text
  }

  // The depth is bounded by `StyleLimits.groupDepth`.
  private func write(_ items: [StyleItem], indent: String, into text: inout String) {
    for item in items {
      switch item {
      case .verbatim(let passage): text += indent + converted(passage) + "\n"
      case .group(let group):
        text += "\(indent)@\(group.condition.name) \(converted(group.condition.text)) {\n"
        write(group.items, indent: indent + "  ", into: &text)
        text += indent + "}\n"
      case .rule(let rule):
        text += indent + self.text(rule.selectors) + " {\n"
        for declaration in rule.declarations {
          let mark = declaration.isImportant ? " !important" : ""
          text += "\(indent)  \(Self.name(declaration.property)): "
          text += "\(converted(declaration.value))\(mark);\n"
        }
        text += indent + "}\n"
      }
    }
  }

  public func text(_ selectors: [StyleSelector]) -> String {
    selectors.map(text).joined(separator: ", ")
  }

  private func text(_ selector: StyleSelector) -> String {
    var text = ""
    for (index, compound) in selector.compounds.enumerated() {
      if index > 0 {
        let combinator = selector.combinators[index - 1]
        text += combinator == .descendant ? " " : " \(combinator.rawValue) "
      }
      text += compound.parts.map(self.text).joined()
      if let element = compound.pseudoElement { text += "::" + element }
    }
    return text
  }

  private func text(_ part: StyleSelector.Part) -> String {
    switch part {
    case .any: "*"
    case .tag(let tag): Self.name(self.tag(tag))
    case .id(let id): "#" + Self.name(id)
    case .className(let name):
      "." + Self.name(classPrefix.isEmpty ? name : "\(classPrefix)--\(name)")
    case .attribute(let attribute): text(attribute)
    case .host: host
    case .root: ":root"
    case .empty: ":empty"
    case .position(let position): text(position)
    case .selectors(let name, let selectors): ":\(name)(\(text(selectors)))"
    case .state(let name): ":" + name
    }
  }

  private func text(_ attribute: StyleSelector.Attribute) -> String {
    guard !attribute.comparison.isEmpty else { return "[\(Self.name(attribute.name))]" }
    let flag = attribute.ignoresCase ? " i" : ""
    return "[\(Self.name(attribute.name))\(attribute.comparison)\"\(attribute.value)\"\(flag)]"
  }

  private func text(_ position: StyleSelector.Position) -> String {
    let kind = position.ofType ? "of-type" : "child"
    if position.isOnly { return ":only-\(kind)" }
    let sign = position.offset < 0 ? "" : "+"
    let count =
      position.step == 0 ? "\(position.offset)" : "\(position.step)n\(sign)\(position.offset)"
    return ":nth-\(position.fromEnd ? "last-" : "")\(kind)(\(count))"
  }

  private func converted(_ text: String) -> String { environment?.converted(text) ?? text }

  /// A name with what is no part of names escaped.
  static func name(_ name: String) -> String {
    var text = ""
    for (index, scalar) in name.unicodeScalars.enumerated() {
      let isDigit = ("0"..."9").contains(scalar)
      if scalar.value >= 0x80 || (UInt8(ascii: scalar).isStyleName && !(index == 0 && isDigit)) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\\(String(scalar.value, radix: 16)) "
      }
    }
    return text
  }
}
