import Wire

/// Messages to users. All of them arrive in the outbox, which tests read.
extension OpenAPI {
  func sendSubscribed(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let openID = try Self.text("touser", in: body)
    let user = try store.user(openID: openID, in: appID)
    guard let template = body["template_id"]?.string, !template.isEmpty else {
      throw Failure(40_037, "invalid template_id")
    }
    guard let fields = body["data"]?.object, !fields.members.isEmpty else {
      throw Failure(47_003, "argument invalid: data should be {key: {value}}")
    }
    for field in fields.members {
      guard let value = field.value["value"]?.string, MessageValue.isValid(value, for: field.name)
      else { throw Failure(47_003, "argument invalid! data.\(field.name).value invalid") }
    }
    guard try store.spendConsent(of: user, to: template, in: appID) else {
      throw Failure(43_101, "user refuse to accept the msg")
    }
    let id = try store.keepMessage("subscribe", to: openID, in: appID, body, on: occasion)
    return Self.ok(["msgid": .number(Double(id))])
  }

  func sendTemplate(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let openID = try Self.text("touser", in: body)
    _ = try store.user(openID: openID, in: appID)
    guard let template = body["template_id"]?.string, !template.isEmpty else {
      throw Failure(40_037, "invalid template_id")
    }
    let id = try store.keepMessage("template", to: openID, in: appID, body, on: occasion)
    return Self.ok(["msgid": .number(Double(id))])
  }

  /// Five messages within 48 hours of the user's last contact.
  func sendCustom(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let openID = try Self.text("touser", in: body)
    let user = try store.user(openID: openID, in: appID)
    let type = try Self.text("msgtype", in: body)
    guard Self.customTypes.contains(type), body[type]?.object != nil else {
      throw Failure(40_008, "invalid message type")
    }
    for name in ["media_id", "thumb_media_id"] {
      if let id = body[type]?[name]?.string { try known(id, appID) }
    }
    switch try store.spendContact(of: user, in: appID, on: occasion) {
    case .sent: break
    case .closed: throw Failure(45_015, "response out of time limit or subscription is canceled")
    case .usedUp: throw Failure(45_047, "out of response count limit")
    }
    _ = try store.keepMessage("custom", to: openID, in: appID, body, on: occasion)
    return Self.ok()
  }

  private static let customTypes: Set<String> = [
    "text", "image", "voice", "video", "music", "news", "mpnews", "mpnewsarticle", "link",
    "wxcard", "miniprogrampage", "msgmenu",
  ]

  func typing(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    _ = try store.user(openID: try Self.text("touser", in: body), in: appID)
    guard ["Typing", "CancelTyping"].contains(body["command"]?.string) else {
      throw Failure(45_072, "invalid command value")
    }
    return Self.ok()
  }

  func sendMass(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let receivers = body["touser"]?.array?.compactMap(\.string) ?? []
    guard (2...10_000).contains(receivers.count) else {
      throw Failure(40_130, "at least two openids and at most 10000")
    }
    return try mass(body, to: receivers, appID)
  }

  func sendMassToAll(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    guard body["filter"]?.object != nil else { throw Failure(47_003, "filter missing") }
    return try mass(body, to: try store.openIDs(of: appID), appID)
  }

  func previewMass(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let openID = try Self.text(body["touser"] == nil ? "towxname" : "touser", in: body)
    let id = try store.keepMessage("mass", to: openID, in: appID, body, on: occasion)
    return Self.ok(["msg_id": .number(Double(id))])
  }

  private func mass(
    _ body: JSON, to receivers: [String], _ appID: String
  ) throws -> PlatformResponse {
    _ = try Self.text("msgtype", in: body)
    let clientID = body["clientmsgid"]?.string ?? ""
    guard clientID.utf8.count <= 64 else { throw Failure(45_067, "clientmsgid too long") }
    if !clientID.isEmpty, let known = try store.massMessage(clientID: clientID, in: appID) {
      throw Failure(
        45_065, "clientmsgid exist",
        extra: JSONObject(members: [.init(name: "msg_id", value: .number(Double(known)))]))
    }
    guard try store.spendMass(of: appID, on: occasion) else {
      throw Failure(45_028, "has no masssend quota")
    }
    var id: Int64 = 0
    for openID in receivers {
      id = try store.keepMessage("mass", to: openID, in: appID, body, on: occasion)
    }
    return .json([
      "errcode": 0, "errmsg": "send job submission success", "msg_id": .number(Double(id)),
      "msg_data_id": .number(Double(id)),
    ])
  }

  func massState(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    return .json(["msg_id": body["msg_id"] ?? .null, "msg_status": "SEND_SUCCESS"])
  }

  func deleteMass(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    _ = try Self.object(request)
    return Self.ok()
  }

  /// `risky` in a text stands for what the real service would find.
  func checkText(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let content = try Self.text("content", in: try Self.object(request))
    guard !content.contains("risky") else { throw Failure(87_014, "risky content") }
    return Self.ok()
  }

  func ticket(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    Self.ok(["ticket": .string(occasion.text(86, of: .urlSafe)), "expires_in": 7_200])
  }

  /// A picture of one grey point: nobody scans a code of this host.
  func picture(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    _ = try Self.object(request)
    return PlatformResponse("image/png", Self.greyPoint)
  }

  private static let greyPoint: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
    0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49, 0x45, 0x4E,
    0x44, 0xAE, 0x42, 0x60, 0x82,
  ]
}

/// The rules for values of subscribe messages, by the kind that begins their key
/// (`reference/server-side-apis.md 10.5.1`).
enum MessageValue {
  static func isValid(_ value: String, for key: String) -> Bool {
    let kind = key.prefix { !("0"..."9").contains($0) }
    guard !value.isEmpty, !value.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      return false
    }
    guard let most = longest[kind] else { return value.count <= 200 }
    return value.count <= most
  }

  private static let longest: [Substring: Int] = [
    "thing": 20, "number": 32, "letter": 32, "symbol": 5, "character_string": 32,
    "phone_number": 17, "car_number": 8, "name": 20, "phrase": 5,
  ]
}
