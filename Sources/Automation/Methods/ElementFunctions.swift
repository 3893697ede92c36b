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
    try await scene.act("input", at: node, ["value": .string(value)])
    if arguments.count > 1, arguments[1].bool == true { try await scene.act("confirm", at: node) }
    return [:]
  }

  @Sendable private static func tap(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    try await scene.act("tap", at: node, ["x": 0, "y": 0])
    return [:]
  }

  @Sendable private static func slide(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    try await scene.act("change", at: node, ["value": arguments.first ?? 0])
    return [:]
  }

  @Sendable private static func swipe(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    try await scene.act("change", at: node, ["current": arguments.first ?? 0])
    return [:]
  }

  @Sendable private static func move(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    try await scene.act(
      "change", at: node, ["x": number(arguments, 0), "y": number(arguments, 1)])
    return [:]
  }

  @Sendable private static func scroll(
    _ scene: Scene, _ node: Int, _ arguments: [JSON]
  ) async throws(AutomationError) -> JSON {
    var detail = JSONObject()
    detail["scrollLeft"] = number(arguments, 0)
    detail["scrollTop"] = number(arguments, 1)
    if let size = await scene.layout.contentSize(of: node, in: scene.session) {
      detail["scrollHeight"] = .number(size.height)
      detail["scrollWidth"] = .number(size.width)
    }
    try await scene.act("scroll", at: node, .object(detail))
    return [:]
  }

  private static func number(_ arguments: [JSON], _ index: Int) -> JSON {
    arguments.indices.contains(index) ? .number(arguments[index].number ?? 0) : 0
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
