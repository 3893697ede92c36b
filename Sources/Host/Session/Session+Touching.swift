import View
import Wire

/// Touch points of one touch event, as listeners get them.
public struct Touches: Sendable {
  /// The fingers on the screen.
  public var touches: JSON
  /// Those whose state the event is about.
  public var changed: JSON

  public init(touches: JSON, changed: JSON) {
    self.touches = touches
    self.changed = changed
  }

  /// One finger at a place of the page, in px.
  public init(x: Double = 0, y: Double = 0) {
    let point: JSON = [
      "identifier": 0, "pageX": .number(x), "pageY": .number(y), "clientX": .number(x),
      "clientY": .number(y), "force": 1,
    ]
    self.init(touches: [point], changed: [point])
  }

  /// Where the finger is that the event is about.
  public var x: Double { changed[0]?["pageX"]?.number ?? 0 }
  public var y: Double { changed[0]?["pageY"]?.number ?? 0 }
}

/// A finger on a node: its touches, and the tap or the long press that they make.
extension Session {
  /// Sends `touchstart`, `touchmove`, `touchend` or `touchcancel`, where somebody listens to it.
  /// After the last two no finger is on the screen.
  public func touch(
    _ type: String, at node: Int, _ touches: Touches = Touches()
  ) async throws(SessionError) {
    guard view.listens(to: type, at: node) else { return }
    let isOver = type == "touchend" || type == "touchcancel"
    try await press(
      type, at: node, [:],
      Touches(touches: isOver ? [] : touches.touches, changed: touches.changed))
  }

  /// The tap alone, that follows a touch.
  public func endTap(at node: Int, _ touches: Touches = Touches()) async throws(SessionError) {
    try await press("tap", at: node, ["x": .number(touches.x), "y": .number(touches.y)], touches)
  }

  /// Tells those who listen that a finger has stayed for longer than 350 ms; false when nobody
  /// listens to `longpress`, and a tap will follow.
  @discardableResult
  public func hold(
    at node: Int, _ touches: Touches = Touches()
  ) async throws(SessionError) -> Bool {
    let isHeard = view.listens(to: "longpress", at: node)
    for type in ["longpress", "longtap"] where view.listens(to: type, at: node) {
      try await press(type, at: node, ["x": .number(touches.x), "y": .number(touches.y)], touches)
    }
    return isHeard
  }

  /// Taps a node. Who listens to touches hears them first (`reference/events.md 5.7`).
  public func tap(at node: Int, _ touches: Touches = Touches()) async throws(SessionError) {
    try await touch("touchstart", at: node, touches)
    try await touch("touchend", at: node, touches)
    try await endTap(at: node, touches)
  }

  /// Holds a node for longer than 350 ms. A tap follows, unless somebody listens to `longpress`.
  public func longPress(at node: Int) async throws(SessionError) {
    try await touch("touchstart", at: node)
    let isHeard = try await hold(at: node)
    try await touch("touchend", at: node)
    if !isHeard { try await endTap(at: node) }
  }

  private func press(
    _ type: String, at node: Int, _ detail: JSON, _ touches: Touches
  ) async throws(SessionError) {
    try await send(
      "dom",
      [
        "node": .number(Double(node)), "type": .string(type), "detail": detail,
        "touches": touches.touches, "changedTouches": touches.changed,
      ])
  }
}
