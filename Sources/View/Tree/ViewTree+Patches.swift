import Wire

/// Applying what a runner sends. An operation is a JSON array that begins with its name.
extension ViewTree {
  /// Applies operations in order; those before a bad one stay applied.
  public mutating func apply(_ patches: Text) throws(PatchError) {
    generation += 1
    var reader = PatchReader(patches)
    try reader.begin()
    var isFirst = true
    while try reader.next(&isFirst) {
      try apply(&reader)
      reader.operation = "list"
    }
    try reader.finish()
  }

  private mutating func apply(_ reader: inout PatchReader) throws(PatchError) {
    reader.operation = "nameless"
    try reader.begin()
    try reader.first()
    let name = try reader.string()
    reader.operation = name
    switch name {
    case "+": return try insert(&reader)
    case "-": return try remove(&reader)
    case "m": try move(&reader)
    case "t":
      let place = try known(&reader)
      try reader.field()
      let text = try reader.string()
      guard nodes[place: place].text != nil else { throw reader.malformed }
      nodes[place: place].kind = .text(text)
      try recount(place)
    case "a": return try setAttribute(&reader)
    case "d":
      let place = try known(&reader)
      try reader.field()
      guard let dataset = try reader.value().object else { throw reader.malformed }
      try change(place, reader) { $0.dataset = dataset }
    case "shape": try addShape(&reader)
    case "page", "stack", "drop", "ui":
      return try apply(Fields(operation: name, values: [.string(name)] + reader.rest()))
    default: throw .malformed(operation: String(name.prefix(16)))
    }
    try reader.skipRest()
  }

  private mutating func apply(_ fields: Fields) throws(PatchError) {
    switch fields.operation {
    case "page": try addPage(fields)
    case "stack": try setStack(fields)
    case "drop": try dropPage(fields)
    default: try setState(fields)
    }
  }

  /// The place of the node that the next field names.
  private func known(_ reader: inout PatchReader) throws(PatchError) -> Int {
    let id = try reader.id()
    guard let place = nodes.place(of: id) else {
      throw .unknownNode(id, operation: reader.operation)
    }
    return place
  }

  /// Counts the content of a node that is new or has changed.
  mutating func recount(_ place: Int) throws(PatchError) {
    let bytes = nodes[place: place].contentBytes
    try count(bytes - nodes[place: place].bytes)
    nodes[place: place].bytes = bytes
  }

  mutating func count(_ bytes: Int) throws(PatchError) {
    contentBytes += bytes
    guard contentBytes <= ViewLimits.contentBytes else {
      throw .tooMany("bytes of content", limit: ViewLimits.contentBytes)
    }
  }

  private mutating func setAttribute(_ reader: inout PatchReader) throws(PatchError) {
    let place = try known(&reader)
    try reader.field()
    let name = try reader.string()
    let isGiven = try reader.hasField()
    let value = isGiven ? try reader.value() : nil
    try change(place, reader) { $0.setAttribute(name, value) }
    if isGiven { try reader.skipRest() }
  }

  private mutating func change(
    _ place: Int, _ reader: PatchReader, _ body: (inout Node.Element) -> Void
  ) throws(PatchError) {
    guard nodes[place: place].changeElement(body) else { throw reader.malformed }
    try recount(place)
  }
}
