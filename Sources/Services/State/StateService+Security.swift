import Bridge
import Wire

/// Asking for a fingerprint (SOTER). The screen is asked under `fingerprint`.
extension StateService {
  @CallsBuilder var security: [Call] {
    Call(
      atOnce: "checkIsSupportSoterAuthentication",
      example: (Nothing(), Modes(supportMode: ["fingerPrint"]))
    ) { (_: Nothing, context) in
      Modes(supportMode: context.device.profile.person.hasFingerprint ? ["fingerPrint"] : [])
    }
    .summary("Tells how a person can be recognised.").category("Device").since("1.5.0")
    Call(
      atOnce: "checkIsSoterEnrolledInDevice",
      example: (Mode(checkAuthMode: "fingerPrint"), Enrolled(isEnrolled: true))
    ) { (request: Mode, context) throws(CallError) in
      guard Self.modes.contains(request.checkAuthMode) else { throw Self.unknownMode }
      return Enrolled(
        isEnrolled: request.checkAuthMode == "fingerPrint"
          && context.device.profile.person.hasFingerprint)
    }
    .summary("Tells whether a fingerprint is kept.").category("Device").since("1.6.0")
    Call(
      asking: "startSoterAuthentication",
      example: (
        Challenge(requestAuthModes: AtLeastOne(["fingerPrint"]), challenge: "123456"),
        Proof(authMode: "fingerPrint")
      ), authenticate
    )
    .summary("Asks for a fingerprint.").category("Device").since("1.5.0")
    .errors([90_001: "the device cannot", 90_008: "the person cancelled"])
  }

  private static let modes = ["fingerPrint", "facial", "speech"]
  private static let unknownMode = CallError("not supported mode", errno: 1001, code: 90_003)

  private func authenticate(
    _ request: Challenge, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Proof, CallError>) -> Void
  ) throws(CallError) {
    guard request.requestAuthModes.elements.allSatisfy(Self.modes.contains) else {
      throw Self.unknownMode
    }
    guard context.device.profile.person.hasFingerprint else {
      throw CallError("not support soter", code: 90_001)
    }
    Confirmation(key: "fingerprint", title: request.authContent ?? "请验证指纹")
      .ask(context) { (agreed: Result<Nothing, CallError>) in
        answer(
          agreed.map { _ in
            let said: JSON = ["raw": .string(request.challenge), "fid": ""]
            return Proof(authMode: "fingerPrint", resultJSON: said.jsonText)
          }.mapError { _ in CallError("cancel", code: 90_008) })
      } agreed: {
        Nothing()
      }
  }

  struct Modes: Codable, Sendable { var supportMode: [String] }

  struct Mode: Codable, Sendable {
    /// `fingerPrint`, `facial` or `speech`.
    var checkAuthMode: String
  }

  struct Enrolled: Codable, Sendable { var isEnrolled: Bool }

  struct Challenge: Codable, Sendable {
    var requestAuthModes: AtLeastOne<String>
    var challenge: String
    /// What the person is told.
    var authContent: String?
  }

  struct Proof: Codable, Sendable {
    var authMode: String
    var resultJSON = ""
    var resultJSONSignature = ""
    var errCode = 0
  }
}
