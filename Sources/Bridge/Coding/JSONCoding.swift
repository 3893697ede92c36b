import Wire

/// Swift values to and from the JSON of frames, without a detour over text.
public enum JSONCoding {
  /// Reads a request. What is required must have its type; an optional field of another type is
  /// converted as JavaScript would, or left out when that gives nothing useful.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from request: CallRequest
  ) throws(CallError) -> Value {
    do {
      return try Value(
        from: ValueDecoder(
          value: request.value, attachments: request.attachments, codingPath: []))
    } catch let error as DecodingError {
      throw .parameter(describe(error))
    } catch {
      throw .internalError("\(error)")
    }
  }

  public static func encode(_ value: some Encodable) throws(CallError) -> CallRequest {
    do {
      let attachments = Attachments()
      let place = Place()
      try value.encode(
        inOrderTo: ValueEncoder(place: place, attachments: attachments, codingPath: []))
      return CallRequest(place.finished, attachments: attachments.buffers)
    } catch {
      throw .internalError("\(error)")
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    let (context, missing): (DecodingError.Context, [any CodingKey]) =
      switch error {
      case .keyNotFound(let key, let context): (context, [key])
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        (context, [])
      @unknown default: (.init(codingPath: [], debugDescription: "cannot be read"), [])
      }
    let path = (context.codingPath + missing).reduce("parameter") { path, key in
      key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
    }
    return "\(path) \(context.debugDescription);"
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
    encoder.place.value = self
  }
}
