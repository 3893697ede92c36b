/// Reads lists of selectors.
struct StyleSelectorParser {
  private var scanner: StyleScanner

  init(_ scanner: StyleScanner) { self.scanner = scanner }

  var isAtEnd: Bool { scanner.current == nil }

  /// Reads selectors between commas; nil when one is not understood.
  mutating func list(depth: Int) -> [StyleSelector]? {
    guard depth <= StyleLimits.selectorDepth else { return nil }
    var selectors: [StyleSelector] = []
    repeat {
      guard let selector = selector(depth: depth) else { return nil }
      selectors.append(selector)
    } while scanner.take(",")
    return selectors
  }

  private mutating func selector(depth: Int) -> StyleSelector? {
    scanner.skipBlank()
    guard let first = compound(depth: depth) else { return nil }
    var selector = StyleSelector(compounds: [first], combinators: [])
    while let combinator = combinator() {
      guard selector.compounds.count < StyleLimits.compounds, let next = compound(depth: depth)
      else { return nil }
      selector.combinators.append(combinator)
      selector.compounds.append(next)
    }
    return selector
  }

  /// Reads a combinator with the space around it; nil where the selector ends.
  private mutating func combinator() -> StyleSelector.Combinator? {
    let isSpaced = scanner.skipBlank()
    var found: StyleSelector.Combinator?
    switch scanner.current {
    case nil, UInt8(ascii: ","), UInt8(ascii: ")"): return nil
    case UInt8(ascii: ">"): found = .child
    case UInt8(ascii: "+"): found = .next
    case UInt8(ascii: "~"): found = .following
    default: return isSpaced ? .descendant : nil
    }
    scanner.offset += 1
    scanner.skipBlank()
    return found
  }

  private mutating func compound(depth: Int) -> StyleSelector.Compound? {
    var compound = StyleSelector.Compound()
    let start = scanner.offset
    if scanner.take("*") {
      compound.parts.append(.any)
    } else if let tag = scanner.name() {
      compound.parts.append(.tag(tag))
    }
    while let byte = scanner.current {
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "."):
        scanner.offset += 1
        guard let name = scanner.name() else { return nil }
        compound.parts.append(byte == UInt8(ascii: "#") ? .id(name) : .className(name))
      case UInt8(ascii: "["):
        scanner.offset += 1
        guard let attribute = attribute() else { return nil }
        compound.parts.append(.attribute(attribute))
      case UInt8(ascii: ":"):
        scanner.offset += 1
        guard pseudo(into: &compound, depth: depth) else { return nil }
      default: return scanner.offset > start ? compound : nil
      }
    }
    return scanner.offset > start ? compound : nil
  }

  private mutating func attribute() -> StyleSelector.Attribute? {
    scanner.skipBlank()
    guard let name = scanner.name() else { return nil }
    scanner.skipBlank()
    let start = scanner.offset
    while let byte = scanner.current, "=~|^$*".utf8.contains(byte) { scanner.offset += 1 }
    let comparison = scanner.text(start..<scanner.offset)
    var attribute = StyleSelector.Attribute(
      name: name, comparison: comparison, value: "", ignoresCase: false)
    if comparison.isEmpty { return scanner.take("]") ? attribute : nil }
    guard comparison.hasSuffix("="), comparison.utf8.count <= 2 else { return nil }
    scanner.skipBlank()
    guard let value = quoted() ?? scanner.name() else { return nil }
    attribute.value = value
    scanner.skipBlank()
    if scanner.take("i") || scanner.take("I") { attribute.ignoresCase = true }
    scanner.skipBlank()
    return scanner.take("]") ? attribute : nil
  }

  private mutating func quoted() -> String? {
    guard let quote = scanner.current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return nil }
    let start = scanner.offset
    scanner.skipToken()
    guard scanner.offset - start >= 2, scanner.bytes[scanner.offset - 1] == quote else {
      return nil
    }
    return scanner.text(start + 1..<scanner.offset - 1)
  }

  /// Reads what follows the first colon.
  private mutating func pseudo(into compound: inout StyleSelector.Compound, depth: Int) -> Bool {
    let isElement = scanner.take(":")
    guard let written = scanner.name() else { return false }
    let name = written.lowercased()
    var argument: Range<Int>?
    if scanner.take("(") {
      let start = scanner.offset
      guard scanner.skip(until: ")") != nil else { return false }
      argument = start..<scanner.offset
      scanner.offset += 1
    }
    let inner = argument.map { scanner.text($0).trimmedStyle }
    if isElement || Self.oldElements.contains(name) {
      compound.pseudoElement = inner.map { "\(name)(\($0))" } ?? name
      return true
    }
    if let argument, Self.selectorLists.contains(name) {
      var reader = StyleSelectorParser(
        StyleScanner(scanner.bytes, from: argument.lowerBound, to: argument.upperBound))
      guard let selectors = reader.list(depth: depth + 1), reader.isAtEnd else { return false }
      compound.parts.append(.selectors(name: name, selectors))
      return true
    }
    if name.hasPrefix("nth-") {
      guard let inner, let position = StyleSelector.Position(nth: inner, name: name) else {
        return false
      }
      compound.parts.append(.position(position))
      return true
    }
    compound.parts.append(inner == nil ? Self.simple(name) : .state("\(name)(\(inner ?? ""))"))
    return true
  }

  private static func simple(_ name: String) -> StyleSelector.Part {
    let ofType = name.hasSuffix("-of-type")
    switch name {
    case "host": return .host
    case "root": return .root
    case "empty": return .empty
    case "first-child", "first-of-type":
      return .position(.init(step: 0, offset: 1, fromEnd: false, ofType: ofType))
    case "last-child", "last-of-type":
      return .position(.init(step: 0, offset: 1, fromEnd: true, ofType: ofType))
    case "only-child", "only-of-type":
      return .position(.init(step: 0, offset: 1, fromEnd: false, ofType: ofType, isOnly: true))
    default: return .state(name)
    }
  }

  private static let oldElements: Set<String> = ["before", "after", "first-line", "first-letter"]
  private static let selectorLists: Set<String> = ["not", "is", "where", "matches", "any"]
}

extension StyleSelector.Position {
  /// Reads `odd`, `even`, `3`, `2n`, `-n+3`.
  init?(nth text: String, name: String) {
    let fromEnd = name.hasPrefix("nth-last-")
    let ofType = name.hasSuffix("-of-type")
    let word = text.filter { !$0.isWhitespace }.lowercased()
    switch word {
    case "odd": self.init(step: 2, offset: 1, fromEnd: fromEnd, ofType: ofType)
    case "even": self.init(step: 2, offset: 0, fromEnd: fromEnd, ofType: ofType)
    default:
      let parts = word.split(separator: "n", omittingEmptySubsequences: false)
      guard parts.count <= 2 else { return nil }
      let limit = 1_000_000
      func number(_ text: Substring, empty: Int) -> Int? {
        switch text {
        case "": empty
        case "+": empty
        case "-": -empty
        default: Int(text).flatMap { abs($0) <= limit ? $0 : nil }
        }
      }
      if parts.count == 1 {
        guard let offset = Int(parts[0]) else { return nil }
        self.init(step: 0, offset: offset, fromEnd: fromEnd, ofType: ofType)
      } else {
        guard let step = number(parts[0], empty: 1), let offset = number(parts[1], empty: 0) else {
          return nil
        }
        self.init(step: step, offset: offset, fromEnd: fromEnd, ofType: ofType)
      }
    }
  }
}
