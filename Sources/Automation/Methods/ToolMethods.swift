import Host
import View
import Wire

/// Methods of the tool that shows a mini-program.
enum ToolMethods {
  typealias Method = @Sendable (Stage, Parameters) async throws(AutomationError) -> JSON

  static let all: [String: Method] = [
    "Tool.getInfo": getInfo, "Tool.close": close, "Tool.native": native,
    "Tool.getTestAccounts": getTestAccounts, "Tool.clearAuth": nothing,
    "Tool.stopAudits": stopAudits, "Tool.enableRemoteDebug": noDevice,
    "Tool.resetRemoteDebug": nothing, "Tool.getTicket": ticket, "Tool.setTicket": ticket,
    "Tool.refreshTicket": ticket, "Tool.compile": compile, "Tool.clearCache": nothing,
  ]

  /// At least what lets minium ask `Tool.native` for dialogs instead of replacing them (10).
  private static let toolVersion = "1.06.2409140"
  /// Told when no mini-program is there to ask.
  private static let libraryVersion = "3.8.0"

  @Sendable private static func getInfo(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let info = try? await stage.scene().ask(
      "callWX", ["method": "getSystemInfoSync", "args": []])
    return [
      "SDKVersion": info?["value"]?["SDKVersion"] ?? .string(libraryVersion),
      "version": .string(toolVersion),
    ]
  }

  /// The server closes when this was answered.
  @Sendable private static func close(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON { [:] }

  @Sendable private static func nothing(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON { [:] }

  @Sendable private static func getTestAccounts(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let user = await stage.user
    return ["accounts": [["openid": .string(user), "nickName": .string(user)]]]
  }

  @Sendable private static func stopAudits(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    throw AutomationError("no audits are running")
  }

  @Sendable private static func noDevice(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    throw AutomationError("remote debugging needs a phone; mini-programs run on this machine here")
  }

  @Sendable private static func ticket(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    ["ticket": parameters["ticket"] ?? "", "expiredTime": 0]
  }

  @Sendable private static func compile(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    do { try await stage.launch() } catch { throw AutomationError(error) }
    return [:]
  }

  @Sendable private static func native(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let name = try parameters.text("method")
    guard let act = NativeActs.all[name] else {
      return failure("can not find in protocol: \(name)")
    }
    let scene = try await stage.scene()
    return try await act(scene, parameters["data"] ?? [:]).map(failure) ?? [:]
  }

  /// What cannot be done is told inside the result.
  private static func failure(_ message: String) -> JSON {
    ["error": ["message": .string(message)]]
  }
}

/// What a person does outside the page: dialogs, the navigation bar, the tab bar.
enum NativeActs {
  /// Gives why nothing could be done, or nil.
  typealias Act = @Sendable (Scene, JSON) async throws(AutomationError) -> String?

  static let all: [String: Act] = [
    "confirmModal": answering(["modal"], ["confirm": true]),
    "cancelModal": answering(["modal"], ["confirm": false]),
    "authorizeAllow": answering(Self.permissionQuestions, ["confirm": true, "allow": true]),
    "authorizeCancel": answering(Self.permissionQuestions, ["confirm": false, "allow": false]),
    "closePaymentDialog": answering(["payment"], nil),
    "shareConfirm": answering(["share"], ["confirm": true]),
    "shareCancel": answering(["share"], nil),
    "confirmConfirm": answering(["leave", "alertBeforeUnload"], ["confirm": true]),
    "confirmCancel": answering(["leave", "alertBeforeUnload"], ["confirm": false]),
    "goHome": goHome, "navigateLeft": navigateLeft, "switchTab": switchTab,
    "clickCoverView": clickCoverView,
  ]

  /// The questions that a person answers by allowing something.
  static let permissionQuestions = [
    "permission", "authorize", "privacy", "subscribe", "userProfile", "phoneNumber",
  ]

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
    let isConsent = ["同意", "允许", "确定"].contains { text.contains($0) }
    for key in permissionQuestions {
      let answer: JSON = ["confirm": .bool(isConsent), "allow": .bool(isConsent)]
      if await scene.session.answer(key, answer) { return nil }
    }
    return "no window shows '\(String(text.prefix(60)))'"
  }
}
