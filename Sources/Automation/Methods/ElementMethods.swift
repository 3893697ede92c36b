import View
import Wire

/// Methods about one element.
enum ElementMethods {
  static let all: [String: Methods.Method] = [
    "Element.getElement": getElement, "Element.getElements": getElements,
    "Element.getElementByXpath": getElementByXPath,
    "Element.getElementsByXpath": getElementsByXPath,
    "Element.getAttributes": getAttributes, "Element.getProperties": getProperties,
    "Element.getDOMProperties": getDOMProperties, "Element.getStyles": getStyles,
    "Element.getWXML": getWXML, "Element.getOffset": getOffset,
    "Element.getData": getData, "Element.setData": setData, "Element.callMethod": callMethod,
    "Element.callContextMethod": callContextMethod,
  ].merging(ElementActs.all) { $1 }

  @Sendable private static func getElement(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.first(scene, parameters, within: try await scene.element(parameters))
  }

  @Sendable private static func getElements(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.all(scene, parameters, within: try await scene.element(parameters))
  }

  @Sendable private static func getElementByXPath(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.first(
      scene, parameters, within: try await scene.element(parameters), isXPath: true)
  }

  @Sendable private static func getElementsByXPath(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.all(
      scene, parameters, within: try await scene.element(parameters), isXPath: true)
  }

  @Sendable private static func getAttributes(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let names = try parameters.texts("names", atMost: scene.limits.names)
    let view = await scene.session.view
    let values = names.map { name in
      view.writtenAttribute(name, of: node).map { JSON.string($0) } ?? .null
    }
    return ["attributes": .array(values)]
  }

  @Sendable private static func getProperties(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let names = try parameters.texts("names", atMost: scene.limits.names)
    let plain = names.map { MovableView.attributes[$0] ?? $0 }
    let values = try await scene.ask(
      "properties",
      ["node": .number(Double(node)), "names": .array(plain.map { .string($0) })])
    return ["properties": values]
  }

  @Sendable private static func getDOMProperties(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let names = try parameters.texts("names", atMost: scene.limits.names)
    let view = await scene.session.view
    let box = await scene.layout.box(of: node, in: scene.session) ?? ScreenBox()
    let content = await scene.layout.contentSize(of: node, in: scene.session)
    let values = names.map { name -> JSON in
      switch name {
      case "innerText", "textContent", "outerText": return .string(view.innerText(of: node))
      case "innerHTML": return .string(view.markup(of: node, isOuter: false))
      case "outerHTML": return .string(view.markup(of: node, isOuter: true))
      case "tagName", "nodeName": return .string((view.tag(of: node) ?? "").uppercased())
      case "id": return .string(view.writtenAttribute("id", of: node) ?? "")
      case "className": return .string(view.writtenAttribute("class", of: node) ?? "")
      case "offsetLeft": return .number(box.left.rounded())
      case "offsetTop": return .number(box.top.rounded())
      case "offsetWidth", "clientWidth": return .number(box.width.rounded())
      case "offsetHeight", "clientHeight": return .number(box.height.rounded())
      case "scrollWidth": return .number((content?.width ?? box.width).rounded())
      case "scrollHeight": return .number((content?.height ?? box.height).rounded())
      case "scrollTop", "scrollLeft": return view.attribute(name, of: node) ?? 0
      default: return .null
      }
    }
    return ["properties": .array(values)]
  }

  @Sendable private static func getStyles(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let names = try parameters.texts("names", atMost: scene.limits.names)
    let values = await scene.session.styles(of: node, names.map(kebabCase))
    return ["styles": .array(values.map { .string($0 ?? "") })]
  }

  /// `backgroundColor` as style sheets spell it.
  private static func kebabCase(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
  }

  @Sendable private static func getWXML(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let isOuter = parameters["type"]?.string == "outer"
    let view = await scene.session.view
    return ["wxml": .string(view.markup(of: node, isOuter: isOuter))]
  }

  @Sendable private static func getOffset(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    let box = await scene.layout.box(of: node, in: scene.session) ?? ScreenBox()
    return ["left": .number(box.left), "top": .number(box.top)]
  }

  @Sendable private static func getData(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    return DataPath.answer(
      try await scene.ask("data", ["node": .number(Double(node))]), parameters)
  }

  @Sendable private static func setData(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    _ = try await scene.ask(
      "setData", ["node": .number(Double(node)), "data": parameters["data"] ?? [:]])
    return [:]
  }

  @Sendable private static func callMethod(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let node = try await scene.element(parameters)
    return AppMethods.result(
      try await scene.ask(
        "callMethod",
        [
          "node": .number(Double(node)), "method": .string(try parameters.text("method")),
          "args": parameters.arguments,
        ]))
  }

  @Sendable private static func callContextMethod(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    _ = try await scene.element(parameters)
    guard let id = parameters["videoId"] else { throw AutomationError("id is not provided") }
    var message = JSONObject()
    message["id"] = id
    message["node"] = parameters["nodeId"]?.string.flatMap { Int($0) }.map { .number(Double($0)) }
    message["method"] = .string(try parameters.text("method"))
    message["args"] = parameters.arguments
    return AppMethods.result(try await scene.ask("video", .object(message)))
  }
}

/// What clients call the place of a movable view.
enum MovableView {
  static let attributes = ["_translateX": "x", "_translateY": "y"]
}
