import Bridge
import Foundation
import Wire

/// One ask of the database, by a mini-program or by a cloud function.
struct CloudQuery {
  let app: String
  /// Who asks: a mini-program sees and changes only what its user made, as a new collection of the
  /// platform has it; a function, nil here, everything.
  let owner: String?
  let now: Double
  /// A new document's name.
  let newID: String
  let request: JSON

  /// Whose a new document is: of the user, or of whom a function names.
  private var maker: String { owner ?? request["data"]?["_openid"]?.string ?? "" }

  func answer(_ store: CloudStore) throws(CallError) -> JSON {
    guard let verb = request["verb"]?.string, let collection = request["collection"]?.string,
      (1...CloudLimits.nameBytes).contains(collection.utf8.count)
    else {
      throw CloudError.query("a collection has a name of 1 to \(CloudLimits.nameBytes) bytes")
    }
    return try store.transaction { (transaction) throws(CallError) in
      switch verb {
      case "get": return ["data": .array(try found(collection, transaction))]
      case "count":
        let all = try matching(collection, transaction)
        return ["total": .number(Double(all.count))]
      case "update":
        let all = try matching(collection, transaction)
        for document in all { try change(document, collection, transaction) }
        return ["stats": ["updated": .number(Double(all.count))]]
      case "remove":
        let all = try matching(collection, transaction)
        for document in all { try transaction.remove(document.id, app, collection) }
        return ["stats": ["removed": .number(Double(all.count))]]
      case "add": return try add(collection, transaction)
      default: return try answer(verb, collection, transaction)
      }
    }
  }

  /// What is asked of one document by its id.
  private func answer(
    _ verb: String, _ collection: String, _ transaction: CloudTransaction
  ) throws(CallError) -> JSON {
    let id = try checked(request["id"])
    let document = try transaction.document(app, collection, id)
    let isMine = owner == nil || document?.owner == owner
    switch verb {
    case "read":
      guard let document, isMine else { throw CloudError.missing(id) }
      return ["data": projected(document.value)]
    case "delete":
      guard document != nil, isMine else { return ["stats": ["removed": 0]] }
      try transaction.remove(id, app, collection)
      return ["stats": ["removed": 1]]
    case "change":
      guard let document, isMine else { return ["stats": ["updated": 0]] }
      try change(document, collection, transaction)
      return ["stats": ["updated": 1]]
    case "set":
      guard document == nil || isMine else {
        throw CloudError.refused("the document belongs to another user")
      }
      if document == nil { try transaction.makeRoom(app) }
      let value = try made(id: id, owner: document?.owner ?? maker)
      try transaction.put(
        .init(id: id, owner: document?.owner ?? maker, value: value), app, collection)
      let isNew = document == nil
      return [
        "_id": .string(id),
        "stats": ["created": isNew ? 1 : 0, "updated": isNew ? 0 : 1],
      ]
    default: throw CloudError.query("'\(verb.prefix(40))' is no ask of the database")
    }
  }

  private func add(
    _ collection: String, _ transaction: CloudTransaction
  ) throws(CallError) -> JSON {
    let id = try request["data"]?["_id"].map { (id) throws(CallError) in try checked(id) } ?? newID
    guard try transaction.document(app, collection, id) == nil else {
      throw CloudError.query("a document with _id \(id.prefix(64)) is there already")
    }
    try transaction.makeRoom(app)
    let value = try made(id: id, owner: maker)
    try transaction.put(.init(id: id, owner: maker, value: value), app, collection)
    return ["_id": .string(id)]
  }

  private func made(id: String, owner: String) throws(CallError) -> JSON {
    var value = try CloudUpdate(now: now).made(request["data"] ?? [:]).object ?? JSONObject()
    value["_id"] = .string(id)
    // Nobody can say that another made it; a function may leave it out.
    if self.owner != nil { value["_openid"] = .string(owner) }
    return .object(value)
  }

  private func change(
    _ document: CloudStore.Document, _ collection: String, _ transaction: CloudTransaction
  ) throws(CallError) {
    var document = document
    if owner != nil, request["data"]?["_openid"] != nil {
      throw CloudError.refused("_openid cannot be changed by a mini-program")
    }
    document.value = try CloudUpdate(now: now).changed(
      document.value, by: request["data"] ?? .null)
    try transaction.put(document, app, collection)
  }

  private func matching(
    _ collection: String, _ transaction: CloudTransaction
  ) throws(CallError) -> [CloudStore.Document] {
    let filter = CloudFilter(now: now)
    var all: [CloudStore.Document] = []
    for document in try transaction.documents(app, collection, owner: owner)
    where try filter.matches(document.value, request["where"]) {
      all.append(document)
    }
    return all
  }

  private func found(
    _ collection: String, _ transaction: CloudTransaction
  ) throws(CallError) -> [JSON] {
    var values = try matching(collection, transaction).map(\.value)
    for order in (request["order"]?.array ?? []).prefix(CloudLimits.orders).reversed() {
      guard let field = order.array?.first?.string else { continue }
      values = sorted(values, by: field, isDescending: order.array?.last?.string == "desc")
    }
    let most = owner == nil ? CloudLimits.functionDocuments : CloudLimits.programDocuments
    let usual = owner == nil ? 100 : most
    let skip = max(0, request["skip"]?.int ?? 0)
    let limit = min(most, max(0, request["limit"]?.int ?? usual))
    return values.dropFirst(skip).prefix(limit).map(projected)
  }

  /// Values that are equal, or of different kinds, stay in their order.
  private func sorted(_ values: [JSON], by field: String, isDescending: Bool) -> [JSON] {
    let keyed = values.enumerated().map { index, value in
      (index: index, key: CloudFilter.value(at: field, in: value) ?? .null, value: value)
    }
    let before: ComparisonResult = isDescending ? .orderedDescending : .orderedAscending
    return keyed.sorted { one, other in
      let ranks = (Self.rank(one.key), Self.rank(other.key))
      guard ranks.0 == ranks.1 else { return (ranks.0 < ranks.1) != isDescending }
      switch CloudFilter.order(one.key, other.key, now: now) {
      case before: return true
      case .orderedSame, nil: return one.index < other.index
      default: return false
      }
    }.map(\.value)
  }

  /// Kinds of values in their order, so that a list of several kinds has one order.
  private static func rank(_ value: JSON) -> Int {
    switch value {
    case .null: 0
    case .number: 1
    case .string: 2
    case .object: value["$date"] == nil ? 3 : 6
    case .array: 4
    case .bool: 5
    }
  }

  /// The fields that were asked for: those marked true, or all but those marked false.
  private func projected(_ value: JSON) -> JSON {
    guard let fields = request["field"]?.object, !fields.members.isEmpty,
      let object = value.object
    else { return value }
    let wanted = Set(
      fields.members.filter { $0.value.bool == true || $0.value.number == 1 }.map(\.name))
    let unwanted = Set(fields.members.map(\.name)).subtracting(wanted)
    return .object(
      JSONObject(
        members: object.members.filter { member in
          wanted.isEmpty
            ? !unwanted.contains(member.name)
            : wanted.contains(member.name)
              || member.name == "_id" && !unwanted.contains("_id")
        }))
  }

  private func checked(_ id: JSON?) throws(CallError) -> String {
    let text = id?.string ?? id?.number.map { "\($0)" } ?? ""
    guard (1...CloudLimits.nameBytes).contains(text.utf8.count) else {
      throw CloudError.query("an _id has 1 to \(CloudLimits.nameBytes) bytes")
    }
    return text
  }
}
