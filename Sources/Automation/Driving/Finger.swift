import Host
import Wire

/// A finger on a node: where a client says that it touches, or the node's middle.
struct Finger: Sendable {
  let session: Session
  let node: Int
  let centre: Touches

  /// Where a client says that it touches; the centre where it says nothing.
  func touches(_ parameters: Parameters) -> Touches {
    let changed = parameters["changedTouches"] ?? parameters["changeTouches"]
    let given = parameters["touches"]
    let hasChanged = changed?.array?.isEmpty == false
    let hasGiven = given?.array?.isEmpty == false
    guard hasChanged || hasGiven else { return centre }
    let all = (hasChanged ? changed : given) ?? []
    return Touches(touches: (hasGiven ? given : nil) ?? all, changed: all)
  }
}

extension Scene {
  func finger(on node: Int) async -> Finger {
    let box = await layout.box(of: node, in: session) ?? ScreenBox()
    return Finger(
      session: session, node: node,
      centre: Touches(x: box.left + box.width / 2, y: box.top + box.height / 2))
  }
}
