import Bridge
import Platform
import Wire

/// Who uses the mini-program: login codes, sessions, profiles and phone numbers
/// (`reference/api-core.md 9.2`).
///
/// The users are rows of the host's database (`PlatformStore`), so that the program's server can
/// ask the platform's server about the same people.
public struct IdentityService: Service {
  public static let name = "identity"
  let platform: PlatformStore

  public init(platform: PlatformStore) { self.platform = platform }

  public var calls: [Call] {
    Call(
      "login",
      example: (LoginRequest(), LoginReply(code: "0123456789abcdefghijklmnopqrstuv")), login
    ).category("Login").since("1.0.0").errors([1_402_101: "the platform has blocked this user"])
    Call("checkSession", example: (Nothing(), Nothing()), checkSession)
      .category("Login").since("1.0.0")
    Call("getUserInfo", example: (ProfileRequest(), .example), getUserInfo)
      .category("User").since("1.0.0")
    Call(
      asking: "getUserProfile",
      example: (UserProfileRequest(desc: "Shown beside your notes"), .example), getUserProfile
    ).category("User").since("2.10.4").errors([103: "auth deny"]).needs(.gesture)
      .limits(named: ["desc": "30 characters"])
    Call(
      asking: "identity.phoneNumber", example: (Nothing(), PhoneReply(code: "0123456789abcdef")),
      phoneNumber
    ).hidden
    Call(
      asking: "identity.avatar",
      example: (Nothing(), AvatarReply(avatarUrl: "https://a.example/b.png")),
      avatar
    ).hidden
    Call("identity.buttonProfile", example: (ProfileRequest(), .example), getUserInfo).hidden
  }

  /// A new code each time, which the program's server exchanges for the openid and session key.
  private func login(
    _ request: LoginRequest, _ context: CallContext
  ) async throws(CallError) -> LoginReply {
    try answering {
      LoginReply(
        code: try platform.login(
          context.visitor.user, in: context.visitor.app, on: Occasion(context)))
    }
  }

  private func checkSession(
    _ request: Nothing, _ context: CallContext
  ) async throws(CallError) -> Nothing {
    try answering {
      try platform.checkSession(
        context.visitor.user, in: context.visitor.app, on: Occasion(context))
      return Nothing()
    }
  }
}

extension IdentityService {
  struct LoginRequest: Codable, Sendable {
    /// In milliseconds; a login here takes none.
    var timeout: Double?
  }

  struct LoginReply: Codable, Sendable {
    /// Thirty-two letters and digits, good for one exchange within five minutes.
    var code: String
  }
}

extension Occasion {
  /// The session's time and its random numbers.
  init(_ context: CallContext) {
    self.init(milliseconds: Int(context.clock.now)) { context.random.next() }
  }
}

/// Turns a refusal of the platform into what a mini-program is told.
func answering<Reply>(_ body: () throws -> Reply) throws(CallError) -> Reply {
  do {
    return try body()
  } catch let error as PlatformError {
    throw CallError(error)
  } catch let error as CallError {
    throw error
  } catch {
    throw .internalError("the platform's books cannot be used")
  }
}

extension CallError {
  init(_ error: PlatformError) {
    let errno: Int? =
      switch error.reason {
      case .userBlocked: 1_402_101
      case .sessionExpired: nil
      case .parameter, .amount: 1_001
      case .storage: 4
      default: 700_000
      }
    self.init(error.description, errno: errno)
  }
}
