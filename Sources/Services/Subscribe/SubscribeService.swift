import Bridge
import Wire

/// Asking for permission to send messages (`reference/api-core.md 9.10`).
///
/// The screen is asked under `subscribe`, with a `Choice` of the templates: those that are chosen
/// are accepted, the others rejected; a dismissal rejects all. `{"results": {id: word}}` says it
/// in the platform's words. What was accepted is kept as a deed.
public struct SubscribeService: Service {
  public static let name = "subscribe"
  /// Templates of one request (`reference/api-conventions.md 8.8`).
  static let templates = 5
  static let templateCharacters = 128
  private static let words: Set = ["accept", "reject", "ban", "filter"]

  public init() {}

  public var calls: [Call] {
    for (name, version) in [
      ("requestSubscribeMessage", "2.4.4"), ("requestSubscribeDeviceMessage", "2.20.1"),
      ("requestSubscribeEmployeeMessage", "3.7.12"),
    ] {
      Call(asking: name, example: (Templates(tmplIds: ["a"]), ["a": "accept"])) {
        (request: Templates, context, answer) throws(CallError) in
        try ask(name, request, context, answer)
      }
      .summary("Asks whether messages of some templates may be sent.").category("Open")
      .since(version).errors([1001: "invalid template ids"])
      .limits(named: ["tmplIds": "\(Self.templates)"])
    }
  }

  private func ask(
    _ name: String, _ request: Templates, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<[String: JSON], CallError>) -> Void
  ) throws(CallError) {
    let ids = try judged(request.tmplIds)
    var choice = Choice(key: "subscribe", title: "订阅消息", choices: ids)
    choice.most = ids.count
    let asked = choice
    context.screen.ask(asked.key, asked.value) { given in
      let picked = Set(asked.picked(from: given).map { ids[$0] })
      var results: [String: JSON] = [:]
      for id in ids {
        let said = given?["results"]?[id]?.string
        let word = picked.contains(id) ? "accept" : "reject"
        results[id] = .string(said.flatMap { Self.words.contains($0) ? $0 : nil } ?? word)
      }
      let accepted = ids.filter { results[$0] == "accept" }
      if !accepted.isEmpty {
        context.device.record(name, ["tmplIds": .array(accepted.map { .string($0) })])
      }
      answer(.success(results))
    }
  }

  private func judged(_ ids: [JSON]) throws(CallError) -> [String] {
    guard !ids.isEmpty else { throw CallError("TmplIds can't be empty", errno: 1001, code: 10_001) }
    guard ids.count <= Self.templates else {
      throw CallError(
        "\(ids.count) template ids were given; at most \(Self.templates) fit", errno: 1001,
        code: 20_003)
    }
    let texts = ids.compactMap(\.string).filter {
      (1...Self.templateCharacters).contains($0.count)
    }
    guard texts.count == ids.count else {
      throw CallError("Invalid template id", errno: 1001, code: 10_004)
    }
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  struct Templates: Codable, Sendable {
    /// One to five ids of templates.
    var tmplIds: [JSON]
  }
}
