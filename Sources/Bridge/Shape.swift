import Wire

/// Which fields a request must have, and of what kind.
struct Shape: Sendable {
  /// A sample value for each field that must be there; its kind is the kind that is expected.
  let template: JSON

  /// No field is required.
  init() { template = [:] }

  /// Reads the shape off a complete example: a field is required when a request without it
  /// cannot be decoded.
  init<Request: Codable>(_ example: Request) {
    guard let full = (try? JSONCoding.encode(example))?.object else {
      template = [:]
      return
    }
    var required = JSONObject()
    for member in full.members {
      var without = full
      without[member.name] = nil
      let decoded = try? JSONCoding.decode(Request.self, from: .object(without))
      if decoded == nil { required[member.name] = member.value.blank }
    }
    template = .object(required)
  }
}

extension JSON {
  /// A value of the same kind that says nothing.
  fileprivate var blank: JSON {
    switch self {
    case .null: .null
    case .bool: false
    case .number: 0
    case .string: ""
    case .array: []
    case .object: [:]
    }
  }
}
