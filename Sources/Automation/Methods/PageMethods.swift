import View
import Wire

/// Methods about one page.
enum PageMethods {
  static let logic: [String: Methods.Method] = [
    "Page.getData": getData, "Page.setData": setData, "Page.callMethod": callMethod,
  ]

  static let view: [String: Methods.Method] = [
    "Page.getElement": getElement, "Page.getElements": getElements,
    "Page.getElementByXpath": getElementByXPath, "Page.getElementsByXpath": getElementsByXPath,
    "Page.getWindowProperties": getWindowProperties,
  ]

  @Sendable private static func getData(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let page = try await scene.page(parameters)
    let data = try await scene.ask("data", ["page": .number(Double(page))])
    return DataPath.answer(data, parameters)
  }

  @Sendable private static func setData(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let page = try await scene.page(parameters)
    _ = try await scene.ask(
      "setData", ["page": .number(Double(page)), "data": parameters["data"] ?? [:]])
    return [:]
  }

  @Sendable private static func callMethod(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let page = try await scene.page(parameters)
    return AppMethods.result(
      try await scene.ask(
        "callMethod",
        [
          "page": .number(Double(page)), "method": .string(try parameters.text("method")),
          "args": parameters.arguments,
        ]))
  }

  @Sendable private static func getElement(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.first(scene, parameters, within: nil)
  }

  @Sendable private static func getElements(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.all(scene, parameters, within: nil)
  }

  @Sendable private static func getElementByXPath(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.first(scene, parameters, within: nil, isXPath: true)
  }

  @Sendable private static func getElementsByXPath(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    try await ElementSearch.all(scene, parameters, within: nil, isXPath: true)
  }

  @Sendable private static func getWindowProperties(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let page = try await scene.page(parameters)
    let names = try parameters.texts("names", atMost: scene.limits.names)
    let window = await WindowProperties(scene, page: page)
    return ["properties": .array(names.map(window.value))]
  }
}

/// What a page's window has, as scripts of the view name it.
private struct WindowProperties {
  private let values: [String: Double]

  init(_ scene: Scene, page: Int) async {
    let info = try? await scene.ask("callWX", ["method": "getSystemInfoSync", "args": []])
    let width = info?["value"]?["windowWidth"]?.number ?? 375
    let height = info?["value"]?["windowHeight"]?.number ?? 603
    let content = await scene.layout.contentSize(of: page, in: scene.session)
    let top = await scene.session.view.states["scroll:\(page)"]?["scrollTop"]?.number ?? 0
    values = [
      "innerWidth": width, "innerHeight": height, "outerWidth": width, "outerHeight": height,
      "scrollX": 0, "scrollY": top, "pageXOffset": 0, "pageYOffset": top,
      "document.documentElement.scrollWidth": max(content?.width ?? width, width),
      "document.documentElement.scrollHeight": max(content?.height ?? height, height),
      "document.documentElement.scrollTop": top, "document.body.scrollTop": top,
      "document.documentElement.clientWidth": width,
      "document.documentElement.clientHeight": height,
    ]
  }

  func value(_ name: String) -> JSON { values[name].map { .number($0) } ?? .null }
}

/// A part of data by its path, such as `a.b[0].c`.
enum DataPath {
  /// `{data}`, or nothing when the path leads nowhere.
  static func answer(_ data: JSON, _ parameters: Parameters) -> JSON {
    var object = JSONObject()
    if let path = parameters["path"]?.string, !path.isEmpty {
      object["data"] = value(at: path, of: data)
    } else {
      object["data"] = data
    }
    return .object(object)
  }

  static func value(at path: String, of data: JSON) -> JSON? {
    var current: JSON? = data
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      let name = part.hasSuffix("]") ? part.dropLast() : part
      let word = name.trimmingQuotes
      if let list = current?.array {
        current = Int(word).flatMap { list.indices.contains($0) ? list[$0] : nil }
      } else {
        current = current?[word]
      }
      if current == nil { return nil }
    }
    return current
  }
}

extension Substring {
  /// The text between quotes, if it stands in some.
  fileprivate var trimmingQuotes: String {
    guard count >= 2, let first, first == last, first == "'" || first == "\"" else {
      return String(self)
    }
    return String(dropFirst().dropLast())
  }
}
