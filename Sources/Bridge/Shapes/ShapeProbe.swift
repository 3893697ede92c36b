import Wire

extension Shape {
  /// Reads the fields of a type, by letting it decode itself from a decoder that notes what it is
  /// asked for and hands out samples.
  ///
  /// Understood are structs with synthesised decoding, arrays, dictionaries with text keys,
  /// optionals, the standard types, `JSON`, `Binary`, `AtLeastOne`, and enums of texts that list
  /// their cases. Another type is a mistake of the service that declares it, so it traps, at the
  /// start of the host.
  public init<Value: Decodable>(of type: Value.Type) {
    self = Shape.probe(type, depth: 0).shape
  }

  /// How deep types may nest; one that holds itself without end stops here.
  private static let depthLimit = 16

  fileprivate static func probe<Value: Decodable>(
    _ type: Value.Type, depth: Int
  ) -> (shape: Shape, sample: Value) {
    precondition(depth < depthLimit, "\(Value.self) nests deeper than \(depthLimit)")
    if let known = type as? any KnownShape.Type, let sample = known.sample as? Value {
      return (known.shape(depth: depth), sample)
    }
    if let choice = type as? any (CaseIterable & RawRepresentable).Type,
      let texts = texts(of: choice), let first = first(of: choice) as? Value
    {
      return (.choice(texts), first)
    }
    let notes = Notes(depth: depth)
    do {
      let sample = try Value(from: Probe(notes: notes))
      return (notes.shape, sample)
    } catch {
      preconditionFailure("the shape of \(Value.self) cannot be read: \(error)")
    }
  }
}

/// The texts of an enum that lists its cases; nil when its cases stand for something else.
private func texts<Choice: CaseIterable & RawRepresentable>(of type: Choice.Type) -> [String]? {
  let texts = type.allCases.compactMap { $0.rawValue as? String }
  return texts.isEmpty ? nil : texts
}

private func first<Choice: CaseIterable>(of type: Choice.Type) -> Any? { type.allCases.first }

/// A type whose shape is known without asking it.
private protocol KnownShape: Decodable {
  static func shape(depth: Int) -> Shape
  static var sample: Self { get }
}

extension Bool: KnownShape {
  fileprivate static func shape(depth: Int) -> Shape { .bool }
  fileprivate static var sample: Bool { false }
}

extension String: KnownShape {
  fileprivate static func shape(depth: Int) -> Shape { .string }
  fileprivate static var sample: String { "" }
}

extension KnownShape where Self: Numeric {
  fileprivate static func shape(depth: Int) -> Shape { .number }
  fileprivate static var sample: Self { 0 }
}

extension Double: KnownShape {}
extension Float: KnownShape {}
extension Int: KnownShape {}
extension Int8: KnownShape {}
extension Int16: KnownShape {}
extension Int32: KnownShape {}
extension Int64: KnownShape {}
extension UInt: KnownShape {}
extension UInt8: KnownShape {}
extension UInt16: KnownShape {}
extension UInt32: KnownShape {}
extension UInt64: KnownShape {}

extension JSON: KnownShape {
  fileprivate static func shape(depth: Int) -> Shape { .any }
  fileprivate static var sample: JSON { .null }
}

extension Binary: KnownShape {
  fileprivate static func shape(depth: Int) -> Shape { .binary }
  fileprivate static var sample: Binary { Binary([]) }
}

extension Array: KnownShape where Element: Decodable {
  fileprivate static func shape(depth: Int) -> Shape {
    .list(Shape.probe(Element.self, depth: depth + 1).shape, atLeast: 0)
  }
  fileprivate static var sample: [Element] { [] }
}

extension AtLeastOne: KnownShape {
  fileprivate static func shape(depth: Int) -> Shape {
    .list(Shape.probe(Element.self, depth: depth + 1).shape, atLeast: 1)
  }
  fileprivate static var sample: AtLeastOne { AtLeastOne([]) }
}

extension Dictionary: KnownShape where Key == String, Value: Decodable {
  fileprivate static func shape(depth: Int) -> Shape {
    .table(Shape.probe(Value.self, depth: depth + 1).shape)
  }
  fileprivate static var sample: [String: Value] { [:] }
}

/// What one type was found to ask for.
private final class Notes {
  let depth: Int
  var fields: [Shape.Field] = []
  /// The field whose presence was asked about, which makes it optional.
  var asked: String?

  init(depth: Int) { self.depth = depth }

  var shape: Shape { .object(fields) }
}

private struct Probe: Decoder {
  let notes: Notes
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedProbe<Key>(notes: notes))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotUnderstood() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotUnderstood() }
}

private struct NotUnderstood: Error {}

private struct KeyedProbe<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let notes: Notes
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    notes.asked = key.stringValue
    return true
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    notes.asked = key.stringValue
    return false
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    let (shape, sample) = Shape.probe(type, depth: notes.depth + 1)
    let isRequired = notes.asked != key.stringValue && shape != .any
    notes.fields.append(.init(key.stringValue, shape, isRequired: isRequired))
    return sample
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw NotUnderstood() }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw NotUnderstood()
  }

  func superDecoder() throws -> any Decoder { throw NotUnderstood() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw NotUnderstood() }
}
