import View
import Wire

/// What a person does with the screen. A target is a selector, or a text that a node shows; what is
/// disabled ignores all of it.
extension Session {
  /// Taps the first node that a selector finds, or, when none does, that shows this text. Who
  /// listens to touches hears them first (`reference/events.md 5.7`).
  public func tap(_ target: String) async throws(SessionError) {
    try await tap(at: try node(target))
  }

  /// Holds a node for longer than 350 ms. A tap follows, unless somebody listens to `longpress`.
  public func longPress(_ target: String) async throws(SessionError) {
    try await longPress(at: try node(target))
  }

  /// Replaces the text of an input.
  public func input(_ target: String, text: String) async throws(SessionError) {
    try await input(at: try node(target), text: text)
  }

  public func input(at node: Int, text: String) async throws(SessionError) {
    try await act("input", at: node, ["value": .string(text)])
  }

  /// Presses the key that confirms the text of an input; in a textarea it may be a line break.
  public func confirm(_ target: String) async throws(SessionError) {
    try await act("confirm", at: try node(target))
  }

  /// Gives an input the focus.
  public func focus(_ target: String) async throws(SessionError) {
    try await act("focus", at: try node(target))
  }

  /// Takes the focus from an input.
  public func blur(_ target: String) async throws(SessionError) {
    try await act("blur", at: try node(target))
  }

  /// Chooses a value in a picker, picker-view or slider: an index, a list of them, a time, a date,
  /// the names of a region, a number.
  public func pick(_ target: String, _ value: JSON) async throws(SessionError) {
    try await pick(at: try node(target), value)
  }

  public func pick(at node: Int, _ value: JSON) async throws(SessionError) {
    try await act("change", at: node, ["value": value])
  }

  /// Leaves a picker without choosing.
  public func cancel(_ target: String) async throws(SessionError) {
    try await act("cancel", at: try node(target))
  }

  /// Scrolls a scroll-view to a place, in px. Where the content's height is given, the lower edge
  /// is known, and `scrolltolower` is told.
  public func scroll(
    _ target: String, left: Double? = nil, top: Double? = nil, contentHeight: Double? = nil
  ) async throws(SessionError) {
    try await scroll(at: try node(target), left: left, top: top, contentHeight: contentHeight)
  }

  public func scroll(
    at node: Int, left: Double? = nil, top: Double? = nil, contentHeight: Double? = nil
  ) async throws(SessionError) {
    var detail = JSONObject()
    detail["scrollLeft"] = left.map { .number($0) }
    detail["scrollTop"] = top.map { .number($0) }
    detail["scrollHeight"] = contentHeight.map { .number($0) }
    try await act("scroll", at: node, .object(detail))
  }

  /// Pulls a scroll-view down until it refreshes.
  public func pullDown(_ target: String) async throws(SessionError) {
    try await act("refresherrefresh", at: try node(target))
  }

  /// Swipes a swiper to an item.
  public func swipe(_ target: String, to item: Int) async throws(SessionError) {
    try await swipe(at: try node(target), to: item)
  }

  public func swipe(at node: Int, to item: Int) async throws(SessionError) {
    try await act("change", at: node, ["current": .number(Double(item))])
  }

  /// Drags a movable-view to a place in its area, in px.
  public func move(_ target: String, x: Double, y: Double) async throws(SessionError) {
    try await move(at: try node(target), x: x, y: y)
  }

  public func move(at node: Int, x: Double, y: Double) async throws(SessionError) {
    try await act("change", at: node, ["x": .number(x), "y": .number(y)])
  }

  /// Taps a marker of a map.
  public func tapMarker(_ target: String, id: Int) async throws(SessionError) {
    try await act("markertap", at: try node(target), ["markerId": .number(Double(id))])
  }

  /// Tells a node of an event of a person: `confirm`, `focus`, `blur`, `change`, `cancel` …
  public func act(
    _ type: String, at node: Int, _ detail: JSON = [:]
  ) async throws(SessionError) {
    try await send(
      "dom",
      ["node": .number(Double(node)), "type": .string(type), "detail": detail])
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
