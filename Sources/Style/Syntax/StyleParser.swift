/// Reads style sheets as browsers do: what cannot be understood is skipped, with a problem.
public struct StyleParser {
  private var scanner: StyleScanner
  private var problems: [StyleProblem] = []

  private init(_ bytes: [UInt8]) {
    scanner = StyleScanner(bytes)
    _ = scanner.take("\u{FEFF}")
  }

  /// Parses a whole sheet. Never fails; costs the length of the text.
  public static func parse(_ text: String) -> StyleSheet {
    var parser = StyleParser(Array(text.utf8))
    let items = parser.items(depth: 0)
    return StyleSheet(items: items, problems: parser.problems)
  }

  /// Parses the text of a `style` attribute.
  public static func declarations(_ text: String) -> [StyleDeclaration] {
    var parser = StyleParser(Array(text.utf8))
    return parser.declarations(inBlock: false)
  }

  /// Reads entries up to the brace that closes the group, or to the end.
  private mutating func items(depth: Int) -> [StyleItem] {
    var items: [StyleItem] = []
    while true {
      scanner.skipBlank()
      guard let byte = scanner.current else { return items }
      switch byte {
      case UInt8(ascii: "}"):
        let start = scanner.offset
        scanner.offset += 1
        if depth > 0 { return items }
        report(.malformed, "'}' closes nothing", start..<scanner.offset)
      case UInt8(ascii: ";"): scanner.offset += 1
      case UInt8(ascii: "@"):
        if let item = atRule(depth: depth) { items.append(item) }
      default:
        if let rule = rule(depth: depth) { items.append(.rule(rule)) }
      }
    }
  }

  private mutating func rule(depth: Int) -> StyleRule? {
    let start = scanner.offset
    let stop = scanner.skip(until: depth > 0 ? "{}" : "{")
    let range = start..<scanner.offset
    guard stop == UInt8(ascii: "{") else {
      report(.malformed, "expected '{' after the selector", range)
      return nil
    }
    scanner.offset += 1
    let declarations = declarations(inBlock: true)
    var reader = StyleSelectorParser(StyleScanner(scanner.bytes, from: start, to: range.upperBound))
    guard let selectors = reader.list(depth: 0), reader.isAtEnd else {
      report(
        .malformed,
        "expected a selector, found '\(scanner.text(range).trimmedStyle.prefix(80))'", range)
      return nil
    }
    return StyleRule(selectors: selectors, declarations: declarations, range: range)
  }

  private mutating func atRule(depth: Int) -> StyleItem? {
    let start = scanner.offset
    scanner.offset += 1
    let name = (scanner.name() ?? "").lowercased()
    let prelude = scanner.offset
    let stop = scanner.skip(until: depth > 0 ? "{};" : "{;")
    let condition = StyleCondition(
      name: name, text: scanner.text(prelude..<scanner.offset).trimmedStyle)
    guard stop == UInt8(ascii: "{") else {
      let range = start..<scanner.offset
      if stop == UInt8(ascii: ";") { scanner.offset += 1 }
      if !Self.statements.contains(name) {
        report(.unknown, "'@\(name)' is not known and is left as it is", range)
      }
      return name == "charset" ? nil : .verbatim(scanner.text(range) + ";")
    }
    if Self.groups.contains(name), depth < StyleLimits.groupDepth {
      scanner.offset += 1
      return .group(StyleGroup(condition: condition, items: items(depth: depth + 1)))
    }
    if Self.groups.contains(name) {
      report(
        .tooDeep, "groups nest more than \(StyleLimits.groupDepth) deep", start..<scanner.offset)
    }
    skipBlock()
    let range = start..<scanner.offset
    if !Self.groups.contains(name), !Self.blocks.contains(Self.unprefixed(name)) {
      report(.unknown, "'@\(name)' is not known and is left as it is", start..<prelude)
    }
    return .verbatim(scanner.text(range))
  }

  /// Passes a brace and everything up to its partner.
  private mutating func skipBlock() {
    scanner.offset += 1
    if scanner.skip(until: "}") != nil { scanner.offset += 1 }
  }

  private mutating func declarations(inBlock: Bool) -> [StyleDeclaration] {
    var declarations: [StyleDeclaration] = []
    while true {
      scanner.skipBlank()
      guard let byte = scanner.current else {
        if inBlock {
          report(.malformed, "expected '}' before the end", scanner.end..<scanner.end)
        }
        return declarations
      }
      if byte == UInt8(ascii: "}"), inBlock {
        scanner.offset += 1
        return declarations
      }
      if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") {
        scanner.offset += 1
      } else if let declaration = declaration(inBlock: inBlock) {
        declarations.append(declaration)
      }
    }
  }

  private mutating func declaration(inBlock: Bool) -> StyleDeclaration? {
    let start = scanner.offset
    let property = scanner.name()
    scanner.skipBlank()
    guard let property, scanner.take(":") else {
      _ = scanner.skip(until: inBlock ? ";}" : ";")
      report(
        .malformed,
        "expected 'property: value', found "
          + "'\(scanner.text(start..<scanner.offset).trimmedStyle.prefix(80))'",
        start..<scanner.offset)
      return nil
    }
    let value = scanner.offset
    _ = scanner.skip(until: inBlock ? ";}" : ";")
    let range = start..<scanner.offset
    let (text, isImportant) = Self.value(scanner.bytes, value..<range.upperBound)
    return StyleDeclaration(
      property: property.hasPrefix("--") ? property : property.lowercased(), value: text,
      isImportant: isImportant, range: range)
  }

  /// A value without its comments and its `!important`.
  private static func value(_ bytes: [UInt8], _ range: Range<Int>) -> (String, Bool) {
    var scanner = StyleScanner(bytes, from: range.lowerBound, to: range.upperBound)
    var kept: [UInt8] = []
    var mark: Int?
    while scanner.current != nil {
      let start = scanner.offset
      if scanner.skipComment() {
        kept.append(UInt8(ascii: " "))
        continue
      }
      if scanner.current == UInt8(ascii: "!") { mark = kept.count }
      scanner.skipToken()
      kept += bytes[start..<scanner.offset]
    }
    if let mark {
      let word = String(decoding: kept[(mark + 1)...], as: UTF8.self).trimmedStyle
      if word.lowercased() == "important" {
        return (String(decoding: kept[..<mark], as: UTF8.self).trimmedStyle, true)
      }
    }
    return (String(decoding: kept, as: UTF8.self).trimmedStyle, false)
  }

  private mutating func report(
    _ kind: StyleProblem.Kind, _ message: String, _ range: Range<Int>
  ) {
    guard problems.count < StyleLimits.problems else { return }
    problems.append(StyleProblem(kind: kind, message: message, range: range))
  }

  /// A name without `-webkit-` and its like.
  private static func unprefixed(_ name: String) -> String {
    guard name.hasPrefix("-"), let dash = name.dropFirst().firstIndex(of: "-") else { return name }
    return String(name[name.index(after: dash)...])
  }

  private static let groups: Set<String> = ["media", "supports", "layer", "container", "document"]
  private static let blocks: Set<String> = [
    "keyframes", "font-face", "page", "property", "counter-style", "font-feature-values",
    "viewport",
  ]
  private static let statements: Set<String> = ["charset", "import", "namespace", "layer"]
}
