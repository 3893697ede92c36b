import Wire

/// Reads operations from the text of a runner, part by part. Every error names the operation.
struct PatchReader {
  private var json: JSONReader
  /// The operation that is being read.
  var operation = "list"

  init(_ text: Text) { json = JSONReader(text) }

  private mutating func reading<Value>(
    _ read: (inout JSONReader) throws(JSONError) -> Value
  ) throws(PatchError) -> Value {
    do { return try read(&json) } catch { throw .notJSON(json.located(error)) }
  }

  var malformed: PatchError { .malformed(operation: operation) }

  /// Enters an array.
  mutating func begin() throws(PatchError) {
    guard try beginsArray() else { throw malformed }
  }

  /// Enters an array if one begins here.
  mutating func beginsArray() throws(PatchError) -> Bool {
    try reading { json throws(JSONError) in try json.beginsArray() }
  }

  /// Goes to the next element of the array that was entered, or past its end.
  mutating func next(_ isFirst: inout Bool) throws(PatchError) -> Bool {
    do { return try json.nextElement(&isFirst) } catch { throw .notJSON(json.located(error)) }
  }

  /// Goes to the first element, which must be there.
  mutating func first() throws(PatchError) {
    var isFirst = true
    guard try next(&isFirst) else { throw malformed }
  }

  /// Goes to an element that must be there, but not be the first.
  mutating func field() throws(PatchError) {
    var isFirst = false
    guard try next(&isFirst) else { throw malformed }
  }

  mutating func value() throws(PatchError) -> JSON {
    try reading { json throws(JSONError) in try json.value() }
  }

  mutating func stringIfAny() throws(PatchError) -> String? {
    try reading { json throws(JSONError) in try json.stringIfAny() }
  }

  mutating func string() throws(PatchError) -> String {
    guard let string = try stringIfAny() else { throw malformed }
    return string
  }

  /// A whole number from `least` on.
  mutating func integer(from least: Int = 0) throws(PatchError) -> Int {
    guard let number = try value().int, number >= least else { throw malformed }
    return number
  }

  /// An element that must be there: the id of a node.
  mutating func id() throws(PatchError) -> Int {
    try field()
    return try integer(from: 1)
  }

  /// An element that must be there: the id of a node, or 0 for none.
  mutating func optionalID() throws(PatchError) -> Int {
    try field()
    return try integer()
  }

  /// Goes to an element that may be there, not the first; otherwise past the end of the array.
  mutating func hasField() throws(PatchError) -> Bool {
    var isFirst = false
    return try next(&isFirst)
  }

  /// All elements that are left.
  mutating func rest() throws(PatchError) -> [JSON] {
    var values: [JSON] = []
    while try hasField() { values.append(try value()) }
    return values
  }

  /// Passes what is left of an array.
  mutating func skipRest() throws(PatchError) { while try hasField() { _ = try value() } }

  /// Holds when the text ends here.
  mutating func finish() throws(PatchError) {
    try reading { json throws(JSONError) in try json.finish() }
  }
}
