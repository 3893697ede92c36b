import View
import Wire

/// A finger on a node: touches at a place, and the tap that they may become.
struct Finger: Sendable {
  let scene: Scene
  let node: Int
  /// The middle of the node.
  let centre: JSON

  /// Where a client says that it touches; the centre where it says nothing.
  func touches(_ parameters: Parameters) -> JSON {
    let changed = parameters["changedTouches"] ?? parameters["changeTouches"]
    let given = parameters["touches"]
    let hasChanged = changed?.array?.isEmpty == false
    let hasGiven = given?.array?.isEmpty == false
    guard hasChanged || hasGiven else { return centre }
    let all = (hasChanged ? changed : given) ?? []
    return ["touches": (hasGiven ? given : nil) ?? all, "changedTouches": all]
  }

  /// Sends a touch where somebody listens to it. When it is over no finger is left on the screen.
  func touch(_ type: String, _ touches: JSON, isOver: Bool = false) async throws(AutomationError) {
    guard await scene.session.view.listens(to: type, at: node) else { return }
    let changed = touches["changedTouches"] ?? []
    try await scene.act(
      type, at: node, [:],
      touches: [
        "touches": isOver ? [] : touches["touches"] ?? changed, "changedTouches": changed,
      ])
  }

  func tap() async throws(AutomationError) {
    let point = centre["changedTouches"]?[0]
    try await scene.act(
      "tap", at: node, ["x": point?["pageX"] ?? 0, "y": point?["pageY"] ?? 0], touches: centre)
  }

  /// What is told when the finger has stayed for long enough.
  func longPress(_ touches: JSON) async {
    for type in ["longpress", "longtap"] {
      guard await scene.session.view.listens(to: type, at: node) else { continue }
      let point = touches["changedTouches"]?[0]
      // A mini-program that ends meanwhile has nobody to tell.
      try? await scene.act(
        type, at: node, ["x": point?["pageX"] ?? 0, "y": point?["pageY"] ?? 0], touches: touches)
    }
  }
}

extension Scene {
  func finger(on node: Int) async -> Finger {
    let box = await layout.box(of: node, in: session) ?? ScreenBox()
    let x = JSON.number(box.left + box.width / 2)
    let y = JSON.number(box.top + box.height / 2)
    let point: JSON = [
      "identifier": 0, "pageX": x, "pageY": y, "clientX": x, "clientY": y, "force": 1,
    ]
    return Finger(scene: self, node: node, centre: ["touches": [point], "changedTouches": [point]])
  }
}
