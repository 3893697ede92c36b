import Host
import View
import Wire

/// Methods that do something to an element.
enum ElementActs {
  static let all: [String: Methods.Method] = [
    "Element.tap": tap, "Element.touchstart": touchStart, "Element.touchmove": touchMove,
    "Element.touchend": touchEnd, "Element.touchcancel": touchCancel,
    "Element.triggerEvent": triggerEvent, "Element.dispatchEvent": dispatchEvent,
    "Element.callFunction": callFunction,
  ]

  @Sendable private static func tap(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let finger = await scene.finger(on: node)
    try await scene.act { (session) async throws(SessionError) in
      try await session.tap(at: node, finger.centre)
    }
    return [:]
  }

  @Sendable private static func touchStart(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let finger = await scene.finger(on: try await scene.element(parameters))
    let touches = finger.touches(parameters)
    try await touch("touchstart", scene, finger, touches)
    await scene.stage.press(finger, at: touches)
    return [:]
  }

  @Sendable private static func touchMove(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let finger = await scene.finger(on: try await scene.element(parameters))
    let touches = finger.touches(parameters)
    await scene.stage.move(to: touches)
    try await touch("touchmove", scene, finger, touches)
    return [:]
  }

  @Sendable private static func touchEnd(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let finger = await scene.finger(on: try await scene.element(parameters))
    let isTap = await scene.stage.release(finger.node)
    try await touch("touchend", scene, finger, finger.touches(parameters))
    if isTap {
      try await scene.act { (session) async throws(SessionError) in
        try await session.endTap(at: finger.node, finger.centre)
      }
    }
    return [:]
  }

  @Sendable private static func touchCancel(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let finger = await scene.finger(on: try await scene.element(parameters))
    _ = await scene.stage.release(finger.node)
    try await touch("touchcancel", scene, finger, finger.touches(parameters))
    return [:]
  }

  private static func touch(
    _ type: String, _ scene: Scene, _ finger: Finger, _ touches: Touches
  ) async throws(AutomationError) {
    try await scene.act { (session) async throws(SessionError) in
      try await session.touch(type, at: finger.node, touches)
    }
  }

  @Sendable private static func triggerEvent(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    _ = try await scene.ask(
      "trigger",
      [
        "node": .number(Double(node)), "type": .string(try parameters.text("type")),
        "detail": parameters["detail"] ?? [:],
      ])
    return [:]
  }

  @Sendable private static func dispatchEvent(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let host = try await scene.element(parameters)
    guard let type = parameters["eventName"]?.string else {
      throw AutomationError("eventName is not provided")
    }
    var node = host
    if let selector = parameters["$"]?.string, !selector.isEmpty {
      let page = try await scene.page(parameters)
      let index = await scene.stage.index(of: page, in: await scene.session.view)
      guard let found = index?.find(selector, within: host)?.first else {
        throw AutomationError("target is not found")
      }
      node = found
    }
    let data = parameters["eventData"] ?? [:]
    if type == "scroll", let detail = data["scrollDetail"] {
      try await scene.act { (session) async throws(SessionError) in
        try await session.act("scroll", at: node, detail)
      }
      return [:]
    }
    var message = JSONObject()
    message["node"] = .number(Double(node))
    message["type"] = .string(type)
    message["bubbles"] = true
    message["detail"] = data["detail"] ?? [:]
    message["touches"] = data["touches"]
    message["changedTouches"] = data["changedTouches"] ?? data["changeTouches"]
    _ = try await scene.ask("trigger", .object(message))
    return [:]
  }

  @Sendable private static func callFunction(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    guard let name = parameters["functionName"]?.string else {
      throw AutomationError("functionName is not provided")
    }
    guard let function = ElementFunctions.all[name] else {
      throw AutomationError("\(name) not exists")
    }
    return try await function(scene, node, parameters.arguments.array ?? [])
  }
}
