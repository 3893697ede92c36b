import Wire

/// Encodes into a JSON value. A container writes itself into its place when it changes.
final class ValueEncoder: Encoder {
  var value: JSON = [:]
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(codingPath: [any CodingKey]) {
    self.codingPath = codingPath
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedWriter<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    value = []
    return UnkeyedWriter(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleWriter(encoder: self) }

  /// Encodes one value that stands below this one.
  static func encode(_ value: some Encodable, at path: [any CodingKey]) throws -> JSON {
    let encoder = ValueEncoder(codingPath: path)
    try value.encode(to: encoder)
    return encoder.value
  }
}

private struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  private func set(_ value: JSON, _ key: Key) {
    var object = encoder.value.object ?? JSONObject()
    object[key.stringValue] = value
    encoder.value = .object(object)
  }

  mutating func encodeNil(forKey key: Key) throws { set(.null, key) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    set(try ValueEncoder.encode(value, at: codingPath + [key]), key)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    fatalError("requests and replies are plain structs; nested containers are never asked for")
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    fatalError("requests and replies are plain structs; nested containers are never asked for")
  }

  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct UnkeyedWriter: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.value.array?.count ?? 0 }

  private func append(_ value: JSON) {
    encoder.value = .array((encoder.value.array ?? []) + [value])
  }

  mutating func encodeNil() throws { append(.null) }

  mutating func encode(_ value: some Encodable) throws {
    append(try ValueEncoder.encode(value, at: codingPath + [AnyKey(intValue: count)]))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    fatalError("requests and replies are plain structs; nested containers are never asked for")
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    fatalError("requests and replies are plain structs; nested containers are never asked for")
  }

  mutating func superEncoder() -> any Encoder { encoder }
}

private struct SingleWriter: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil() throws { encoder.value = .null }
  mutating func encode(_ value: Bool) throws { encoder.value = .bool(value) }
  mutating func encode(_ value: String) throws { encoder.value = .string(value) }
  mutating func encode(_ value: Double) throws { encoder.value = .number(value) }
  mutating func encode(_ value: Float) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: Int) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: Int8) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: Int16) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: Int32) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: Int64) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: UInt) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: UInt8) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: UInt16) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: UInt32) throws { encoder.value = .number(Double(value)) }
  mutating func encode(_ value: UInt64) throws { encoder.value = .number(Double(value)) }

  mutating func encode(_ value: some Encodable) throws {
    encoder.value = try ValueEncoder.encode(value, at: codingPath)
  }
}
