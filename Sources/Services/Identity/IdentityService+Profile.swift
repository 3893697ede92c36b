import Bridge
import Platform
import Wire

/// Profiles. Since October 2022 the platform calls everybody `微信用户` and asks nobody; programs of
/// before then expect the real name, after a question. Which of both a user gets is the user's own
/// setting, `showsProfile` (`sampan user set NAME --shows-profile`).
extension IdentityService {
  struct ProfileRequest: Codable, Sendable {
    /// Whether the sealed data is wanted too, which needs a login; true when absent.
    var withCredentials: Bool?
    /// `en`, `zh_CN` or `zh_TW`.
    var lang: String?
  }

  struct UserProfileRequest: Codable, Sendable {
    /// What the profile is for, at most 30 characters; the user reads it.
    var desc: String
    var lang: String?
  }

  struct ProfileReply: Codable, Sendable {
    /// `nickName`, `gender`, `language`, `city`, `province`, `country`, `avatarUrl`.
    var userInfo: JSON
    /// The JSON text of `userInfo` that is signed.
    var rawData: String
    /// SHA-1 of `rawData` followed by the session key.
    var signature: String?
    /// The profile with openId and unionId, sealed with the session key.
    var encryptedData: String?
    var iv: String?
    var cloudID: String?

    static let example = ProfileReply(userInfo: User.anonymous, rawData: User.anonymous.jsonText)
  }

  /// The most characters that a user is asked to read.
  static let reasonCharacters = 30

  /// Never asks: old programs ask `authorize` or a button before, today's get the anonymous profile.
  func getUserInfo(
    _ request: ProfileRequest, _ context: CallContext
  ) async throws(CallError) -> ProfileReply {
    try answering {
      let user = try platform.ensureUser(context.visitor.user, on: Occasion(context))
      return try reply(
        about: user, isReal: user.showsProfile, withCredentials: request.withCredentials, context)
    }
  }

  /// The screen's question `userProfile` is `{"desc", "nickName", "avatarUrl"}`, its answer
  /// `{"confirm": Bool}`. Who shows no profile is not asked, as on the platform today.
  func getUserProfile(
    _ request: UserProfileRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<ProfileReply, CallError>) -> Void
  ) throws(CallError) {
    guard (1...Self.reasonCharacters).contains(request.desc.count) else {
      throw CallError(
        "desc length must be 1 to \(Self.reasonCharacters) characters, found"
          + " \(request.desc.count)", errno: 1001)
    }
    let user = try answering {
      try platform.ensureUser(context.visitor.user, on: Occasion(context))
    }
    let give: @Sendable (Bool) -> Void = { isReal in
      answer(
        Result { () throws(CallError) in
          try answering {
            try reply(about: user, isReal: isReal, withCredentials: nil, context)
          }
        })
    }
    guard user.showsProfile else { return give(false) }
    context.screen.ask(
      "userProfile",
      [
        "desc": .string(request.desc), "nickName": .string(user.nickname),
        "avatarUrl": .string(user.avatar),
      ]
    ) { given in
      guard given?["confirm"]?.bool == true else {
        return answer(.failure(CallError("auth deny", errno: 103)))
      }
      give(true)
    }
  }

  /// - Parameter withCredentials: true demands a session, false leaves all that is sealed out, nil
  ///   gives it when there is a session.
  private func reply(
    about user: User, isReal: Bool, withCredentials: Bool?, _ context: CallContext
  ) throws -> ProfileReply {
    let userInfo = user.profile(isReal: isReal)
    var reply = ProfileReply(userInfo: userInfo, rawData: userInfo.jsonText)
    guard withCredentials != false else { return reply }
    do {
      let profile = try platform.profile(
        of: user.name, isReal: isReal, in: context.visitor.app, on: Occasion(context))
      reply.rawData = profile.rawData
      reply.signature = profile.signature
      reply.encryptedData = profile.sealed.encryptedData
      reply.iv = profile.sealed.iv
      reply.cloudID = profile.cloudID
      return reply
    } catch let error as PlatformError where error.reason == .sessionExpired {
      guard withCredentials == true else { return reply }
      throw CallError("withCredentials needs a login before: call wx.login")
    }
  }
}

/// The picture that a user chooses by a button, which took the place of the profile's.
extension IdentityService {
  struct AvatarReply: Codable, Sendable {
    var avatarUrl: String
  }

  /// The screen's question `avatar` is `{"avatarUrl"}`, its answer `{"confirm": Bool}`, with
  /// another `avatarUrl` when the user chose one.
  func avatar(
    _ request: Nothing, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<AvatarReply, CallError>) -> Void
  ) throws(CallError) {
    let user = try answering {
      try platform.ensureUser(context.visitor.user, on: Occasion(context))
    }
    let own =
      user.avatar.isEmpty ? User.anonymous["avatarUrl"]?.string ?? "" : user.avatar
    context.screen.ask("avatar", ["avatarUrl": .string(own)]) { given in
      guard given?["confirm"]?.bool == true else { return answer(.failure(.cancelled)) }
      answer(.success(AvatarReply(avatarUrl: given?["avatarUrl"]?.string ?? own)))
    }
  }
}

/// The phone number, which a button asks for (`reference/server-side-apis.md 10.3`).
extension IdentityService {
  struct PhoneReply: Codable, Sendable {
    /// What the program's server exchanges for the number, once, within five minutes.
    var code: String
    /// The number sealed with the session key, when there was a login.
    var encryptedData: String?
    var iv: String?
  }

  /// The screen's question `phoneNumber` is `{"phoneNumber": "199****1234"}`, its answer
  /// `{"confirm": Bool}`.
  func phoneNumber(
    _ request: Nothing, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<PhoneReply, CallError>) -> Void
  ) throws(CallError) {
    let user = try answering {
      try platform.ensureUser(context.visitor.user, on: Occasion(context))
    }
    let shown = user.phone.prefix(3) + "****" + user.phone.suffix(4)
    context.screen.ask("phoneNumber", ["phoneNumber": .string(String(shown))]) { given in
      guard given?["confirm"]?.bool == true else {
        return answer(.failure(CallError("user deny", errno: 103)))
      }
      answer(
        Result { () throws(CallError) in
          try answering {
            let phone = try platform.phone(
              of: user.name, in: context.visitor.app, on: Occasion(context))
            return PhoneReply(
              code: phone.code, encryptedData: phone.sealed?.encryptedData, iv: phone.sealed?.iv)
          }
        })
    }
  }
}
