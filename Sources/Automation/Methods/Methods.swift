import Wire

/// All methods of the protocol by their names (`reference/automation-protocol.md 5`).
enum Methods {
  typealias Method = @Sendable (Scene, Parameters) async throws(AutomationError) -> JSON

  /// Those that the mini-program's logic answers, whatever page they name.
  static let app: [String: Method] = AppMethods.all.merging(PageMethods.logic) { $1 }

  /// Those that the view of the page answers that they name.
  static let view: [String: Method] = PageMethods.view.merging(ElementMethods.all) { $1 }

  /// Finds who answers, in the order of the original (4).
  static func perform(
    _ parameters: Parameters, on stage: Stage
  ) async throws(AutomationError) -> JSON {
    let name = parameters.method
    if name.hasPrefix("Tool.") {
      guard let method = ToolMethods.all[name] else { throw .unimplemented(name, onPage: false) }
      return try await method(stage, parameters)
    }
    let scene = try await stage.scene()
    if let method = app[name] { return try await method(scene, parameters) }
    guard parameters["pageId"] != nil else { throw .unimplemented(name, onPage: false) }
    _ = try await scene.page(parameters)
    guard let method = view[name] else { throw .unimplemented(name, onPage: true) }
    return try await method(scene, parameters)
  }
}
