import Wire

/// Pictures, sounds and films of a developer's server.
extension OpenAPI {
  func uploadMedia(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let kind = request.parameter("type") ?? ""
    guard let kind = Media.Kind(rawValue: kind), kind != .article else {
      throw Failure(40_004, "invalid media type: it is image, voice, video or thumb")
    }
    let id = try keep(kind, request, appID)
    return .json([
      "type": .string(kind.rawValue), (kind == .thumb ? "thumb_media_id" : "media_id"): .string(id),
      "created_at": .number(Double(occasion.seconds)),
    ])
  }

  /// A picture for the text of an article, under an address of this server.
  func uploadArticlePicture(
    _ request: PlatformRequest, _ appID: String
  ) throws -> PlatformResponse {
    let id = try keep(.article, request, appID)
    // The client knows under which name it reaches this server.
    let base = "http://" + (request.header("Host") ?? "127.0.0.1")
    return .json(["url": .string("\(base)/_sandbox/media/\(id)")])
  }

  private func keep(
    _ kind: Media.Kind, _ request: PlatformRequest, _ appID: String
  ) throws -> String {
    let part = try Self.file(request)
    return try store.keep(
      Media(
        kind: kind, contentType: part.contentType, name: part.fileName ?? "",
        bytes: part.bytes),
      of: appID, on: occasion)
  }

  /// The form's field `media`.
  static func file(_ request: PlatformRequest) throws -> MultipartBody.Part {
    guard request.method == "POST" else { throw Failure(43_002, "require POST method") }
    let parts: [MultipartBody.Part]
    do {
      parts = try MultipartBody.read(
        request.body, contentType: request.header("Content-Type") ?? "")
    } catch {
      throw Failure(41_005, "media data missing: \(error.reason)")
    }
    guard let part = parts.first(where: { $0.name == "media" }), !part.bytes.isEmpty else {
      throw Failure(41_005, "media data missing: the form has no field 'media'")
    }
    guard part.bytes.count <= PlatformLimits.mediaBytes else {
      throw Failure(
        45_001,
        "media size out of limit: \(part.bytes.count) bytes, at most \(PlatformLimits.mediaBytes)")
    }
    return part
  }

  func media(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let media = try known(request.parameter("media_id") ?? "", appID)
    var response = PlatformResponse(media.contentType, media.bytes)
    let name = media.name.filter { $0.isASCII && !"\"\\\r\n".contains($0) }
    response.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
    return response
  }

  @discardableResult
  func known(_ id: String, _ appID: String) throws -> Media {
    guard let media = try store.media(id, of: appID, on: occasion) else {
      throw Failure(40_007, "invalid media_id")
    }
    return media
  }

  /// `risky` in a picture stands for what the real service would find.
  func checkPicture(_ request: PlatformRequest, _ appID: String) throws -> PlatformResponse {
    let part = try Self.file(request)
    guard !String(decoding: part.bytes, as: UTF8.self).contains("risky") else {
      throw Failure(87_014, "risky content")
    }
    return Self.ok()
  }
}
