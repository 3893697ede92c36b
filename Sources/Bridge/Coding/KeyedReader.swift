import Wire

/// Decodes the members of a JSON object.
struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONObject
  let around: ValueDecoder

  init(object: JSONObject, around: ValueDecoder) {
    self.object = object
    self.around = around
  }

  var codingPath: [any CodingKey] { around.codingPath }
  var allKeys: [Key] { object.members.compactMap { Key(stringValue: $0.name) } }

  func contains(_ key: Key) -> Bool { object[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { object[key.stringValue]?.isNull ?? true }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: try decoder(for: key))
  }

  // The types that most fields have are read without a decoder of their own.
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    if case .string(let text)? = object[key.stringValue] { return text }
    return try decoder(for: key).decode(type)
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    if case .bool(let flag)? = object[key.stringValue] { return flag }
    return try decoder(for: key).decode(type)
  }

  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    if case .number(let number)? = object[key.stringValue] { return number }
    return try decoder(for: key).decode(type)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try lenient(key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try decoder(for: key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(for: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { around }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(for: key) }

  private func decoder(for key: Key) throws -> ValueDecoder {
    guard let value = object[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "should be there"))
    }
    return around.below(value, key)
  }
}

/// Optional fields. Each simple type is named, since the standard library's own functions would be
/// chosen over a generic one.
extension KeyedReader {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try lenient(key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try lenient(key) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try lenient(key) }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try lenient(key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try lenient(key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try lenient(key) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try lenient(key) }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try lenient(key) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try lenient(key) }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try lenient(key) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try lenient(key) }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { try lenient(key) }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { try lenient(key) }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { try lenient(key) }

  /// Nil when the field is absent or null; a field of another type is converted, or left out.
  private func lenient<Value: Decodable>(_ key: Key) throws -> Value? {
    guard let value = object[key.stringValue], !value.isNull else { return nil }
    do {
      return try Value(from: around.below(value, key))
    } catch DecodingError.typeMismatch {
      guard let converted = value.converted(to: Value.self) else { return nil }
      return try Value(from: around.below(converted, key))
    }
  }
}

extension JSON {
  /// The value as JavaScript converts it to a simple type; nil when it cannot, or gives NaN.
  fileprivate func converted(to type: Any.Type) -> JSON? {
    switch (type, self) {
    case (is String.Type, .number), (is String.Type, .bool): return .string(jsonText)
    case (is Bool.Type, .number(let number)): return .bool(number != 0)
    case (is Bool.Type, .string(let text)): return .bool(!text.isEmpty)
    case (is any BinaryFloatingPoint.Type, .string(let text)),
      (is any BinaryInteger.Type, .string(let text)):
      guard let number = Double(text), number.isFinite else { return nil }
      return .number(number)
    case (is any BinaryFloatingPoint.Type, .bool(let flag)): return .number(flag ? 1 : 0)
    default: return nil
    }
  }
}
