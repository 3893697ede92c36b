import Bridge
import Wire

/// What a mini-program may ask and tell about its permissions (`reference/api-conventions.md 8.5`).
public struct PermissionService: Service {
  public static let name = "permissions"
  private let permissions: Permissions

  public init(_ permissions: Permissions) { self.permissions = permissions }

  public var calls: [Call] {
    Call(
      atOnce: "getSetting",
      example: (SettingRequest(), SettingReply(authSetting: ["scope.record": true])), getSetting
    ).category("Settings").since("1.2.0").summary("Tells what the user was asked and has allowed.")
    Call(
      asking: "openSetting",
      example: (SettingRequest(), SettingReply(authSetting: ["scope.record": true])), openSetting
    ).category("Settings").since("1.1.0").needs(.gesture)
      .summary("Shows the scopes that the user was asked about, to change them.")
    Call(
      asking: "authorize", example: (AuthorizeRequest(scope: "scope.record"), Nothing()), authorize
    ).category("Settings").since("1.2.0").errors([103: "auth deny"])
      .summary("Asks the user for a scope ahead of the call that needs it.")
    Call(
      atOnce: "getPrivacySetting",
      example: (Nothing(), PrivacyReply(needAuthorization: false, privacyContractName: "")),
      getPrivacySetting
    ).category("Privacy").since("2.32.3")
      .summary("Tells whether the user still has to agree to the privacy guide.")
    Call(atOnce: "requirePrivacyAuthorize", example: (Nothing(), Nothing())) { _, _ in Nothing() }
      .category("Privacy").since("2.32.3").privacy("agreement")
      .summary("Succeeds once the user has agreed to the privacy guide.")
    Call(atOnce: "openPrivacyContract", example: (Nothing(), Nothing()), openContract)
      .category("Privacy").since("2.32.3").summary("Shows the privacy guide.")
    Call(local: "onNeedPrivacyAuthorization").category("Privacy").since("2.32.3")
    Call(hidden: "privacy.listen") { request, context throws(CallError) -> CallReply in
      permissions.setListening(request.value["on"]?.bool ?? false, context)
      return .nothing
    }
    Call(hidden: "privacy.answer") { request, context throws(CallError) -> CallReply in
      guard let id = request.value["id"]?.int.flatMap({ UInt32(exactly: $0) }) else {
        return .nothing
      }
      permissions.answerPrivacy(id, agrees: request.value["agree"]?.bool ?? false, context)
      return .nothing
    }
  }

  public func sessionEnded(_ session: SessionID) { permissions.sessionEnded(session) }

  private func getSetting(
    _ request: SettingRequest, _ context: CallContext
  ) throws(CallError) -> SettingReply {
    try setting(request, context)
  }

  private func setting(
    _ request: SettingRequest, _ context: CallContext
  ) throws(CallError) -> SettingReply {
    var all = try permissions.decisions(context)
    for scope in Scope.abolished { all[scope.name] = true }
    let subscriptions: JSON? =
      request.withSubscriptions == true ? ["mainSwitch": true, "itemSettings": [:]] : nil
    return SettingReply(authSetting: all, subscriptionsSetting: subscriptions)
  }

  /// The screen's question is `{authSetting}` under the key `setting`, its answer the same with
  /// what was changed.
  private func openSetting(
    _ request: SettingRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<SettingReply, CallError>) -> Void
  ) throws(CallError) {
    let asked = try permissions.decisions(context)
    let question = try JSONCoding.encode(asked).value
    context.screen.ask("setting", ["authSetting": question]) { given in
      let changes = given?["authSetting"]?.object?.members ?? []
      answer(
        Result { () throws(CallError) in
          for change in changes {
            // Only what was asked about can be switched.
            guard let isAllowed = change.value.bool, asked[change.name] != nil else { continue }
            try permissions.decide(change.name, isAllowed, context)
          }
          return try setting(request, context)
        })
    }
  }

  private func authorize(
    _ request: AuthorizeRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Nothing, CallError>) -> Void
  ) throws(CallError) {
    let scope = Scope(request.scope)
    guard Scope.platform.contains(scope) else { throw CallError("invalid scope", errno: 1001) }
    try context.declared.require(scope)
    permissions.request(scope, context) { failure in
      answer(failure.map { .failure($0) } ?? .success(Nothing()))
    }
  }

  private func getPrivacySetting(
    _ request: Nothing, _ context: CallContext
  ) throws(CallError) -> PrivacyReply {
    PrivacyReply(
      needAuthorization: try !permissions.hasPrivacyConsent(context),
      privacyContractName: context.declared.privacyContractName)
  }

  private func openContract(_ request: Nothing, _ context: CallContext) -> Nothing {
    context.screen.show(
      "privacyContract", ["title": .string(context.declared.privacyContractName)], for: 3_000)
    return Nothing()
  }
}

extension ProgramDeclarations {
  /// Refuses a scope that needs a reason in app.json and has none.
  public func require(_ scope: Scope) throws(CallError) {
    guard Scope.described.contains(scope), (reasons[scope] ?? "").isEmpty else { return }
    throw CallError("require permission desc", errno: 112)
  }
}

extension PermissionService {
  struct SettingRequest: Codable, Sendable {
    /// Whether subscriptions are told as well.
    var withSubscriptions: Bool?
  }

  struct SettingReply: Codable, Sendable {
    /// Whether each scope that was asked about is allowed.
    var authSetting: [String: Bool]
    var subscriptionsSetting: JSON?
  }

  struct AuthorizeRequest: Codable, Sendable {
    /// The scope, such as `scope.record`.
    var scope: String
  }

  struct PrivacyReply: Codable, Sendable {
    /// Whether the user still has to agree.
    var needAuthorization: Bool
    /// The name of the guide.
    var privacyContractName: String
  }
}
