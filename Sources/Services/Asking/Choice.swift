import Bridge
import Wire

/// A question of the screen: choose among several things.
///
/// Its value is `{"title", "choices": [text], "most": Int}`; its answer `{"index": Int}` or
/// `{"indexes": [Int]}`, from 0. A dismissal, and an answer without a choice that is there, counts
/// as cancelling.
struct Choice: Sendable {
  let key: String
  var title: String
  var choices: [String]
  /// How many may be chosen.
  var most = 1
  /// What else the question tells.
  var more = JSONObject()

  func ask(
    _ context: CallContext, _ answer: @escaping @Sendable (Result<[Int], CallError>) -> Void
  ) {
    context.screen.ask(key, value) { [self] given in
      let picked = picked(from: given)
      answer(picked.isEmpty ? .failure(.cancelled) : .success(picked))
    }
  }

  var value: JSON {
    var value = more
    value["title"] = .string(title)
    value["choices"] = .array(choices.map { .string($0) })
    value["most"] = .number(Double(most))
    return .object(value)
  }

  /// The choices that an answer names, in its order, each once, and no more than may be.
  func picked(from answer: JSON?) -> [Int] {
    let named = answer?["indexes"]?.array?.compactMap(\.int) ?? []
    let all = answer?["index"]?.int.map { [$0] } ?? named
    var seen: Set<Int> = []
    return Array(
      all.filter { choices.indices.contains($0) && seen.insert($0).inserted }.prefix(most))
  }
}

/// A question of the screen that takes yes or no: `{"title", "content", "confirmText"}`, answered
/// by `{"confirm": Bool}`. A dismissal counts as no.
struct Confirmation: Sendable {
  let key: String
  var title: String
  var content = ""
  var confirmText = "确定"

  /// - Parameter agreed: what happens after a yes; a no fails with `cancel`.
  func ask<Reply: Sendable>(
    _ context: CallContext, _ answer: @escaping @Sendable (Result<Reply, CallError>) -> Void,
    agreed: @escaping @Sendable () -> Reply
  ) {
    let value: JSON = [
      "title": .string(title), "content": .string(content), "confirmText": .string(confirmText),
    ]
    context.screen.ask(key, value) { given in
      answer(given?["confirm"]?.bool == true ? .success(agreed()) : .failure(.cancelled))
    }
  }
}
