import Wire

/// The menu below a conversation.
extension OpenAPI {
  func createMenu(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    try Self.check(body["button"], most: 3, isBelow: false)
    try store.setMenu(["button": body["button"] ?? []], of: appID)
    return Self.ok()
  }

  private static func check(_ buttons: JSON?, most: Int, isBelow: Bool) throws {
    guard let list = buttons?.array, (1...most).contains(list.count) else {
      throw Failure(
        isBelow ? 40_023 : 40_016,
        "invalid \(isBelow ? "sub_button" : "button") size: it has 1 to \(most) buttons")
    }
    for button in list {
      guard let name = button["name"]?.string, (1...60).contains(name.utf8.count) else {
        throw Failure(isBelow ? 40_025 : 40_018, "invalid button name size")
      }
      if !isBelow, let below = button["sub_button"], below.array?.isEmpty != true {
        try check(below, most: 5, isBelow: true)
        continue
      }
      let type = button["type"]?.string ?? ""
      guard let keys = keys[type] else {
        throw Failure(isBelow ? 40_026 : 40_017, "invalid button type '\(type.prefix(40))'")
      }
      for key in keys where button[key]?.string?.isEmpty != false {
        throw Failure(40_019, "a button of type \(type) has a \(key)")
      }
    }
  }

  /// What a button of each type has beside its name.
  private static let keys: [String: [String]] = [
    "click": ["key"], "view": ["url"], "scancode_push": ["key"], "scancode_waitmsg": ["key"],
    "pic_sysphoto": ["key"], "pic_photo_or_album": ["key"], "pic_weixin": ["key"],
    "location_select": ["key"], "media_id": ["media_id"], "view_limited": ["media_id"],
    "miniprogram": ["appid", "pagepath", "url"],
  ]

  func menu(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    guard let menu = try store.menu(of: appID) else { throw Failure(46_003, "menu no exist") }
    return .json(["menu": menu])
  }

  func deleteMenu(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    try store.setMenu(nil, of: appID)
    return Self.ok()
  }

  func currentMenu(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let menu = try store.menu(of: appID)
    return .json([
      "is_menu_open": menu == nil ? 0 : 1, "selfmenu_info": menu ?? ["button": []],
    ])
  }
}
