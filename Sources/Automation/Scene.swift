import Host
import View
import Wire

/// What a method works on: the mini-program that runs now, and the page and element that its
/// request names.
struct Scene: Sendable {
  let stage: Stage
  let session: Session
  let layout: any ScreenLayout
  let limits: AutomationLimits

  /// Asks the mini-program.
  func ask(_ name: String, _ value: JSON) async throws(AutomationError) -> JSON {
    do { return try await session.ask(name, value) } catch { throw AutomationError(error) }
  }

  /// Does what a person would do, and waits until the mini-program has done what follows from it
  /// at once.
  func act(
    _ verb: (Session) async throws(SessionError) -> Void
  ) async throws(AutomationError) {
    do { try await verb(session) } catch { throw AutomationError(error) }
  }

  /// The page that a request names, which has to be on the stack.
  func page(_ parameters: Parameters) async throws(AutomationError) -> Int {
    guard let value = parameters["pageId"] else {
      throw .unimplemented(parameters.method, onPage: false)
    }
    let id = value.int ?? value.string.flatMap { Int($0) }
    guard let id, await session.view.stack.contains(where: { $0.id == id }) else {
      throw .pageDestroyed
    }
    return id
  }

  /// The element that a request names, which has to be on the page that it names.
  func element(_ parameters: Parameters) async throws(AutomationError) -> Int {
    let page = try await page(parameters)
    let text = try parameters.text("elementId")
    guard let id = Int(text), await session.view.page(around: id) == page,
      await session.view.tag(of: id) != nil
    else { throw .elementDestroyed }
    return id
  }

  /// What a client gets to know of an element.
  func descriptor(of node: Int, in view: ViewTree) -> JSON {
    var descriptor = JSONObject()
    descriptor["elementId"] = .string(String(node))
    let tag = view.tag(of: node) ?? ""
    let isPage = view.page(around: node) == node
    descriptor["tagName"] = .string(isPage ? "body" : tag.lowercased())
    // Its presence makes both clients build the class of components.
    if !isPage, view.component(of: node) != nil { descriptor["nodeId"] = .string(String(node)) }
    if tag == "video", let id = view.attribute("id", of: node)?.string {
      descriptor["videoId"] = .string(id)
    }
    return .object(descriptor)
  }
}
