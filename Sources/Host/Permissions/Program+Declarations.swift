import Bridge
import Loader

extension Program {
  /// What app.json says of the user's data.
  func declarations(_ policy: PermissionPolicy) -> ProgramDeclarations {
    let config = miniProgram.appConfig
    var reasons: [Scope: String] = [:]
    for member in config["permission"]?.members ?? [] {
      reasons[Scope(member.key)] = member.value["desc"]?.string
    }
    let needsConsent =
      switch policy.privacy {
      case .asDeclared: config["__usePrivacyCheck__"]?.bool ?? false
      case .required: true
      case .notRequired: false
      }
    return ProgramDeclarations(
      reasons: reasons,
      privateInfos: Set((config["requiredPrivateInfos"]?.array ?? []).compactMap(\.string)),
      needsPrivacyConsent: needsConsent, privacyContractName: "《\(name)隐私保护指引》")
  }
}
