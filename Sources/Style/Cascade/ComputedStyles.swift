/// The computed styles of one page's elements, found when they are asked for.
///
/// Values are as a browser's computed style has them where no layout is needed: colours as `rgb()`,
/// rpx as px, variables put in, inherited values passed on. Lengths in percent and keywords that
/// depend on a layout stay as written.
public struct ComputedStyles {
  private let page: StyledPage
  private let index: RuleIndex
  private var matcher: StyleMatcher
  private var known: [Values?]
  private var bytesLeft = StyleLimits.pageBytes

  /// What an element has of its own and what it passes on.
  private struct Values {
    var own: [String: String] = [:]
    var inherited: [String: String] = [:]
  }

  public init(_ page: StyledPage) {
    self.page = page
    index = RuleIndex(page)
    matcher = StyleMatcher(page)
    known = Array(repeating: nil, count: page.elements.count)
  }

  /// The value of a property, shorthands and `--names` included; empty for what is not known.
  public mutating func value(_ property: String, of element: Int) -> String {
    guard known.indices.contains(element) else { return "" }
    let name = property.hasPrefix("--") ? property : property.lowercased()
    let values = values(of: element)
    return value(name, values, tag: page.elements[element].tag)
  }

  /// All that style sheets and the element itself set, inherited values left out.
  public mutating func declared(of element: Int) -> [(property: String, value: String)] {
    guard known.indices.contains(element) else { return [] }
    let values = values(of: element)
    return values.own.keys.sorted().map {
      ($0, value($0, values, tag: page.elements[element].tag))
    }
  }

  private func value(_ name: String, _ values: Values, tag: String) -> String {
    if let value = values.own[name] ?? values.inherited[name] {
      return normalized(name, value, values)
    }
    if name == "display" { return PropertyTable.display(ofTag: tag) }
    let initial = PropertyTable.initial(name)
    if initial.isEmpty, let parts = Shorthands.longhands(of: name) {
      return Shorthands.joined(parts.map { value($0, values, tag: tag) })
    }
    return initial
  }

  private mutating func values(of element: Int) -> Values {
    var missing: [Int] = []
    var next: Int? = element
    while let current = next, known[current] == nil {
      missing.append(current)
      next = page.elements[current].parent
    }
    var parent = next.flatMap { known[$0] } ?? Values()
    for index in missing.reversed() {
      parent = computed(index, under: parent)
      known[index] = parent
    }
    return parent
  }

  private mutating func computed(_ element: Int, under parent: Values) -> Values {
    var values = Values(own: [:], inherited: parent.inherited)
    let declarations = declarations(for: element)
    for declaration in declarations where declaration.property.hasPrefix("--") {
      bytesLeft -= declaration.value.utf8.count
      values.inherited[declaration.property] = declaration.value
    }
    // Setting an inherited value copies those that the parent passes on.
    bytesLeft -= declarations.isEmpty ? 0 : values.inherited.count * Self.declarationBytes
    guard bytesLeft > 0 else { return Values(own: [:], inherited: parent.inherited) }
    var variables = Variables(values.inherited)
    for declaration in declarations where !declaration.property.hasPrefix("--") {
      guard bytesLeft > 0, let text = variables.substituted(declaration.value) else { continue }
      bytesLeft -= text.utf8.count
      let value = page.environment.converted(text)
      for (property, part) in Shorthands.expanded(declaration.property, value) {
        set(property, part, in: &values, under: parent)
      }
    }
    return values
  }

  private func set(
    _ property: String, _ value: String, in values: inout Values, under parent: Values
  ) {
    var value = value
    switch value.lowercased() {
    case "inherit": value = parent.own[property] ?? parent.inherited[property] ?? ""
    case "unset" where PropertyTable.isInherited(property):
      value = parent.inherited[property] ?? ""
    case "initial", "unset", "revert": value = ""
    default: break
    }
    if value.isEmpty { value = PropertyTable.initial(property) }
    if property == "font-size" { value = fontSize(value, under: parent) }
    values.own[property] = value
    if PropertyTable.isInherited(property) { values.inherited[property] = value }
  }

  /// A size relative to the parent's as px.
  private func fontSize(_ value: String, under parent: Values) -> String {
    let outer = parent.inherited["font-size"].flatMap(Self.pixels) ?? 16
    for (unit, factor) in [("rem", 16), ("em", outer), ("%", outer / 100)]
    where value.hasSuffix(unit) {
      guard let number = Double(value.dropLast(unit.count)) else { return value }
      return StyleEnvironment.text(number * factor) + "px"
    }
    return value
  }

  private static func pixels(_ text: String) -> Double? {
    text.hasSuffix("px") ? Double(text.dropLast(2)) : nil
  }

  private func normalized(_ name: String, _ value: String, _ values: Values) -> String {
    if name == "font-weight" { return ["bold": "700", "normal": "400"][value] ?? value }
    guard name == "color" || name.hasSuffix("-color") else {
      return value == "0" && Self.lengths.contains(name) ? "0px" : value
    }
    if value.lowercased() == "currentcolor" {
      guard name != "color" else { return PropertyTable.initial(name) }
      return normalized("color", values.inherited["color"] ?? "black", values)
    }
    return Color(value)?.text ?? value
  }

  /// About what a set property takes besides its value.
  private static let declarationBytes = 64

  private static let lengths: Set<String> = [
    "width", "height", "min-width", "min-height", "max-width", "max-height", "top", "right",
    "bottom", "left", "margin-top", "margin-right", "margin-bottom", "margin-left", "padding-top",
    "padding-right", "padding-bottom", "padding-left", "row-gap", "column-gap", "font-size",
  ]

  /// What holds for an element, the strongest last.
  private mutating func declarations(for element: Int) -> [StyleDeclaration] {
    struct Found {
      var declaration: StyleDeclaration
      var isInline = false
      var specificity = Specificity()
      var order = 0
    }
    var found: [Found] = []
    let styled = page.elements[element]
    for entry in matcher.isExhausted ? [] : index.candidates(for: styled)
    where matcher.matches(element, entry.selector, owner: entry.owner) {
      bytesLeft -= entry.declarations.count * Self.declarationBytes
      guard bytesLeft > 0 else { break }
      found += entry.declarations.map {
        Found(declaration: $0, specificity: entry.specificity, order: entry.order)
      }
    }
    if !styled.inlineStyle.isEmpty {
      found += StyleParser.declarations(styled.inlineStyle).map {
        Found(declaration: $0, isInline: true)
      }
    }
    // The sort is stable, so that declarations of one rule stay in their order.
    return found.sorted { left, right in
      if left.declaration.isImportant != right.declaration.isImportant {
        return right.declaration.isImportant
      }
      if left.isInline != right.isInline { return right.isInline }
      return (left.specificity, left.order) < (right.specificity, right.order)
    }.map(\.declaration)
  }
}
