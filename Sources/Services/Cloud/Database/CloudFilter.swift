import Bridge
import Foundation
import Wire

/// Whether a document is what a query asks for. Pure; what comes in is hostile.
struct CloudFilter {
  /// What `$date: "now"` means.
  let now: Double

  /// - Throws: what is no condition, in a sentence.
  func matches(_ document: JSON, _ condition: JSON?, depth: Int = 0) throws(CallError) -> Bool {
    guard let condition, !condition.isNull else { return true }
    guard depth < CloudLimits.conditionDepth else {
      throw CloudError.query("conditions nest deeper than \(CloudLimits.conditionDepth) levels")
    }
    if let (op, value) = Self.command(condition) {
      return try isTrue(op, value, document, depth) { (one) throws(CallError) in
        try matches(document, one, depth: depth + 1)
      }
    }
    guard let fields = condition.object else {
      throw CloudError.query("a condition is an object, found \(condition.jsonText.prefix(60))")
    }
    for field in fields.members {
      let found = Self.value(at: field.name, in: document)
      guard try holds(found, field.value, depth: depth + 1) else { return false }
    }
    return true
  }

  /// Whether one value is as wanted: the same, or as a command says.
  private func holds(_ found: JSON?, _ wanted: JSON, depth: Int) throws(CallError) -> Bool {
    guard depth < CloudLimits.conditionDepth else {
      throw CloudError.query("conditions nest deeper than \(CloudLimits.conditionDepth) levels")
    }
    if let (op, value) = Self.command(wanted) {
      return try isTrue(op, value, found, depth) { (one) throws(CallError) in
        try holds(found, one, depth: depth + 1)
      }
    }
    if let nested = wanted.object, wanted["$date"] == nil, !nested.members.isEmpty {
      // Fields of a nested object are compared one by one.
      for member in nested.members {
        guard try holds(found?[member.name], member.value, depth: depth + 1) else { return false }
      }
      return true
    }
    return equal(found, wanted)
  }

  /// - Parameter judge: whether the same place meets another condition.
  private func isTrue(
    _ op: String, _ value: JSON, _ found: JSON?, _ depth: Int,
    _ judge: (JSON) throws(CallError) -> Bool
  ) throws(CallError) -> Bool {
    switch op {
    case "eq": return equal(found, value)
    case "neq": return !equal(found, value)
    case "gt": return order(found, value) == .orderedDescending
    case "gte": return [.orderedDescending, .orderedSame].contains(order(found, value))
    case "lt": return order(found, value) == .orderedAscending
    case "lte": return [.orderedAscending, .orderedSame].contains(order(found, value))
    case "in": return (value.array ?? []).contains { equal(found, $0) }
    case "nin": return !(value.array ?? []).contains { equal(found, $0) }
    case "exists": return (found != nil) == (value.bool ?? true)
    case "size": return found?.array?.count == value.int
    case "all":
      return (value.array ?? []).allSatisfy { one in found?.array?.contains(one) ?? false }
    case "and":
      for one in value.array ?? [] where !(try judge(one)) { return false }
      return true
    case "or":
      for one in value.array ?? [] where try judge(one) { return true }
      return false
    case "nor":
      for one in value.array ?? [] where try judge(one) { return false }
      return true
    case "not": return !(try judge(value))
    default: throw CloudError.query("'\(op.prefix(40))' is no command of a condition here")
    }
  }

  /// A list that holds a value is found by that value, as in the platform's database.
  private func equal(_ found: JSON?, _ wanted: JSON) -> Bool {
    guard let found else { return wanted.isNull }
    if let time = date(wanted) { return date(found) == time }
    if found == wanted { return true }
    guard let list = found.array, wanted.array == nil else { return false }
    return list.contains(wanted)
  }

  /// How two values of one kind stand; nil of two kinds.
  private func order(_ found: JSON?, _ wanted: JSON) -> ComparisonResult? {
    guard let found else { return nil }
    return Self.order(found, wanted, now: now)
  }

  static func order(_ one: JSON, _ other: JSON, now: Double) -> ComparisonResult? {
    func compared<Value: Comparable>(_ one: Value, _ other: Value) -> ComparisonResult {
      one < other ? .orderedAscending : one == other ? .orderedSame : .orderedDescending
    }
    if let one = one.number, let other = other.number { return compared(one, other) }
    if let one = one.string, let other = other.string { return compared(one, other) }
    if let one = one.bool, let other = other.bool { return compared(one ? 1 : 0, other ? 1 : 0) }
    if let one = date(one, now: now), let other = date(other, now: now) {
      return compared(one, other)
    }
    return nil
  }

  private func date(_ value: JSON) -> Double? { Self.date(value, now: now) }

  private static func date(_ value: JSON, now: Double) -> Double? {
    guard let date = value["$date"] else { return nil }
    return date.number ?? (date.string == "now" ? now + (value["$offset"]?.number ?? 0) : nil)
  }

  /// The command that a value is.
  static func command(_ value: JSON) -> (op: String, value: JSON)? {
    guard let op = value["$op"]?.string else { return nil }
    return (op, value["$value"] ?? .null)
  }

  /// What stands at `a.b.0`.
  static func value(at path: String, in document: JSON) -> JSON? {
    var value = document
    for part in path.split(separator: ".", omittingEmptySubsequences: false).prefix(64) {
      if let list = value.array {
        guard let index = Int(part), list.indices.contains(index) else { return nil }
        value = list[index]
      } else {
        guard let next = value[String(part)] else { return nil }
        value = next
      }
    }
    return value
  }
}

/// How the database says no (`reference/api-core.md 9.14`).
enum CloudError {
  static func query(_ why: String) -> CallError {
    CallError("Error: errCode: -502001 database request fail | errMsg: \(why)", code: -502_001)
  }

  static func missing(_ id: String) -> CallError {
    CallError(
      "cannot find document with _id \(id.prefix(64)), please make sure that the document exists"
        + " and you have the corresponding access permission", code: -1)
  }

  static func refused(_ why: String) -> CallError {
    CallError("Error: errCode: -502003 database permission denied | errMsg: \(why)", code: -502_003)
  }
}
