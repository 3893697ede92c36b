/// Puts the values of custom properties in the place of `var()`.
struct Variables {
  private let values: [String: String]
  private var stack: [String] = []
  /// What was found already, so that each variable costs its length once.
  private var resolved: [String: String?] = [:]

  init(_ values: [String: String]) { self.values = values }

  /// Nil when a variable without a fallback is missing, loops, or grows past
  /// `StyleLimits.valueBytes`.
  mutating func substituted(_ text: String) -> String? {
    guard text.contains("var(") else { return text }
    var scanner = StyleScanner(Array(text.utf8))
    var result: [UInt8] = []
    while scanner.current != nil {
      let start = scanner.offset
      if scanner.take("var(") {
        let inner = scanner.offset
        guard scanner.skip(until: ")") != nil else { return nil }
        guard let value = value(scanner.text(inner..<scanner.offset)) else { return nil }
        scanner.offset += 1
        result += value.utf8
      } else {
        scanner.skipToken()
        result += scanner.bytes[start..<scanner.offset]
      }
      guard result.count <= StyleLimits.valueBytes else { return nil }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What `--name, fallback` stands for.
  private mutating func value(_ arguments: String) -> String? {
    let parts = arguments.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].trimmedStyle
    guard stack.count < StyleLimits.variableDepth, !stack.contains(name) else { return nil }
    stack.append(name)
    defer { stack.removeLast() }
    if resolved[name] == nil { resolved[name] = .some(values[name].flatMap { substituted($0) }) }
    if let value = resolved[name] ?? nil { return value }
    return parts.count == 2 ? substituted(parts[1].trimmedStyle) : nil
  }
}
