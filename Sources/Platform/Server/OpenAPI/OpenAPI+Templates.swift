import Wire

/// Templates of messages, under the three addresses that clients know.
extension OpenAPI {
  func addTemplate(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let number = try Self.text("template_id_short", in: try Self.object(request))
    return Self.ok(["template_id": .string(try add(number, appID))])
  }

  /// As `wxopen/template/add` and `wxaapi/newtmpl/addtemplate` have it.
  func addOpenTemplate(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let number = try Self.text("id", in: body)
    return Self.ok(["template_id": .string(try add(number, appID, body["keyword_id_list"]))])
  }

  func addSubscribeTemplate(
    _ request: PlatformRequest, _ appID: String
  ) throws -> PlatformResponse {
    let body = try Self.object(request)
    let id = try add(try Self.text("tid", in: body), appID, body["kidList"])
    return Self.ok(["priTmplId": .string(id)])
  }

  private func add(_ number: String, _ appID: String, _ keywords: JSON? = nil) throws -> String {
    guard number.utf8.count <= 64 else { throw Failure(40_037, "invalid template number") }
    let count = keywords?.array?.count ?? 1
    guard (1...5).contains(count) else {
      throw Failure(200_014, "a template has 1 to 5 keywords, found \(count)")
    }
    let content = (1...count).map { "{{thing\($0).DATA}}" }.joined(separator: "\n")
    return try store.addTemplate("Template \(number)", content, of: appID, on: occasion)
  }

  func templates(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    .json([
      "template_list": .array(
        try store.templates(of: appID).map {
          [
            "template_id": .string($0.id), "title": .string($0.title),
            "primary_industry": "IT科技", "deputy_industry": "互联网|电子商务",
            "content": .string($0.content), "example": "",
          ]
        })
    ])
  }

  func openTemplates(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    let (offset, count) = (body["offset"]?.int ?? 0, body["count"]?.int ?? 20)
    guard offset >= 0, (0...20).contains(count) else {
      throw Failure(47_003, "argument invalid: offset is from 0 on, count is 0 to 20")
    }
    return Self.ok([
      "list": .array(
        try store.templates(of: appID).dropFirst(offset).prefix(count).map {
          [
            "template_id": .string($0.id), "title": .string($0.title),
            "content": .string($0.content), "example": "",
          ]
        })
    ])
  }

  func subscribeTemplates(
    _ request: PlatformRequest, _ appID: String
  ) throws -> PlatformResponse {
    Self.ok([
      "data": .array(
        try store.templates(of: appID).map {
          [
            "priTmplId": .string($0.id), "title": .string($0.title),
            "content": .string($0.content), "example": "", "type": 2,
          ]
        })
    ])
  }

  func removeTemplate(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    try store.removeTemplate(
      try Self.text("template_id", in: try Self.object(request)), of: appID)
    return Self.ok()
  }

  func removeSubscribeTemplate(
    _ request: PlatformRequest, _ appID: String
  ) throws -> PlatformResponse {
    try store.removeTemplate(try Self.text("priTmplId", in: try Self.object(request)), of: appID)
    return Self.ok()
  }

  func setIndustry(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let body = try Self.object(request)
    for name in ["industry_id1", "industry_id2"] where body[name] == nil {
      throw Failure(47_003, "argument invalid: \(name) is missing")
    }
    return Self.ok()
  }

  func industry(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    .json([
      "primary_industry": ["first_class": "IT科技", "second_class": "互联网|电子商务"],
      "secondary_industry": ["first_class": "IT科技", "second_class": "IT软件与服务"],
    ])
  }
}
