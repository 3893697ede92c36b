import Bridge
import Canvas
import Wire

/// Reading and changing pictures and videos.
extension MediaService {
  @CallsBuilder var pictures: [Call] {
    Call("getImageInfo", example: (Source(src: "/a.png"), Self.info), imageInfo)
      .summary("Tells kind and size of a picture; one of the network is downloaded.")
      .category("Media").networkErrors()
      .errors([1_103_002: "the picture is not there", 1_103_003: "it cannot be decoded"])
      .limits(named: ["picture": "\(MediaLimits.pictureBytes) bytes"])
    Call(hidden: "media.size") { (request: CallRequest, context) throws(CallError) in
      let facts = try facts(request.value["src"]?.string ?? "", context).facts
      let reply: JSON = [
        "width": .number(Double(facts.width)), "height": .number(Double(facts.height)),
      ]
      return CallReply(reply.text)
    }
    Call(
      atOnce: "compressImage",
      example: (Compression(src: "wxfile://tmp_1.jpg", quality: 60), Made("wxfile://tmp_2.jpg")),
      compress
    )
    .summary("Makes a picture smaller.").category("Media").since("2.4.0")
    .errors([1_103_006: "quality is out of range"])
    Call(
      asking: "cropImage",
      example: (Crop(src: "/a.png", cropScale: "1:1"), Made("wxfile://tmp_2.png"))
    ) { (request: Crop, context, answer) throws(CallError) in try crop(request, context, answer) }
    .summary("Lets the person cut a picture.").category("Media").since("2.26.0")
    Call(asking: "editImage", example: (Source(src: "/a.png"), Made("wxfile://tmp_2.png"))) {
      (request: Source, context, answer) throws(CallError) in try edit(request, context, answer)
    }
    .summary("Lets the person change a picture.").category("Media").since("2.22.0")
  }

  @CallsBuilder var videos: [Call] {
    Call(
      atOnce: "getVideoInfo", example: (Source(src: "wxfile://tmp_1.mp4"), Self.movie), videoInfo
    )
    .summary("Tells length and size of a video.").category("Media").since("2.11.0")
    Call(
      atOnce: "compressVideo",
      example: (VideoCompression(src: "wxfile://tmp_1.mp4"), Self.compressedVideo), compressVideo
    )
    .summary("Copies a video; nothing is encoded here, so it keeps its size.").category("Media")
    .since("2.11.0")
  }

  private func facts(_ path: String, _ context: CallContext) throws(CallError)
    -> (bytes: [UInt8], facts: PictureFacts)
  {
    try facts(of: try bytes(path, context), path)
  }

  private func facts(of bytes: [UInt8], _ path: String) throws(CallError)
    -> (bytes: [UInt8], facts: PictureFacts)
  {
    guard let facts = PictureFacts(bytes) else {
      throw CallError("'\(path.prefix(200))' is no picture", errno: 1_103_003)
    }
    return (bytes, facts)
  }

  /// Under the rules of downloads (`reference/api-core.md 9.8`).
  private func fetch(_ url: String, _ context: CallContext) async throws(CallError) -> [UInt8] {
    do throws(CallError) {
      let response = try await network.file(url, limit: MediaLimits.pictureBytes, context)
      guard response.head.status == 200 else {
        throw CallError("http status \(response.head.status)", errno: 1_103_002)
      }
      return response.body
    } catch {
      throw CallError("download image fail. reason: \(error.reason)", errno: error.errno)
    }
  }

  private func imageInfo(
    _ request: Source, _ context: CallContext
  ) async throws(CallError) -> ImageInfo {
    let isRemote = PictureReader.isRemote(request.src)
    let (bytes, facts) =
      isRemote
      ? try facts(of: await fetch(request.src, context), request.src)
      : try facts(request.src, context)
    if facts.kind == .png || facts.kind == .jpeg { _ = try picture(bytes) }
    let path =
      isRemote || request.src.hasPrefix("data:")
      ? try keep(bytes, suffix: facts.kind.rawValue, context)
      : String(request.src.drop { $0 == "/" })
    return ImageInfo(
      width: facts.width, height: facts.height, path: path,
      orientation: Self.orientations[facts.orientation - 1],
      type: facts.kind == .webp ? "unknown" : facts.kind.rawValue)
  }

  private func picture(_ bytes: [UInt8]) throws(CallError) -> Picture {
    do {
      return try Picture(file: bytes)
    } catch {
      throw CallError("\(error)", errno: 1_103_003)
    }
  }

  private func made(_ body: () throws -> [UInt8]) throws(CallError) -> [UInt8] {
    do {
      return try body()
    } catch {
      throw CallError("\(error)", errno: 1_103_005)
    }
  }

  private func compress(_ request: Compression, _ context: CallContext) throws(CallError) -> Made {
    let quality = request.quality ?? 80
    guard (0...100).contains(quality) else {
      throw CallError("quality is \(quality); it takes 0 to 100", errno: 1_103_006)
    }
    let picture = try picture(try bytes(request.src, context))
    let (width, height) = (Double(picture.width), Double(picture.height))
    let wanted: (Double, Double) =
      switch (request.compressedWidth, request.compressedHeight) {
      case (let wide?, let high?): (wide, high)
      case (let wide?, nil): (wide, height * wide / width)
      case (nil, let high?): (width * high / height, high)
      case (nil, nil): (width, height)
      }
    guard (1...32_767).contains(wanted.0), (1...32_767).contains(wanted.1) else {
      throw CallError("a picture of \(wanted.0) by \(wanted.1) cannot be made", errno: 1_103_007)
    }
    let file = try made {
      try picture.file(
        width: Int(wanted.0), height: Int(wanted.1), as: .jpeg(quality: quality / 100))
    }
    return Made(try keep(file, suffix: "jpg", context))
  }

  /// The question `crop` is answered by `{"confirm": true}`, with `x`, `y`, `width` and `height`
  /// of the part, or without, which takes the largest part of the wanted shape in the middle.
  private func crop(
    _ request: Crop, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Made, CallError>) -> Void
  ) throws(CallError) {
    let (bytes, facts) = try facts(request.src, context)
    let middle = try Self.part(of: facts, shape: request.cropScale ?? "1:1")
    context.screen.ask(
      "crop", ["title": "裁剪图片", "src": .string(request.src), "confirmText": "完成"]
    ) { given in
      answer(
        Result { () throws(CallError) in
          guard given?["confirm"]?.bool == true else { throw .cancelled }
          var part = middle
          if let x = given?["x"]?.number, let y = given?["y"]?.number,
            let width = given?["width"]?.number, let height = given?["height"]?.number
          {
            part = Region(x: x, y: y, width: width, height: height)
          }
          guard (1...32_767).contains(part.width), (1...32_767).contains(part.height) else {
            throw CallError("the part has no pixels", errno: 1_103_007)
          }
          let file = try made {
            try picture(bytes).file(
              of: part, width: Int(part.width), height: Int(part.height), as: .png)
          }
          return Made(try keep(file, suffix: "png", context))
        })
    }
  }

  private static func part(of facts: PictureFacts, shape: String) throws(CallError) -> Region {
    let sides = shape.split(separator: ":").compactMap { Double($0) }
    guard sides.count == 2, sides.allSatisfy({ (1...100).contains($0) }) else {
      throw CallError(
        "invalid cropScale '\(shape.prefix(16))'; expected '1:1' or the like", errno: 1001)
    }
    let (wide, high) = (Double(facts.width), Double(facts.height))
    let width = min(wide, high * sides[0] / sides[1]).rounded(.down)
    let height = min(high, wide * sides[1] / sides[0]).rounded(.down)
    return Region(x: (wide - width) / 2, y: (high - height) / 2, width: width, height: height)
  }

  private func edit(
    _ request: Source, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Made, CallError>) -> Void
  ) throws(CallError) {
    let (bytes, facts) = try facts(request.src, context)
    Confirmation(key: "editImage", title: "编辑图片", content: request.src, confirmText: "完成")
      .ask(context) { (agreed: Result<Nothing, CallError>) in
        answer(
          agreed.flatMap { _ in
            Result { () throws(CallError) in
              Made(try keep(bytes, suffix: facts.kind.rawValue, context))
            }
          })
      } agreed: {
        Nothing()
      }
  }

  private func videoInfo(_ request: Source, _ context: CallContext) throws(CallError) -> VideoInfo {
    let bytes = try bytes(request.src, context)
    guard let movie = Movie(bytes) else {
      throw CallError("'\(request.src.prefix(200))' is no video", errno: 1_103_003)
    }
    return VideoInfo(
      orientation: movie.orientation, type: "mp4", duration: movie.duration,
      size: (Double(bytes.count) / 1024 * 100).rounded() / 100, height: movie.height,
      width: movie.width, fps: movie.rate,
      bitrate: movie.duration > 0
        ? (Double(bytes.count) * 8 / movie.duration / 1000).rounded() : 0)
  }

  private func compressVideo(
    _ request: VideoCompression, _ context: CallContext
  ) throws(CallError) -> CompressedVideo {
    let bytes = try bytes(request.src, context)
    guard Movie(bytes) != nil else {
      throw CallError("'\(request.src.prefix(200))' is no video", errno: 1_103_003)
    }
    return CompressedVideo(
      tempFilePath: try keep(bytes, suffix: "mp4", context), size: Double(bytes.count) / 1024)
  }
}

extension MediaService {
  struct Source: Codable, Sendable {
    /// A file of the mini-program or of its package, or a `data:` URL; of `getImageInfo` also a
    /// picture of the network.
    var src: String
  }

  struct ImageInfo: Codable, Sendable {
    var width: Int
    var height: Int
    var path: String
    /// `up`, `down`, `left`, `right`, each also with `-mirrored`.
    var orientation: String
    /// `png`, `jpeg`, `gif` or `unknown`.
    var type: String
  }

  struct Compression: Codable, Sendable {
    var src: String
    /// From 0 to 100; 80 when absent.
    var quality: Double?
    /// In pixels; with one of both sides the shape is kept.
    var compressedWidth: Double?
    var compressedHeight: Double?
  }

  struct Crop: Codable, Sendable {
    var src: String
    /// The shape of the part, such as `16:9`; `1:1` when absent.
    var cropScale: String?
  }

  struct Made: Codable, Sendable {
    var tempFilePath: String
    init(_ path: String) { tempFilePath = path }
  }

  struct VideoInfo: Codable, Sendable {
    var orientation: String
    var type: String
    /// In seconds.
    var duration: Double
    /// In kB.
    var size: Double
    var height: Int
    var width: Int
    var fps: Double
    /// In kbps.
    var bitrate: Double
  }

  struct VideoCompression: Codable, Sendable {
    var src: String
    /// `low`, `medium` or `high`.
    var quality: String?
    var bitrate: Double?
    var fps: Double?
    var resolution: Double?
  }

  struct CompressedVideo: Codable, Sendable {
    var tempFilePath: String
    /// In kB.
    var size: Double
  }

  static let info = ImageInfo(width: 96, height: 96, path: "a.png", orientation: "up", type: "png")
  static let movie = VideoInfo(
    orientation: "up", type: "mp4", duration: 5, size: 9, height: 360, width: 640, fps: 30,
    bitrate: 700)
  static let compressedVideo = CompressedVideo(tempFilePath: "wxfile://tmp_2.mp4", size: 9)

  /// By the number of EXIF, from 1.
  private static let orientations = [
    "up", "up-mirrored", "down", "down-mirrored", "left-mirrored", "right", "right-mirrored",
    "left",
  ]
}
