import GRDB
import Wire

/// A user's profile as a program gets it.
public struct ProfileAnswer: Sendable, Hashable {
  public let userInfo: JSON
  /// The exact text that the signature is of.
  public let rawData: String
  public let signature: String
  public let sealed: SealedData
  public let cloudID: String
}

/// A phone number as a program gets it: a code for its server, and the same sealed.
public struct PhoneAnswer: Sendable, Hashable {
  public let code: String
  /// Nil without a session.
  public let sealed: SealedData?
}

extension PlatformStore {
  /// The signed and sealed profile.
  ///
  /// - Throws: `sessionExpired` when the user has not logged in, since nothing could be sealed.
  public func profile(
    of name: String, isReal: Bool, in appID: String, on occasion: Occasion
  ) throws -> ProfileAnswer {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      let key = try Self.sessionKey(of: user, in: appID, on: occasion, in: database)
      let userInfo = user.profile(isReal: isReal)
      let rawData = userInfo.jsonText
      var sealed = userInfo.object ?? JSONObject()
      sealed["openId"] = .string(try Self.openID(of: user, in: appID, in: database))
      sealed["unionId"] = .string(try Self.unionID(of: user, in: appID, in: database))
      return ProfileAnswer(
        userInfo: userInfo, rawData: rawData,
        signature: SealedData.signature(of: rawData, sessionKey: key),
        sealed: try SealedData(.object(sealed), sessionKey: key, appID: appID, on: occasion),
        cloudID: "54_" + occasion.text(40, of: .urlSafe))
    }
  }

  /// What the phone number button gives to a program.
  public func phone(
    of name: String, in appID: String, on occasion: Occasion
  ) throws -> PhoneAnswer {
    try write { database in
      let user = try Self.ensureUser(name, on: occasion, in: database)
      try Self.ensureProgram(appID, on: occasion, in: database)
      let code = try Self.makeCode(.phone, for: user, in: appID, on: occasion, in: database)
      let key = try? Self.sessionKey(of: user, in: appID, on: occasion, in: database)
      let sealed = try key.map {
        try SealedData(user.phoneNumber, sessionKey: $0, appID: appID, on: occasion)
      }
      return PhoneAnswer(code: code, sealed: sealed)
    }
  }

  /// Exchanges a phone code, once.
  public func phoneNumber(
    forCode code: String, in appID: String, openID: String? = nil, on occasion: Occasion
  ) throws -> JSON {
    try write { database in
      let user = try Self.spend(code, .phone, in: appID, on: occasion, in: database)
      if let openID {
        guard try Self.user(openID: openID, in: appID, in: database).id == user.id else {
          throw PlatformError(.unknownUser, "the code is another user's")
        }
      }
      var answer = user.phoneNumber.object ?? JSONObject()
      answer["watermark"] = [
        "timestamp": .number(Double(occasion.seconds)), "appid": .string(appID),
      ]
      return .object(answer)
    }
  }
}
