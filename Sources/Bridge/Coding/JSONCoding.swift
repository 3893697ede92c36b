import Wire

/// Swift values to and from the JSON of frames, without a detour over text.
public enum JSONCoding {
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from value: JSON
  ) throws(CallError) -> Value {
    do {
      return try Value(from: ValueDecoder(value: value, codingPath: []))
    } catch let error as DecodingError {
      throw .parameter(describe(error))
    } catch {
      throw .internalError("\(error)")
    }
  }

  public static func encode(_ value: some Encodable) throws(CallError) -> JSON {
    do {
      let encoder = ValueEncoder(codingPath: [])
      try value.encode(to: encoder)
      return encoder.value
    } catch {
      throw .internalError("\(error)")
    }
  }

  /// The platform's words: `parameter.title should be String instead of Number;`
  private static func describe(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).reduce("parameter") { path, key in
        key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
      }
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context, key)) should be there;"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(path(context)) \(context.debugDescription);"
    @unknown default:
      return "parameter cannot be read;"
    }
  }
}

/// A key by name or by position.
struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }
}

extension JSON {
  /// The name of the kind as JavaScript has it.
  var kindName: String {
    switch self {
    case .null: "Null"
    case .bool: "Boolean"
    case .number: "Number"
    case .string: "String"
    case .array: "Array"
    case .object: "Object"
    }
  }
}

extension JSON: Codable {
  public init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? ValueDecoder else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "only frames carry JSON values"))
    }
    self = decoder.value
  }

  public func encode(to encoder: any Encoder) throws {
    guard let encoder = encoder as? ValueEncoder else {
      throw EncodingError.invalidValue(
        self,
        .init(codingPath: encoder.codingPath, debugDescription: "only frames carry JSON values"))
    }
    encoder.value = self
  }
}
