import Wire

/// The form of a request, a reply or an event, as far as it can be checked and written down.
public indirect enum Shape: Hashable, Sendable {
  /// Any value, also none.
  case any
  case bool
  case number
  case string
  /// One of these texts.
  case choice([String])
  /// An ArrayBuffer.
  case binary
  case list(Shape, atLeast: Int)
  /// An object whose names are not fixed.
  case table(Shape)
  case object([Field])

  public struct Field: Hashable, Sendable {
    public let name: String
    public let shape: Shape
    public let isRequired: Bool

    public init(_ name: String, _ shape: Shape, isRequired: Bool = true) {
      self.name = name
      self.shape = shape
      self.isRequired = isRequired
    }
  }
}

extension Shape {
  /// A sample value that stands for what is required, as the manifest carries it: of an object the
  /// required members, of a list as many items as it needs. Nil where any value will do.
  public var template: JSON? {
    switch self {
    case .any: nil
    case .bool: false
    case .number: 0
    case .string, .choice: ""
    // The prelude compares types before buffers are taken out, where only the name is known.
    case .binary: nil
    case .list(let element, let count):
      .array(Array(repeating: element.template ?? .null, count: count))
    case .table: [:]
    case .object(let fields):
      .object(
        JSONObject(
          members: fields.compactMap { field in
            guard field.isRequired, let template = field.shape.template else { return nil }
            return .init(name: field.name, value: template)
          }))
    }
  }

  /// What is wrong with a value, in the platform's sentences without anything between them; empty
  /// when nothing is. Only what is required is looked at (`reference/api-conventions.md 8.2`).
  public func sentences(about value: JSON?, path: String = "parameter") -> String {
    if accepts(value) { return "" }
    switch (self, value) {
    case (.object(let fields), .object(let object)):
      return fields.filter(\.isRequired).map {
        $0.shape.sentences(about: object[$0.name], path: "\(path).\($0.name)")
      }.joined()
    case (.list(let element, let count), .array(let elements)):
      guard elements.count >= count else {
        return "\(path) should have at least \(count) item\(count == 1 ? "" : "s");"
      }
      return elements.prefix(count).enumerated().map {
        element.sentences(about: $0.element, path: "\(path)[\($0.offset)]")
      }.joined()
    default:
      return "\(path) should be \(typeName) instead of \(value?.typeName ?? "Undefined");"
    }
  }

  /// Whether there is nothing to say about a value.
  private func accepts(_ value: JSON?) -> Bool {
    switch (self, value) {
    case (.any, _), (.bool, .bool), (.number, .number), (.string, .string), (.choice, .string),
      (.binary, .object), (.table, .object):
      true
    case (.object(let fields), .object(let object)):
      fields.allSatisfy { !$0.isRequired || $0.shape.accepts(object[$0.name]) }
    case (.list(let element, let count), .array(let elements)):
      elements.count >= count && elements.prefix(count).allSatisfy { element.accepts($0) }
    default: false
    }
  }

  private var typeName: String {
    switch self {
    case .any: "anything"
    case .bool: "Boolean"
    case .number: "Number"
    case .string, .choice: "String"
    case .binary: "ArrayBuffer"
    case .list: "Array"
    case .table, .object: "Object"
    }
  }
}

extension JSON {
  /// The name of the type as `Object.prototype.toString` has it.
  var typeName: String {
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
