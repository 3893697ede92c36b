import Wire

/// Codes and short addresses that a developer's server asks for, and what it asks about this server.
extension OpenAPI {
  /// A code to follow an account by; temporary ones have an end.
  func createCode(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let action = body["action_name"]?.string ?? ""
    guard ["QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"].contains(action)
    else { throw Failure(40_053, "invalid action info: action_name is none of the four") }
    let scene = body["action_info"]?["scene"]
    let fits =
      action.contains("_STR_")
      ? (1...64).contains(scene?["scene_str"]?.string?.utf8.count ?? 0)
      : (1...(action == "QR_SCENE" ? Int(UInt32.max) : 100_000))
        .contains(scene?["scene_id"]?.int ?? 0)
    guard fits else { throw Failure(40_053, "invalid action info: the scene is out of bounds") }
    var answer = JSONObject()
    answer["ticket"] = .string("gQ" + occasion.text(94, of: .urlSafe))
    if !action.contains("_LIMIT_") {
      let seconds = body["expire_seconds"]?.int ?? 60
      guard (1...PlatformLimits.codeSeconds).contains(seconds) else {
        throw Failure(
          40_052, "invalid expire_seconds: it is 1 to \(PlatformLimits.codeSeconds)")
      }
      answer["expire_seconds"] = .number(Double(seconds))
    }
    answer["url"] = .string("http://weixin.qq.com/q/" + occasion.text(22, of: .alphanumeric))
    return .json(.object(answer))
  }

  func shortAddress(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    guard body["action"]?.string == "long2short" else {
      throw Failure(40_039, "invalid action: it is long2short")
    }
    let long = try Self.text("long_url", in: body)
    guard ["http://", "https://", "weixin://"].contains(where: long.hasPrefix) else {
      throw Failure(40_039, "invalid url size: long_url is an address")
    }
    return Self.ok(["short_url": .string("https://w.url.cn/s/A" + Digests.sha1(long).prefix(6))])
  }

  /// Where a picture or a sound is heard and seen later; the result would come by a push.
  func checkMediaLater(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    _ = try Self.text("media_url", in: try Self.object(request))
    return Self.ok(["trace_id": .string(occasion.text(32, of: .hex))])
  }

  /// The platform is this machine.
  func addresses(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    .json(["ip_list": ["127.0.0.1"]])
  }

  func clearQuota(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    guard try Self.object(request)["appid"]?.string == appID else {
      throw Failure(40_013, "appid is not the program whose token this is")
    }
    try store.clearQuotas()
    return Self.ok()
  }
}
