/// Reads the words of an XPath.
struct XPathParser {
  private let tokens: [XPathToken]
  private var position = 0
  private var depth = 0

  init(_ tokens: [XPathToken]) { self.tokens = tokens }

  /// All of it; nil when something is wrong or left over.
  mutating func whole() -> XPath.Expression? {
    guard let expression = expression(), position == tokens.count else { return nil }
    return expression
  }

  private static let levels = [
    ["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"],
  ]

  private mutating func expression() -> XPath.Expression? {
    // Everything nested passes here, and so does each operand: the depth bounds what evaluating
    // takes of the stack.
    depth += 1
    defer { depth -= 1 }
    guard depth <= ViewLimits.xpathDepth else { return nil }
    return operation(level: 0)
  }

  private mutating func operation(level: Int) -> XPath.Expression? {
    guard level < Self.levels.count else { return negation() }
    guard var left = operation(level: level + 1) else { return nil }
    var operands = 1
    while let sign = takeSign(Self.levels[level]) {
      operands += 1
      guard operands <= ViewLimits.xpathDepth, let right = operation(level: level + 1) else {
        return nil
      }
      left = .operation(sign, left, right)
    }
    return left
  }

  private mutating func negation() -> XPath.Expression? {
    var isNegative = false
    while takeSign(["-"]) != nil { isNegative.toggle() }
    guard var left = path() else { return nil }
    while takeSign(["|"]) != nil {
      guard let right = path() else { return nil }
      left = .operation("|", left, right)
    }
    return isNegative ? .negative(left) : left
  }

  private mutating func path() -> XPath.Expression? {
    if takeSign(["//"]) != nil { return steps(.init(start: .root, steps: [.anywhere])) }
    if takeSign(["/"]) != nil {
      guard startsStep else { return .path(.init(start: .root)) }
      return steps(.init(start: .root))
    }
    guard startsPrimary else { return steps(.init(start: .context)) }
    guard let primary = primary(), let predicates = predicates() else { return nil }
    let goesOn = peek == .sign("/") || peek == .sign("//")
    guard goesOn || !predicates.isEmpty else { return primary }
    let path = XPath.Path(start: .value(primary, predicates: predicates))
    guard goesOn else { return .path(path) }
    var longer = path
    if takeSign(["//"]) != nil { longer.steps.append(.anywhere) } else { _ = takeSign(["/"]) }
    return steps(longer)
  }

  private var peek: XPathToken? { position < tokens.count ? tokens[position] : nil }
  private var second: XPathToken? { position + 1 < tokens.count ? tokens[position + 1] : nil }

  private var startsStep: Bool {
    switch peek {
    case .name, .anyName, .sign("."), .sign(".."), .sign("@"): true
    default: false
    }
  }

  private var startsPrimary: Bool {
    switch peek {
    case .number, .literal, .sign("("): true
    case .name(let name): second == .sign("(") && !["text", "node", "comment"].contains(name)
    default: false
    }
  }

  private mutating func primary() -> XPath.Expression? {
    defer { position += 1 }
    switch peek {
    case .number(let number): return .number(number)
    case .literal(let text): return .literal(text)
    case .sign("("):
      position += 1
      guard let inner = expression(), peek == .sign(")") else { return nil }
      return inner
    case .name(let name):
      position += 2
      var arguments: [XPath.Expression] = []
      while peek != .sign(")") {
        if !arguments.isEmpty, takeSign([","]) == nil { return nil }
        guard let argument = expression() else { return nil }
        arguments.append(argument)
      }
      return .call(name, arguments)
    default: return nil
    }
  }

  private mutating func steps(_ start: XPath.Path) -> XPath.Expression? {
    var path = start
    while true {
      guard let step = step() else { return nil }
      path.steps.append(step)
      if takeSign(["//"]) != nil {
        path.steps.append(.anywhere)
      } else if takeSign(["/"]) == nil {
        return .path(path)
      }
    }
  }

  private mutating func step() -> XPath.Step? {
    if takeSign(["."]) != nil { return .init(axis: .itself, test: .node) }
    if takeSign([".."]) != nil { return .init(axis: .parent, test: .node) }
    var axis = XPath.Axis.child
    if takeSign(["@"]) != nil {
      axis = .attribute
    } else if case .name(let name)? = peek, second == .sign("::") {
      guard let named = XPath.Axis(rawValue: name) else { return nil }
      axis = named
      position += 2
    }
    guard let test = test(), let predicates = predicates() else { return nil }
    return .init(axis: axis, test: test, predicates: predicates)
  }

  private mutating func test() -> XPath.Test? {
    defer { position += 1 }
    switch peek {
    case .anyName: return .anyName
    case .name(let name):
      guard second == .sign("(") else { return .name(name) }
      position += 2
      guard peek == .sign(")") else { return nil }
      return name == "text" ? .text : name == "node" ? .node : nil
    default: return nil
    }
  }

  private mutating func predicates() -> [XPath.Expression]? {
    var predicates: [XPath.Expression] = []
    while takeSign(["["]) != nil {
      guard let predicate = expression(), takeSign(["]"]) != nil else { return nil }
      predicates.append(predicate)
    }
    return predicates
  }

  private mutating func takeSign(_ signs: [String]) -> String? {
    guard case .sign(let sign)? = peek, signs.contains(sign) else { return nil }
    position += 1
    return sign
  }
}
