import Wire

/// Pages of the web that ask who their user is.
extension OpenAPI {
  func webToken(_ request: PlatformRequest) throws -> PlatformResponse {
    guard request.parameter("grant_type") == "authorization_code" else {
      throw Failure(40_002, "invalid grant_type: it should be authorization_code")
    }
    return Self.told(
      try store.grant(
        forCode: request.parameter("code") ?? "", in: request.parameter("appid") ?? "",
        secret: request.parameter("secret") ?? "", on: occasion))
  }

  func refreshWebToken(_ request: PlatformRequest) throws -> PlatformResponse {
    guard request.parameter("grant_type") == "refresh_token" else {
      throw Failure(40_002, "invalid grant_type: it should be refresh_token")
    }
    return Self.told(
      try store.refresh(
        request.parameter("refresh_token") ?? "", in: request.parameter("appid") ?? "",
        on: occasion))
  }

  private static func told(_ grant: WebGrant) -> PlatformResponse {
    .json([
      "access_token": .string(grant.token), "expires_in": 7_200,
      "refresh_token": .string(grant.refreshToken), "openid": .string(grant.openID),
      "scope": .string(grant.scope.rawValue),
    ])
  }

  func webUser(_ request: PlatformRequest) throws -> PlatformResponse {
    let (user, appID, grant) = try granted(request)
    guard grant.scope == .userInfo else {
      throw Failure(48_001, "api unauthorized: the user agreed to snsapi_base only")
    }
    return .json([
      "openid": .string(grant.openID), "nickname": .string(user.nickname),
      "sex": .number(Double(user.gender)), "language": .string(user.language),
      "city": .string(user.city), "province": .string(user.province),
      "country": .string(user.country), "headimgurl": .string(user.avatar), "privilege": [],
      "unionid": .string(try store.unionID(openID: grant.openID, in: appID)),
    ])
  }

  func checkWebToken(_ request: PlatformRequest) throws -> PlatformResponse {
    _ = try granted(request)
    return Self.ok()
  }

  private func granted(
    _ request: PlatformRequest
  ) throws -> (user: User, appID: String, grant: WebGrant) {
    try store.user(
      ofGrant: request.parameter("access_token") ?? "",
      openID: request.parameter("openid") ?? "", on: occasion)
  }
}
