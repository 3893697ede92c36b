/// What the value of a configuration key may be.
enum ConfigShape: Sendable {
  case string
  case boolean
  case number
  case array
  case object
  case color
  case choice([String])
  /// Any of several.
  case either([ConfigShape])
  /// Kept as it is.
  case any

  func allows(_ value: ConfigValue) -> Bool {
    switch self {
    case .string: value.string != nil
    case .boolean: value.bool != nil
    case .number: value.number != nil
    case .array: value.array != nil
    case .object: value.members != nil
    case .color: value.string.map(Self.isColor) ?? false
    case .choice(let names): value.string.map(names.contains) ?? false
    case .either(let shapes): shapes.contains { $0.allows(value) }
    case .any: true
    }
  }

  /// What is expected, for a sentence.
  var name: String {
    switch self {
    case .string: "a string"
    case .boolean: "true or false"
    case .number: "a number"
    case .array: "an array"
    case .object: "an object"
    case .color: "a colour like \"#ff8800\""
    case .choice(let names): names.map { "\"\($0)\"" }.joined(separator: " or ")
    case .either(let shapes): shapes.map(\.name).joined(separator: " or ")
    case .any: "any value"
    }
  }

  /// `#rgb`, `#rrggbb` or `#rrggbbaa`.
  private static func isColor(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "#") && [4, 7, 9].contains(text.utf8.count)
      && text.utf8.dropFirst().allSatisfy { UnicodeScalar($0).properties.isASCIIHexDigit }
  }
}

/// The keys that a configuration file, or a part of one, may hold.
struct ConfigSchema: Sendable {
  /// What the keys belong to, for a sentence: `window`, `a page's json`.
  let name: String
  let shapes: [String: ConfigShape]
  /// What to do about keys that are often written here, but belong elsewhere.
  var misplaced: [String: String] = [:]

  /// The object without values of a wrong type; each of those is a warning, as is an unknown key,
  /// which stays.
  func check(_ value: ConfigValue, file: String, sink: inout DiagnosticSink) -> ConfigValue {
    var kept: [ConfigValue.Member] = []
    var unknownCount = 0
    for member in value.members ?? [] {
      guard let shape = shapes[member.key] else {
        // Looking for a likely spelling costs more than a hostile file with 100,000 keys may.
        unknownCount += 1
        let advice = unknownCount <= 20 ? suggestion(for: member.key) : ""
        sink.warning(file, member.position, "\(name) has no key \(quoted(member.key))\(advice)")
        kept.append(member)
        continue
      }
      if shape.allows(member.value) {
        kept.append(member)
      } else {
        sink.warning(
          file, member.value.position,
          "\(quoted(member.key)) should be \(shape.name), found \(Self.describe(member.value)); "
            + "the default is used")
      }
    }
    return ConfigValue(.object(kept), at: value.position)
  }

  private static func describe(_ value: ConfigValue) -> String {
    value.string.map { quoted($0) } ?? value.kindName
  }

  /// Advice when a known key is spelt almost like an unknown one.
  private func suggestion(for key: String) -> String {
    if let advice = misplaced[key] { return "; \(advice)" }
    guard key.utf8.count <= 64 else { return "" }
    let near = shapes.keys.sorted().map { ($0, SpellingDistance.between($0, key)) }
      .min { $0.1 < $1.1 }
    guard let near, near.1 <= 2, near.1 * 3 <= key.utf8.count else { return "" }
    return "; did you mean \(quoted(near.0))"
  }
}
