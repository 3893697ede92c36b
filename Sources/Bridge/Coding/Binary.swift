/// Bytes that are an ArrayBuffer for the mini-program. They travel beside the JSON, in which
/// `{"$buffer": 0}` stands for the first of them.
public struct Binary: Hashable, Sendable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The name that marks the place of a buffer in JSON.
  static let mark = "$buffer"
}

extension Binary: Codable {
  public init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? ValueDecoder,
      let index = decoder.value[Self.mark]?.int, decoder.attachments.indices.contains(index)
    else {
      throw DecodingError.typeMismatch(
        Binary.self,
        .init(codingPath: decoder.codingPath, debugDescription: "should be ArrayBuffer"))
    }
    bytes = decoder.attachments[index]
  }

  public func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? ValueEncoder else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "only frames carry buffers"))
    }
    encoder.place.value = [Self.mark: .number(Double(encoder.attachments.add(bytes)))]
  }
}

/// An array that must not be empty.
public struct AtLeastOne<Element: Codable & Sendable>: Sendable {
  public var elements: [Element]

  public init(_ elements: [Element]) { self.elements = elements }
}

extension AtLeastOne: Codable {
  public init(from decoder: any Decoder) throws { elements = try [Element](from: decoder) }

  public func encode(to encoder: any Encoder) throws { try elements.encode(to: encoder) }
}
