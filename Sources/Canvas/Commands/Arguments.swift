import Wire

/// One command, `["name", argument, …]`, whose arguments are read with their types.
struct Arguments {
  let name: String
  private let values: [JSON]

  init(_ command: JSON) throws {
    guard let values = command.array, let name = values.first?.string else {
      throw CanvasError("a command is a list that begins with a name")
    }
    self.name = name
    self.values = values
  }

  var count: Int { values.count - 1 }

  /// The value of an argument, from 1; nil past the last.
  func value(_ index: Int) -> JSON? { values.indices.contains(index) ? values[index] : nil }

  func number(_ index: Int) throws -> Double {
    try Self.number(value(index)) ?? { throw wrong(index, "a finite number") }()
  }

  func text(_ index: Int) throws -> String {
    guard let text = value(index)?.string else { throw wrong(index, "a text") }
    return text
  }

  func flag(_ index: Int) throws -> Bool {
    guard let flag = value(index)?.bool else { throw wrong(index, "true or false") }
    return flag
  }

  func list(_ index: Int, atMost limit: Int) throws -> [JSON] {
    guard let list = value(index)?.array else { throw wrong(index, "a list") }
    guard list.count <= limit else {
      throw CanvasError("\(name) takes at most \(limit) items; found \(list.count)")
    }
    return list
  }

  func numbers(_ index: Int, atMost limit: Int) throws -> [Double] {
    try list(index, atMost: limit).map { item in
      try Self.number(item) ?? { throw wrong(index, "a list of finite numbers") }()
    }
  }

  func point(_ index: Int) throws -> Point {
    Point(x: try number(index), y: try number(index + 1))
  }

  func wrong(_ index: Int, _ expected: String) -> CanvasError {
    CanvasError("argument \(index) of \(name) should be \(expected)")
  }

  private static func number(_ value: JSON?) -> Double? {
    guard let number = value?.number, number.isFinite else { return nil }
    return min(max(number, -CanvasLimits.coordinate), CanvasLimits.coordinate)
  }
}
