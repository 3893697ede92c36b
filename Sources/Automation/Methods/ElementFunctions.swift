import Host
import View
import Wire

/// What `Element.callFunction` knows: each changes a control as a person would.
enum ElementFunctions {
  typealias Function =
    @Sendable (Scene, Int, _ arguments: [JSON]) async throws(AutomationError) -> JSON

  static let all: [String: Function] = [
    "input.input": input, "textarea.input": input, "switch.tap": tap, "slider.slideTo": slide,
    "swiper.swipeTo": swipe, "movable-view.moveTo": move, "scroll-view.scrollTo": scroll,
    "scroll-view.scrollTop": scrollTop, "scroll-view.scrollLeft": scrollLeft,
    "scroll-view.scrollWidth": scrollWidth, "scroll-view.scrollHeight": scrollHeight,
  ]

  @Sendable private static func input(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let value = arguments.first.map { $0.string ?? $0.jsonText } ?? ""
    let confirms = arguments.count > 1 && arguments[1].bool == true
    try await scene.act { (session) async throws(SessionError) in
      try await session.input(at: node, text: value)
      if confirms { try await session.act("confirm", at: node) }
    }
    return [:]
  }

  @Sendable private static func tap(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    try await scene.act { (session) async throws(SessionError) in
      try await session.endTap(at: node)
    }
    return [:]
  }

  @Sendable private static func slide(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let value = arguments.first ?? 0
    try await scene.act { (session) async throws(SessionError) in
      try await session.pick(at: node, value)
    }
    return [:]
  }

  @Sendable private static func swipe(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let item = arguments.first?.int ?? 0
    try await scene.act { (session) async throws(SessionError) in
      try await session.swipe(at: node, to: item)
    }
    return [:]
  }

  @Sendable private static func move(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let (x, y) = (number(arguments, 0), number(arguments, 1))
    try await scene.act { (session) async throws(SessionError) in
      try await session.move(at: node, x: x, y: y)
    }
    return [:]
  }

  @Sendable private static func scroll(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let (left, top) = (number(arguments, 0), number(arguments, 1))
    let size = await scene.layout.contentSize(of: node, in: scene.session)
    try await scene.act { (session) async throws(SessionError) in
      try await session.scroll(at: node, left: left, top: top, contentHeight: size?.height)
    }
    return [:]
  }

  private static func number(_ arguments: [JSON], _ index: Int) -> Double {
    arguments.indices.contains(index) ? arguments[index].number ?? 0 : 0
  }

  @Sendable private static func scrollTop(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    ["result": await scene.session.view.attribute("scrollTop", of: node) ?? 0]
  }

  @Sendable private static func scrollLeft(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    ["result": await scene.session.view.attribute("scrollLeft", of: node) ?? 0]
  }

  @Sendable private static func scrollWidth(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let size = await scene.layout.contentSize(of: node, in: scene.session)
    return ["result": .number((size?.width ?? 0).rounded())]
  }

  @Sendable private static func scrollHeight(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    let size = await scene.layout.contentSize(of: node, in: scene.session)
    return ["result": .number((size?.height ?? 0).rounded())]
  }
}
