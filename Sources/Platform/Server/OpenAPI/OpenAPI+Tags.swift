import Wire

/// What a program notes of its users: tags and remarks.
extension OpenAPI {
  func createTag(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let name = try Self.text("name", in: try Self.object(request)["tag"] ?? [:])
    let tag = try store.addTag(name, of: appID)
    return .json(["tag": ["id": .number(Double(tag.id)), "name": .string(tag.name)]])
  }

  func tags(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    .json([
      "tags": .array(
        try store.tags(of: appID).map {
          [
            "id": .number(Double($0.id)), "name": .string($0.name),
            "count": .number(Double($0.count)),
          ]
        })
    ])
  }

  func renameTag(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let tag = try Self.object(request)["tag"] ?? [:]
    try store.rename(tag: try Self.tagID("id", in: tag), to: Self.text("name", in: tag), of: appID)
    return Self.ok()
  }

  func deleteTag(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let tag = try Self.object(request)["tag"] ?? [:]
    try store.remove(tag: try Self.tagID("id", in: tag), of: appID)
    return Self.ok()
  }

  func tagUsers(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    try setTag(request, appID, isOn: true)
  }

  func untagUsers(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    try setTag(request, appID, isOn: false)
  }

  private func setTag(
    _ request: PlatformRequest, _ appID: String, isOn: Bool
  ) throws -> PlatformResponse {
    let body = try Self.object(request)
    let openIDs = body["openid_list"]?.array?.compactMap(\.string) ?? []
    guard (1...PlatformLimits.taggedAtOnce).contains(openIDs.count) else {
      throw Failure(40_032, "openid_list has 1 to \(PlatformLimits.taggedAtOnce) openids")
    }
    try store.setTag(
      try Self.tagID("tagid", in: body), of: appID, openIDs: openIDs, isOn: isOn)
    return Self.ok()
  }

  func tagsOfUser(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let openID = try Self.text("openid", in: try Self.object(request))
    return .json(["tagid_list": Self.numbers(try store.tags(ofOpenID: openID, in: appID))])
  }

  func usersOfTag(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let all = try store.openIDs(ofTag: try Self.tagID("tagid", in: body), in: appID)
    let after = body["next_openid"]?.string ?? ""
    let list = after.isEmpty ? all : Array(all.drop { $0 != after }.dropFirst())
    var answer = JSONObject()
    answer["count"] = .number(Double(list.count))
    if !list.isEmpty { answer["data"] = ["openid": .array(list.map { .string($0) })] }
    answer["next_openid"] = .string(list.last ?? "")
    return .json(.object(answer))
  }

  func setRemark(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    try store.setRemark(
      body["remark"]?.string ?? "", ofOpenID: try Self.text("openid", in: body), in: appID)
    return Self.ok()
  }

  func userInfo(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    .json(try userInfo(request.parameter("openid") ?? "", appID))
  }

  func usersInfo(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let wanted = try Self.object(request)["user_list"]?.array ?? []
    guard (1...PlatformLimits.usersAtOnce).contains(wanted.count) else {
      throw Failure(40_032, "user_list has 1 to \(PlatformLimits.usersAtOnce) users")
    }
    return .json([
      "user_info_list": .array(
        try wanted.map { try userInfo(try Self.text("openid", in: $0), appID) })
    ])
  }

  private func userInfo(_ openID: String, _ appID: String) throws -> JSON {
    let user = try store.user(openID: openID, in: appID)
    return [
      "subscribe": 1, "openid": .string(openID), "nickname": .string(user.nickname),
      "sex": .number(Double(user.gender)), "language": .string(user.language),
      "city": .string(user.city), "province": .string(user.province),
      "country": .string(user.country), "headimgurl": .string(user.avatar),
      "subscribe_time": .number(Double(occasion.seconds)),
      "unionid": .string(try store.unionID(openID: openID, in: appID)),
      "remark": .string(try store.remark(of: user, in: appID)), "groupid": 0,
      "tagid_list": Self.numbers(try store.tags(ofOpenID: openID, in: appID)),
    ]
  }

  private static func tagID(_ name: String, in json: JSON) throws -> Int {
    // A client that has read the id out of a text sends a text.
    guard let id = json[name]?.int ?? json[name]?.string.flatMap({ Int($0) }) else {
      throw Failure(45_159, "invalid tag id: \(name) should be a number")
    }
    return id
  }

  private static func numbers(_ list: [Int]) -> JSON { .array(list.map { .number(Double($0)) }) }
}
