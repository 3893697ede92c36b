import Bridge
import Wire

/// Changes of a document. Pure.
struct CloudUpdate {
  let now: Double

  /// A new document: dates of the server are set, commands have no place in it.
  func made(_ data: JSON) throws(CallError) -> JSON { try settled(data, depth: 0) }

  /// A document with some fields changed; nested fields are merged, and a path such as `a.b` is one.
  func changed(_ document: JSON, by data: JSON) throws(CallError) -> JSON {
    guard let fields = data.object, !fields.members.isEmpty else {
      throw CloudError.query("data has no field to change")
    }
    var document = document
    for field in fields.members {
      guard field.name != "_id" else { throw CloudError.query("an _id does not change") }
      let path = field.name.split(separator: ".").map(String.init)
      document = try merged(document, at: path[...], with: field.value, depth: 0)
    }
    return document
  }

  private func merged(
    _ value: JSON?, at path: ArraySlice<String>, with change: JSON, depth: Int
  ) throws(CallError) -> JSON {
    guard depth < CloudLimits.documentDepth else {
      throw CloudError.query("documents nest deeper than \(CloudLimits.documentDepth) levels")
    }
    if let name = path.first {
      var list = value?.array
      if let index = Int(name), list?.indices.contains(index) == true {
        let changed = try merged(
          list?[index], at: path.dropFirst(), with: change, depth: depth + 1)
        list?[index] = changed
        return .array(list ?? [])
      }
      var object = value?.object ?? JSONObject()
      if path.count == 1, CloudFilter.command(change)?.op == "remove" {
        object.members.removeAll { $0.name == name }
        return .object(object)
      }
      object[name] = try merged(
        object[name], at: path.dropFirst(), with: change, depth: depth + 1)
      return .object(object)
    }
    if let (op, operand) = CloudFilter.command(change) {
      return try applied(op, operand, to: value)
    }
    guard let fields = change.object, change["$date"] == nil, value?.object != nil else {
      return try settled(change, depth: depth)
    }
    var result = value ?? [:]
    for field in fields.members {
      result = try merged(result, at: [field.name], with: field.value, depth: depth + 1)
    }
    return result
  }

  private func applied(_ op: String, _ operand: JSON, to value: JSON?) throws(CallError) -> JSON {
    let list = value?.array ?? []
    switch op {
    case "set": return try settled(operand, depth: 0)
    case "inc": return .number((value?.number ?? 0) + (operand.number ?? 0))
    case "mul": return .number((value?.number ?? 0) * (operand.number ?? 0))
    case "push": return .array(list + (try settled(operand, depth: 0).array ?? []))
    case "unshift": return .array((try settled(operand, depth: 0).array ?? []) + list)
    case "pop": return .array(list.dropLast())
    case "shift": return .array(Array(list.dropFirst()))
    default: throw CloudError.query("'\(op.prefix(40))' is no command of a change here")
    }
  }

  /// A value as it is kept.
  private func settled(_ value: JSON, depth: Int) throws(CallError) -> JSON {
    guard depth < CloudLimits.documentDepth else {
      throw CloudError.query("documents nest deeper than \(CloudLimits.documentDepth) levels")
    }
    if let list = value.array {
      var kept: [JSON] = []
      for one in list { kept.append(try settled(one, depth: depth + 1)) }
      return .array(kept)
    }
    guard let object = value.object else { return value }
    if value["$date"]?.string == "now" {
      return ["$date": .number(now + (value["$offset"]?.number ?? 0))]
    }
    guard CloudFilter.command(value) == nil else {
      throw CloudError.query("commands change fields of a document, they are no value of one")
    }
    var kept = JSONObject()
    for member in object.members { kept[member.name] = try settled(member.value, depth: depth + 1) }
    return .object(kept)
  }
}
