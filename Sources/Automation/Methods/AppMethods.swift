import View
import Wire

/// Methods about the mini-program as a whole.
enum AppMethods {
  static let all: [String: Methods.Method] = [
    "App.callWxMethod": callWX, "App.mockWxMethod": mockWX, "App.callFunction": callFunction,
    "App.getCurrentPage": currentPage, "App.getPageStack": pageStack,
    "App.addBinding": addBinding, "App.enableLog": enableLog,
    "App.captureScreenshot": captureScreenshot, "App.exit": exit,
  ]

  @Sendable private static func callWX(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let answer = try await scene.ask(
      "callWX",
      ["method": .string(try parameters.text("method")), "args": parameters.arguments])
    return result(answer)
  }

  @Sendable private static func mockWX(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    var message = JSONObject()
    message["method"] = .string(try parameters.text("method"))
    if let source = parameters["functionDeclaration"] {
      message["source"] = source
      message["args"] = parameters.arguments
    } else {
      message["result"] = parameters.value["result"]
    }
    _ = try await scene.ask("mockWX", .object(message))
    return [:]
  }

  @Sendable private static func callFunction(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let answer = try await scene.ask(
      "evaluate",
      [
        "source": .string(try parameters.text("functionDeclaration")),
        "args": parameters.arguments,
      ])
    return result(answer)
  }

  /// `{value}` of the mini-program as `{result}`; a value that is undefined is absent.
  static func result(_ answer: JSON) -> JSON {
    var object = JSONObject()
    object["result"] = answer["value"]
    return .object(object)
  }

  private static func describe(_ page: ViewTree.Page) -> JSON {
    ["pageId": .number(Double(page.id)), "path": .string(page.path), "query": page.query]
  }

  @Sendable private static func currentPage(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    guard let page = await scene.session.view.currentPage else {
      throw AutomationError("there is no page yet")
    }
    return describe(page)
  }

  @Sendable private static func pageStack(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    ["pageStack": .array(await scene.session.view.stack.map(describe))]
  }

  @Sendable private static func addBinding(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    _ = try await scene.ask("bind", ["name": .string(try parameters.text("name"))])
    return [:]
  }

  @Sendable private static func enableLog(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    await scene.stage.tellLogs()
    return [:]
  }

  @Sendable private static func captureScreenshot(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    guard let picture = await scene.layout.picture(of: scene.session) else { throw .noScreenshot }
    return ["data": .string(Base64.text(of: picture))]
  }

  @Sendable private static func exit(
    _ scene: Scene, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    _ = await scene.session.close()
    return [:]
  }
}
