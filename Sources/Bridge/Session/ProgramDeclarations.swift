/// What a mini-program's app.json says of the user's data, and whether its user must agree to a
/// privacy guide. One for each session.
public final class ProgramDeclarations: Sendable {
  /// Why it wants a scope: `permission.<scope>.desc`.
  public let reasons: [Scope: String]
  /// `requiredPrivateInfos`: calls about places that it announces.
  public let privateInfos: Set<String>
  /// Whether personal information waits until the user has agreed to the privacy guide.
  public let needsPrivacyConsent: Bool
  /// What the guide is called.
  public let privacyContractName: String

  public init(
    reasons: [Scope: String] = [:], privateInfos: Set<String> = [],
    needsPrivacyConsent: Bool = false, privacyContractName: String = ""
  ) {
    self.reasons = reasons
    self.privateInfos = privateInfos
    self.needsPrivacyConsent = needsPrivacyConsent
    self.privacyContractName = privacyContractName
  }

  /// A program that declares nothing.
  public static let nothing = ProgramDeclarations()

  /// Calls that must stand in `requiredPrivateInfos` (`reference/app-and-config.md 1.2`).
  public static let privateCalls: Set<String> = [
    "getFuzzyLocation", "getLocation", "onLocationChange", "startLocationUpdate",
    "startLocationUpdateBackground", "chooseLocation", "choosePoi", "chooseAddress",
  ]
}
