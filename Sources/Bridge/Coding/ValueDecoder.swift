import Wire

/// Decodes from a JSON value.
struct ValueDecoder: Decoder {
  let value: JSON
  let attachments: [[UInt8]]
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let object = value.object else { throw mismatch("Object") }
    return KeyedDecodingContainer(KeyedReader<Key>(object: object, around: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let elements = value.array else { throw mismatch("Array") }
    return ListReader(elements: elements, around: self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  /// A decoder for something inside this value.
  func below(_ value: JSON, _ key: any CodingKey) -> ValueDecoder {
    ValueDecoder(value: value, attachments: attachments, codingPath: codingPath + [key])
  }

  fileprivate func mismatch(_ expected: String) -> DecodingError {
    .typeMismatch(
      JSON.self,
      .init(
        codingPath: codingPath,
        debugDescription: "should be \(expected) instead of \(value.typeName)"))
  }
}

extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { value.isNull }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard let value = value.bool else { throw mismatch("Boolean") }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    guard let value = value.string else { throw mismatch("String") }
    return value
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard let value = value.number else { throw mismatch("Number") }
    return value
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

  private func integer<Value: FixedWidthInteger>() throws -> Value {
    guard let number = value.number else { throw mismatch("Number") }
    guard let integer = Value(exactly: number) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath,
          debugDescription: "should be a whole number from \(Value.min) to \(Value.max)"))
    }
    return integer
  }
}

private struct ListReader: UnkeyedDecodingContainer {
  let elements: [JSON]
  let around: ValueDecoder
  var currentIndex = 0

  init(elements: [JSON], around: ValueDecoder) {
    self.elements = elements
    self.around = around
  }

  var codingPath: [any CodingKey] { around.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, elements[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try Value(from: try next())
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try next().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> ValueDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSON.self,
        .init(
          codingPath: codingPath,
          debugDescription: "should have at least \(currentIndex + 1) items"))
    }
    defer { currentIndex += 1 }
    return around.below(elements[currentIndex], AnyKey(intValue: currentIndex))
  }
}
