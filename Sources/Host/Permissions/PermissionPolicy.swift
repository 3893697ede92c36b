import Bridge

/// Who answers when a user is asked for a permission.
public struct PermissionPolicy: Sendable, Hashable {
  public enum Answer: String, Sendable, Hashable, CaseIterable {
    /// A person or a script (`Session.answer`).
    case ask
    /// Allowed at once, for this session only.
    case accept
    /// Turned down at once, for this session only.
    case reject
  }

  /// Whether the privacy guide of a program has to be agreed to first.
  public enum Privacy: Sendable, Hashable {
    /// When app.json says `"__usePrivacyCheck__": true`.
    case asDeclared
    case required
    case notRequired
  }

  public var standard: Answer
  /// Answers for single scopes, by name.
  public var scopes: [String: Answer]
  public var privacy: Privacy

  public init(
    _ standard: Answer = .ask, scopes: [String: Answer] = [:], privacy: Privacy = .asDeclared
  ) {
    self.standard = standard
    self.scopes = scopes
    self.privacy = privacy
  }
}
