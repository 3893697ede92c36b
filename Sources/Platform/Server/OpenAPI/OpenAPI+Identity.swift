import GRDB
import Wire

/// Tokens, sessions, phone numbers.
extension OpenAPI {
  func token(_ request: PlatformRequest) throws -> PlatformResponse {
    guard request.parameter("grant_type") == "client_credential" else {
      throw Failure(40_002, "invalid grant_type: it should be client_credential")
    }
    return Self.issued(
      try store.issueToken(
        appID: request.parameter("appid") ?? "", secret: request.parameter("secret") ?? "",
        on: occasion))
  }

  func stableToken(_ request: PlatformRequest) throws -> PlatformResponse {
    let body = try Self.object(request)
    guard body["grant_type"]?.string == "client_credential" else {
      throw Failure(40_002, "invalid grant_type: it should be client_credential")
    }
    return Self.issued(
      try store.stableToken(
        appID: body["appid"]?.string ?? "", secret: body["secret"]?.string ?? "",
        isForced: body["force_refresh"]?.bool ?? false, on: occasion))
  }

  private static func issued(_ token: (text: String, seconds: Int)) -> PlatformResponse {
    .json([
      "access_token": .string(token.text), "expires_in": .number(Double(token.seconds)),
    ])
  }

  func session(_ request: PlatformRequest) throws -> PlatformResponse {
    guard request.parameter("grant_type") == "authorization_code" else {
      throw Failure(40_002, "invalid grant_type: it should be authorization_code")
    }
    let session = try store.session(
      forCode: request.parameter("js_code") ?? "", in: request.parameter("appid") ?? "",
      secret: request.parameter("secret") ?? "", on: occasion)
    return .json([
      "session_key": .string(session.sessionKey), "openid": .string(session.openID),
      "unionid": .string(session.unionID),
    ])
  }

  func checkSession(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    _ = try sessionUser(request, appID)
    return Self.ok()
  }

  func resetSession(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let openID = try sessionUser(request, appID)
    return Self.ok([
      "openid": .string(openID),
      "session_key": .string(
        try store.replaceSessionKey(openID: openID, in: appID, on: occasion)),
    ])
  }

  /// The user whose session key has signed the empty text.
  private func sessionUser(_ request: PlatformRequest, _ appID: String) throws -> String {
    guard request.parameter("sig_method") == "hmac_sha256" else {
      throw Failure(87_008, "invalid sig_method: it should be hmac_sha256")
    }
    let openID = request.parameter("openid") ?? ""
    let key = try store.sessionKey(openID: openID, in: appID, on: occasion)
    guard Digests.areEqual(Digests.hmac("", key: key), request.parameter("signature") ?? "") else {
      throw Failure(87_009, "invalid signature")
    }
    return openID
  }

  func phoneNumber(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    do {
      let phone = try store.phoneNumber(
        forCode: try Self.text("code", in: body), in: appID, openID: body["openid"]?.string,
        on: occasion)
      return Self.ok(["phone_info": phone])
    } catch let error as PlatformError where error.reason == .codeUsed {
      throw Failure(40_029, error.description)
    }
  }

  func paidUnionID(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let openID = request.parameter("openid") ?? ""
    return Self.ok(["unionid": .string(try store.unionID(openID: openID, in: appID))])
  }

  func userList(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let all = try store.openIDs(of: appID)
    let after = request.parameter("next_openid") ?? ""
    let list = after.isEmpty ? all : Array(all.drop { $0 != after }.dropFirst())
    var answer: JSONObject = JSONObject()
    answer["total"] = .number(Double(all.count))
    answer["count"] = .number(Double(list.count))
    if !list.isEmpty { answer["data"] = ["openid": .array(list.map { .string($0) })] }
    answer["next_openid"] = .string(list.last ?? "")
    return .json(.object(answer))
  }
}
