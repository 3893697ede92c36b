import Bridge
import Wire

extension MiniProgramHost {
  /// Stores values for a user of a program as if `setStorage` had been called.
  public func store(_ values: JSONObject, user: String, app: String) throws(CallError) {
    let context = CallContext(
      visitor: Visitor(user: user, app: app), screen: NoScreen())
    for member in values.members {
      let (tag, text) = Self.encoded(member.value)
      let entry: JSON = [.string(member.name), .string(tag), .string(text)]
      guard let outcome = services["storage.set"]?.serveNow(entry.text, context) else {
        throw .notSupported
      }
      _ = try outcome.get()
    }
  }

  /// What a user of a program has stored, by key; empty when it cannot be read.
  public func stored(user: String, app: String) -> JSONObject {
    let text = try? storage.snapshot(for: Visitor(user: user, app: app))
    let entries = text.flatMap { try? JSON(parsing: $0) }?.object?.members ?? []
    return JSONObject(
      members: entries.map { entry in
        let text = entry.value[1]?.string ?? ""
        let value =
          switch entry.value[0]?.string {
          case "Number", "Boolean", "Array", "Object": (try? JSON(parsing: text)) ?? .string(text)
          case "Null": JSON.null
          default: JSON.string(text)
          }
        return .init(name: entry.name, value: value)
      })
  }

  /// As the prelude keeps values: a type and a text (`core/storage-encoding.js`).
  private static func encoded(_ value: JSON) -> (tag: String, text: String) {
    switch value {
    case .null: ("Null", "")
    case .bool(let flag): ("Boolean", "\(flag)")
    case .number: ("Number", value.jsonText)
    case .string(let text): ("String", text)
    case .array: ("Array", value.jsonText)
    case .object: ("Object", value.jsonText)
    }
  }
}

/// A screen that nobody looks at.
private struct NoScreen: Screen {
  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {}
  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {
    answer(nil)
  }
}
