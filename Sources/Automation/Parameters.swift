import Wire

/// What a request brings along, read with errors that say what is missing.
struct Parameters: Sendable {
  let method: String
  let value: JSON

  subscript(_ name: String) -> JSON? {
    guard let found = value[name], !found.isNull else { return nil }
    return found
  }

  func text(_ name: String) throws(AutomationError) -> String {
    guard let text = self[name]?.string else { throw missing(name, "a text") }
    return text
  }

  func number(_ name: String) throws(AutomationError) -> Double {
    guard let number = self[name]?.number else { throw missing(name, "a number") }
    return number
  }

  /// A list of at most so many texts.
  func texts(_ name: String, atMost limit: Int) throws(AutomationError) -> [String] {
    guard let list = self[name]?.array else { throw missing(name, "a list of texts") }
    guard list.count <= limit else {
      throw AutomationError("'\(name)' holds \(list.count) texts; at most \(limit) fit")
    }
    return list.map { $0.string ?? $0.jsonText }
  }

  /// A list of any values; a missing one is empty.
  var arguments: JSON {
    if case .array? = self["args"] { return self["args"] ?? [] }
    return []
  }

  private func missing(_ name: String, _ kind: String) -> AutomationError {
    let found = self[name].map { "found \(String($0.jsonText.prefix(60)))" } ?? "it is missing"
    return AutomationError("\(method) needs \(kind) as '\(name)'; \(found)")
  }
}
