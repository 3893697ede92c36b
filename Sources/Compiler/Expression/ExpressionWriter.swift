/// Writes an expression as JavaScript that cannot throw, reach a prototype or call page code.
///
/// Operands other than plain values are put in parentheses, so precedence never depends on what
/// JavaScript makes of two operators side by side.
struct ExpressionWriter {
  let scope: ExpressionScope
  private(set) var code = ""
  private var dependencies: [DependencyPath] = []
  private var uselessCalls: [Range<Int>] = []
  private var replacedKeys: [Range<Int>] = []

  static func write(_ expression: Expression, in scope: ExpressionScope) -> ExpressionCode {
    var writer = ExpressionWriter(scope: scope)
    writer.write(expression)
    return ExpressionCode(
      code: writer.code, dependencies: DependencyPath.minimal(writer.dependencies),
      uselessCalls: writer.uselessCalls, replacedKeys: writer.replacedKeys)
  }

  private init(scope: ExpressionScope) {
    self.scope = scope
  }

  private mutating func write(_ expression: Expression) {
    switch expression {
    case .number(let spelling): code += spelling
    case .string(let units): code += JavaScriptText.quoted(utf16: units)
    case .constant(.undefined): code += "void 0"
    case .constant(let constant): code += constant.rawValue
    case .name(let name): write(name: name)
    case .array(let elements): write(elements)
    case .object(let properties): write(properties)
    case .unary(let prefix, let operand): write(prefix, operand)
    case .binary(let first, let rest): write(first, rest)
    case .conditional(let test, let then, let otherwise):
      writeOperand(test)
      code += "?"
      writeOperand(then)
      code += ":"
      writeOperand(otherwise)
    case .chain(let base, let links): write(base, links)
    }
  }

  private mutating func writeOperand(_ operand: Expression) {
    switch operand {
    case .unary, .binary, .conditional, .constant(.undefined):
      code += "("
      write(operand)
      code += ")"
    case .number, .string, .constant, .name, .array, .object, .chain:
      write(operand)
    }
  }

  private mutating func write(name: String) {
    switch scope.meaning(of: name) {
    case .module: code += JavaScriptText.member(name, of: "W")
    case .slot(let slot):
      code += "S[\(slot)]"
      dependencies.append(DependencyPath(root: .slot(slot)))
    case .data:
      code += JavaScriptText.member(name, of: "D")
      dependencies.append(DependencyPath(root: .data(name)))
    }
  }

  private mutating func write(_ prefix: UnaryOperator, _ operand: Expression) {
    code += prefix.rawValue
    if prefix == .type || prefix == .void { code += " " }
    writeOperand(operand)
  }

  private mutating func write(_ first: Expression, _ rest: [(BinaryOperator, Expression)]) {
    var rest = rest[...]
    if let last = rest.lastIndex(where: { $0.0 == .isInstance }) {
      // No constructor can be reached from a template, so nothing is an instance of anything;
      // JavaScript's own operator would throw.
      code += "false"
      rest = rest[(last + 1)...]
    } else {
      writeOperand(first)
    }
    for (joint, operand) in rest {
      code += joint.rawValue
      writeOperand(operand)
    }
  }

  private mutating func write(_ elements: [Expression.Element]) {
    code += "["
    for (index, element) in elements.enumerated() {
      if index > 0 { code += "," }
      switch element {
      case .item(let item): write(item)
      case .spread(let list):
        code += "...X.a("
        write(list)
        code += ")"
      }
    }
    code += "]"
  }

  /// Writes `{a:1}`, or `X.o(X.o({a:1},spread),{b:2})` where later keys win.
  private mutating func write(_ properties: [Expression.Property]) {
    let parts = properties.split(whereSeparator: \.isSpread)
    guard parts.count != 1 || properties.count != parts[0].count else {
      return writePairs(parts[0])
    }
    var body = ExpressionWriter(scope: scope)
    var opened = 0
    var rest = properties[...]
    body.writePairs(Self.takePairs(from: &rest))
    while let next = rest.first {
      opened += 1
      body.code += ","
      if case .spread(let source) = next {
        rest.removeFirst()
        body.write(source)
      } else {
        body.writePairs(Self.takePairs(from: &rest))
      }
      body.code += ")"
    }
    code += String(repeating: "X.o(", count: opened) + body.code
    dependencies += body.dependencies
    uselessCalls += body.uselessCalls
    replacedKeys += body.replacedKeys
  }

  private static func takePairs(
    from rest: inout ArraySlice<Expression.Property>
  ) -> ArraySlice<Expression.Property> {
    let pairs = rest.prefix { !$0.isSpread }
    rest = rest.dropFirst(pairs.count)
    return pairs
  }

  private mutating func writePairs(_ pairs: ArraySlice<Expression.Property>) {
    code += "{"
    var isFirst = true
    var places: [String: Range<Int>] = [:]
    for case .pair(let key, let value, let place) in pairs {
      if let replaced = places.updateValue(place, forKey: key) { replacedKeys.append(replaced) }
      if !isFirst { code += "," }
      isFirst = false
      code += JavaScriptText.key(key) + ":"
      write(value)
    }
    code += "}"
  }
}

extension Expression.Property {
  fileprivate var isSpread: Bool {
    if case .spread = self { return true }
    return false
  }
}

// MARK: Members and calls

extension ExpressionWriter {
  /// Writes `X.g(base,key)`, or `X.w` and `X.c` where the chain starts at a wxs module.
  private mutating func write(_ base: Expression, _ links: [Expression.Link]) {
    let isModule = startsAtModule(base)
    let call = links.lazy.compactMap(\.callRange).first
    if !isModule, !scope.callsData, let call {
      uselessCalls.append(call)
      code += "(void 0)"
      return
    }
    let readsFunctions = isModule || call != nil
    for link in links.reversed() { code += link.opening(readsFunctions, isModule: isModule) }
    let firstDependency = dependencies.count
    write(base)
    if case .name = base, !isModule, dependencies.count > firstDependency {
      dependencies[firstDependency].keys = Self.fixedKeys(of: links)
    }
    for link in links {
      code += ","
      switch link {
      case .member(let name): code += JavaScriptText.quoted(name)
      case .index(let key): write(key)
      case .call(let arguments, _): write(arguments.map(Expression.Element.item))
      }
      code += ")"
    }
  }

  private func startsAtModule(_ expression: Expression) -> Bool {
    switch expression {
    case .name(let name):
      if case .module = scope.meaning(of: name) { return true }
      return false
    case .chain(let base, _): return startsAtModule(base)
    default: return false
    }
  }

  /// The keys known without evaluating anything, up to `length`: that changes with the elements.
  private static func fixedKeys(of links: [Expression.Link]) -> [DependencyPath.Key] {
    var keys: [DependencyPath.Key] = []
    for link in links {
      switch link {
      case .member("length"): return keys
      case .member(let name): keys.append(.name(name))
      case .index(.number(let spelling)): keys.append(.number(spelling))
      case .index(.string(let units)):
        let name = String(decoding: units, as: UTF16.self)
        if name == "length" { return keys }
        keys.append(.name(name))
      case .index, .call: return keys
      }
    }
    return keys
  }
}

extension Expression.Link {
  fileprivate var callRange: Range<Int>? {
    if case .call(_, let range) = self { return range }
    return nil
  }

  fileprivate func opening(_ readsFunctions: Bool, isModule: Bool) -> String {
    if case .call = self { return isModule ? "X.c(" : "X.f(" }
    return readsFunctions ? "X.w(" : "X.g("
  }
}

// MARK: Two-way bindings

extension ExpressionWriter {
  /// The place a `model:` binding writes to, as the inside of an array like `DependencyPath.code`,
  /// or nil if the expression is no place. A key that must be evaluated is a function of `D,S,W`.
  static func assignableParts(of expression: Expression, in scope: ExpressionScope) -> String? {
    guard case .chain(.name(let name), let links) = expression else {
      guard case .name(let name) = expression else { return nil }
      return scope.assignableRoot(of: name)
    }
    guard let root = scope.assignableRoot(of: name) else { return nil }
    var parts = [root]
    for link in links {
      switch link {
      case .member(let name): parts.append(JavaScriptText.quoted(name))
      case .index(.number(let spelling)): parts.append(spelling)
      case .index(.string(let units)): parts.append(JavaScriptText.quoted(utf16: units))
      case .index(let key): parts.append("(D,S,W)=>" + write(key, in: scope).functionBody)
      case .call: return nil
      }
    }
    return parts.joined(separator: ",")
  }
}
