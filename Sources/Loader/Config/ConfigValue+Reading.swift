extension ConfigValue {
  public static let null = ConfigValue(.null)
  public static let emptyObject = ConfigValue(.object([]))

  public var isNull: Bool { kind == .null }

  public var bool: Bool? {
    guard case .bool(let value) = kind else { return nil }
    return value
  }

  public var number: Double? {
    guard case .number(let value) = kind else { return nil }
    return value
  }

  public var string: String? {
    guard case .string(let value) = kind else { return nil }
    return value
  }

  public var array: [ConfigValue]? {
    guard case .array(let value) = kind else { return nil }
    return value
  }

  public var members: [Member]? {
    guard case .object(let value) = kind else { return nil }
    return value
  }

  /// The value of a key, or nil when this is no object or lacks the key. Setting nil removes it;
  /// setting on something that is no object makes it one.
  public subscript(key: String) -> ConfigValue? {
    get { members?.last { $0.key == key }?.value }
    set {
      var members = members ?? []
      let index = members.lastIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key, value, at: value.position))
      case (nil, nil): return
      }
      kind = .object(members)
    }
  }

  /// This object with the keys of another one over its own. Both keep their order.
  func overlaid(with members: [Member]) -> ConfigValue {
    var result = self.members ?? []
    var indexes: [String: Int] = [:]
    for (index, member) in result.enumerated() { indexes[member.key] = index }
    for member in members {
      if let index = indexes[member.key] {
        result[index] = member
      } else {
        indexes[member.key] = result.count
        result.append(member)
      }
    }
    return ConfigValue(.object(result), at: position)
  }

  /// What the value is, for a sentence: `a string`, `an object`.
  public var kindName: String {
    switch kind {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension ConfigValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self.init(.string(value)) }
  public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  public init(integerLiteral value: Int) { self.init(.number(Double(value))) }
  public init(arrayLiteral elements: ConfigValue...) { self.init(.array(elements)) }
  public init(dictionaryLiteral elements: (String, ConfigValue)...) {
    self.init(.object(elements.map { Member($0.0, $0.1) }))
  }
}

extension ConfigValue {
  public init(_ value: String) { self.init(.string(value)) }
  public init(_ value: Bool) { self.init(.bool(value)) }
  public init(_ values: [String]) { self.init(.array(values.map { ConfigValue($0) })) }

  /// An object of strings, its keys sorted.
  public init(_ values: [String: String]) {
    self.init(.object(values.sorted { $0.key < $1.key }.map { Member($0.key, .init($0.value)) }))
  }
}
