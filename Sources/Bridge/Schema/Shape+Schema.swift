import Wire

/// A declaration in JSON that cannot be understood: where, what was found and what is expected.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

extension Shape {
  /// Reads a shape from its declaration in JSON: `"string"`, `"number"`, `"boolean"`, `"any"`,
  /// `"a|b"` for one of several texts, `["number"]` for a list, `{"*": "number"}` for a table, and
  /// `{"city": "string", "days?": "number"}` for an object, in which `?` marks what may be left out.
  public init(schema: JSON, at path: String = "shape", depth: Int = 0) throws(SchemaError) {
    guard depth < Self.schemaDepth else {
      throw SchemaError("\(path) nests deeper than \(Self.schemaDepth) levels")
    }
    switch schema {
    case .string("string"): self = .string
    case .string("number"): self = .number
    case .string("boolean"): self = .bool
    case .string("any"): self = .any
    case .string(let text) where text.contains("|"):
      self = .choice(text.split(separator: "|").map(String.init))
    case .array(let elements) where elements.count == 1:
      self = .list(
        try Shape(schema: elements[0], at: path + "[0]", depth: depth + 1), atLeast: 0)
    case .object(let object) where object.members.map(\.name) == ["*"]:
      self = .table(
        try Shape(schema: object.members[0].value, at: path + ".*", depth: depth + 1))
    case .object(let object):
      var fields: [Field] = []
      for member in object.members {
        let isOptional = member.name.hasSuffix("?")
        let name = isOptional ? String(member.name.dropLast()) : member.name
        let shape = try Shape(schema: member.value, at: "\(path).\(name)", depth: depth + 1)
        fields.append(Field(name, shape, isRequired: !isOptional))
      }
      self = .object(fields)
    default:
      throw SchemaError(
        "\(path) is \(schema.jsonText.prefix(60)); expected \"string\", \"number\", \"boolean\", "
          + "\"any\", \"a|b\", [shape], {\"*\": shape} or an object of shapes")
    }
  }

  private static let schemaDepth = 16
}
