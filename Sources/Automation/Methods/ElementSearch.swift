import View
import Wire

/// Finding elements by selector or XPath.
enum ElementSearch {
  static func first(
    _ scene: Scene, _ parameters: Parameters, within node: Int?, isXPath: Bool = false
  ) async throws(AutomationError) -> JSON {
    let (found, view) = try await find(scene, parameters, within: node, isXPath: isXPath)
    guard let first = found.first else { throw .noSuchElement }
    return scene.descriptor(of: first, in: view)
  }

  static func all(
    _ scene: Scene, _ parameters: Parameters, within node: Int?, isXPath: Bool = false
  ) async throws(AutomationError) -> JSON {
    let (found, view) = try await find(scene, parameters, within: node, isXPath: isXPath)
    return ["elements": .array(found.map { scene.descriptor(of: $0, in: view) })]
  }

  private static func find(
    _ scene: Scene, _ parameters: Parameters, within node: Int?, isXPath: Bool
  ) async throws(AutomationError) -> (nodes: [Int], view: ViewTree) {
    let page = try await scene.page(parameters)
    let text = try parameters.text("selector")
    let view = await scene.session.view
    guard let index = await scene.stage.index(of: page, in: view) else { throw .pageDestroyed }
    let found = isXPath ? index.find(xpath: text, within: node) : index.find(text, within: node)
    guard let found else {
      let kind = isXPath ? "an XPath" : "a selector"
      throw AutomationError("'\(String(text.prefix(200)))' is not \(kind)")
    }
    return (found, view)
  }
}
