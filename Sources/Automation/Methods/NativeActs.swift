import Host
import View
import Wire

/// What a person does outside the page: dialogs, the navigation bar, the tab bar.
enum NativeActs {
  /// Gives why nothing could be done, or nil.
  typealias Act = @Sendable (Scene, JSON) async throws(AutomationError) -> String?

  static let all: [String: Act] = [
    "confirmModal": answering(["modal"], ["confirm": true]),
    "cancelModal": answering(["modal"], ["confirm": false]),
    "authorizeAllow": consenting(true), "authorizeCancel": consenting(false),
    "closePaymentDialog": answering(["payment"], nil),
    "shareConfirm": answering(["share"], ["confirm": true]),
    "shareCancel": answering(["share"], nil),
    "confirmConfirm": answering(["leave", "alertBeforeUnload"], ["confirm": true]),
    "confirmCancel": answering(["leave", "alertBeforeUnload"], ["confirm": false]),
    "goHome": goHome, "navigateLeft": navigateLeft, "switchTab": switchTab,
    "clickCoverView": clickCoverView,
  ]

  /// Questions that have an act of their own; what else is asked is a matter of consent.
  private static let otherQuestions: Set = [
    "modal", "actionSheet", "payment", "share", "leave", "alertBeforeUnload",
  ]

  private static func consenting(_ isGiven: Bool) -> Act {
    { scene, _ in
      let open = await scene.session.openQuestions
      guard let key = open.first(where: { !otherQuestions.contains($0) }) else {
        return "nothing asks for consent"
      }
      // Questions have a word of their own for yes.
      let yes = JSON.bool(isGiven)
      await scene.session.answer(key, ["allow": yes, "agree": yes, "confirm": yes])
      return nil
    }
  }

  private static func answering(_ keys: [String], _ value: JSON?) -> Act {
    { scene, _ in
      for key in keys where await scene.session.answer(key, value) { return nil }
      return "nothing asks for \(keys.joined(separator: " or "))"
    }
  }

  @Sendable private static func goHome(
    _ scene: Scene, _ data: JSON
  ) async throws(AutomationError) -> String? {
    let page = await scene.stage.entryPage
    _ = try await scene.ask("route", ["api": "reLaunch", "url": .string("/" + page)])
    return nil
  }

  @Sendable private static func navigateLeft(
    _ scene: Scene, _ data: JSON
  ) async throws(AutomationError) -> String? {
    guard await scene.session.view.stack.count > 1 else { return "there is no page to go back to" }
    do { try await scene.session.send("back") } catch { throw AutomationError(error) }
    return nil
  }

  @Sendable private static func switchTab(
    _ scene: Scene, _ data: JSON
  ) async throws(AutomationError) -> String? {
    guard let url = data["url"]?.string else { return "switchTab needs a 'url'" }
    let path = url.hasPrefix("/") ? url : "/" + url
    let answer = try await scene.ask("route", ["api": "switchTab", "url": .string(path)])
    let text = answer["errMsg"]?.string ?? ""
    return text.hasSuffix(":ok") ? nil : text
  }

  /// The buttons of the windows that ask for consent are found by their text.
  @Sendable private static func clickCoverView(
    _ scene: Scene, _ data: JSON
  ) async throws(AutomationError) -> String? {
    let text = (data["data"]?["text"] ?? data["text"])?.string ?? ""
    let isGiven = ["同意", "允许", "确定"].contains { text.contains($0) }
    guard try await consenting(isGiven)(scene, data) != nil else { return nil }
    return "no window shows '\(String(text.prefix(60)))'"
  }
}
