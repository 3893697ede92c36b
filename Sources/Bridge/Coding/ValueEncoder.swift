import Wire

/// Encodes into JSON values. Every container has a place in the tree that is built, so containers
/// may be asked for in any order.
struct ValueEncoder: Encoder {
  let place: Place
  let attachments: Attachments
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(place: Place, attachments: Attachments, codingPath: [any CodingKey]) {
    self.place = place
    self.attachments = attachments
    self.codingPath = codingPath
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    place.becomeObject()
    return KeyedEncodingContainer(KeyedWriter<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    place.becomeList()
    return ListWriter(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// An encoder for something inside.
  func below(_ place: Place, _ key: any CodingKey) -> ValueEncoder {
    ValueEncoder(place: place, attachments: attachments, codingPath: codingPath + [key])
  }
}

/// The binary values of one reply, in the order in which they were found.
final class Attachments {
  private(set) var buffers: [[UInt8]] = []

  /// Adds one and returns its position.
  func add(_ bytes: [UInt8]) -> Int {
    buffers.append(bytes)
    return buffers.count - 1
  }
}

/// Where a value will stand.
final class Place {
  private var content = Content.value(.object(JSONObject()))

  private enum Content {
    case value(JSON)
    case list([Place])
    case object([(name: String, member: Member)])
  }

  private enum Member {
    case value(JSON)
    case place(Place)

    var finished: JSON {
      switch self {
      case .value(let value): value
      case .place(let place): place.finished
      }
    }
  }

  var value: JSON {
    get { finished }
    set { content = .value(newValue) }
  }

  func becomeObject() {
    if case .object = content { return }
    content = .object([])
  }

  func becomeList() {
    if case .list = content { return }
    content = .list([])
  }

  /// A place for a member of the object that this has become.
  func member(_ name: String) -> Place {
    let place = Place()
    add(name, .place(place))
    return place
  }

  /// Adds a member that is known already.
  func add(_ name: String, _ value: JSON) { add(name, .value(value)) }

  private func add(_ name: String, _ member: Member) {
    guard case .object(var members) = content else { return }
    content = .value(.null)
    members.append((name, member))
    content = .object(members)
  }

  /// A place at the end of the list that this has become.
  func element() -> Place {
    let place = Place()
    if case .list(var elements) = content {
      content = .list([])
      elements.append(place)
      content = .list(elements)
    }
    return place
  }

  var count: Int { if case .list(let elements) = content { elements.count } else { 0 } }

  var finished: JSON {
    switch content {
    case .value(let value): value
    case .list(let elements): .array(elements.map(\.finished))
    case .object(let members):
      .object(JSONObject(members: members.map { .init(name: $0.name, value: $0.member.finished) }))
    }
  }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { place.value = .null }
  func encode(_ value: Bool) { place.value = .bool(value) }
  func encode(_ value: String) { place.value = .string(value) }
  func encode(_ value: Double) { place.value = .number(value) }
  func encode(_ value: Float) { place.value = .number(Double(value)) }
  func encode(_ value: Int) { place.value = .number(Double(value)) }
  func encode(_ value: Int8) { place.value = .number(Double(value)) }
  func encode(_ value: Int16) { place.value = .number(Double(value)) }
  func encode(_ value: Int32) { place.value = .number(Double(value)) }
  func encode(_ value: Int64) { place.value = .number(Double(value)) }
  func encode(_ value: UInt) { place.value = .number(Double(value)) }
  func encode(_ value: UInt8) { place.value = .number(Double(value)) }
  func encode(_ value: UInt16) { place.value = .number(Double(value)) }
  func encode(_ value: UInt32) { place.value = .number(Double(value)) }
  func encode(_ value: UInt64) { place.value = .number(Double(value)) }
  func encode(_ value: some Encodable) throws { try value.encode(inOrderTo: self) }
}

extension Encodable {
  /// Tables are written by their names in order, so that equal replies are equal texts.
  func encode(inOrderTo encoder: ValueEncoder) throws {
    if let table = self as? any Table {
      try table.encode(sortedTo: encoder)
    } else {
      try encode(to: encoder)
    }
  }
}

private protocol Table {
  func encode(sortedTo encoder: ValueEncoder) throws
}

extension Dictionary: Table where Key == String, Value: Encodable {
  fileprivate func encode(sortedTo encoder: ValueEncoder) throws {
    encoder.place.becomeObject()
    for (name, value) in sorted(by: { $0.key < $1.key }) {
      try value.encode(
        inOrderTo: encoder.below(encoder.place.member(name), AnyKey(stringValue: name)))
    }
  }
}

private struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil(forKey key: Key) { add(.null, for: key) }

  // The types that most fields have are written without an encoder of their own.
  mutating func encode(_ value: String, forKey key: Key) { add(.string(value), for: key) }
  mutating func encode(_ value: Bool, forKey key: Key) { add(.bool(value), for: key) }
  mutating func encode(_ value: Double, forKey key: Key) { add(.number(value), for: key) }
  mutating func encode(_ value: Int, forKey key: Key) { add(.number(Double(value)), for: key) }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try value.encode(inOrderTo: below(key))
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { below(key).container(keyedBy: type) }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    below(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { below(key) }

  private func add(_ value: JSON, for key: Key) { encoder.place.add(key.stringValue, value) }

  private func below(_ key: Key) -> ValueEncoder {
    encoder.below(encoder.place.member(key.stringValue), key)
  }
}

private struct ListWriter: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.place.count }

  mutating func encodeNil() { encoder.place.element().value = .null }

  mutating func encode(_ value: some Encodable) throws { try value.encode(inOrderTo: below()) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { below().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    below().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { below() }

  private func below() -> ValueEncoder {
    let key = AnyKey(intValue: count)
    return encoder.below(encoder.place.element(), key)
  }
}
