import View
import Wire

/// What a person does with the screen.
extension Session {
  /// Taps the first node that a selector finds, or, when none does, that shows this text.
  public func tap(_ target: String) async throws(SessionError) {
    let node = try node(target)
    try await send(
      "dom", ["node": .number(Double(node)), "type": "tap", "detail": ["x": 0, "y": 0]])
  }

  /// Replaces the text of the first input that a selector finds.
  public func input(_ selector: String, text: String) async throws(SessionError) {
    let node = try node(selector)
    try await send(
      "dom",
      ["node": .number(Double(node)), "type": "input", "detail": ["value": .string(text)]])
  }

  private func node(_ target: String) throws(SessionError) -> Int {
    if let found = view.find(target) ?? view.find(showing: target) { return found }
    throw .refused("nothing on the page matches '\(target)', neither as a selector nor as a text")
  }

  /// The pages that are open, bottom first, as paths with their queries.
  public func stack() async -> [String] {
    guard let answer = try? await ask("stack"), let pages = answer.array else { return [] }
    return pages.compactMap { page in
      guard let path = page["path"]?.string else { return nil }
      let query = page["query"]?.object?.members.compactMap { member in
        member.value.string.map { "\(member.name)=\($0)" }
      }
      guard let query, !query.isEmpty else { return path }
      return path + "?" + query.joined(separator: "&")
    }
  }
}
