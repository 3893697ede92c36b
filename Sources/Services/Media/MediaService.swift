import Bridge
import Canvas
import Wire

/// Choosing, reading, changing and saving pictures and videos (`reference/api-core.md 9.8`).
///
/// What can be chosen is the device's album (`DeviceProfile.media`), and is asked for on the
/// screen under `album` or `messageFile`; an answer may also name files of the host:
/// `{"files": [path]}`. Chosen files are copied to temporary ones.
public struct MediaService: Service {
  public static let name = "media"
  let album: Album
  let files: FileStore
  let network: NetworkService
  var temporary: TemporaryFiles { files.temporary }

  /// - Parameter network: fetches pictures that are not on the device.
  public init(album: Album, files: FileStore, network: NetworkService) {
    self.album = album
    self.files = files
    self.network = network
  }

  public var calls: [Call] {
    choosing
    pictures
    videos
    Call(
      recording: "previewImage", example: Preview(urls: AtLeastOne(["https://a.example/1.png"]))
    )
    .summary("Shows pictures over the whole screen.").category("Media")
    Call(
      recording: "previewMedia",
      example: MediaPreview(sources: AtLeastOne([["url": "https://a.example/1.png"]]))
    )
    .summary("Shows pictures and videos over the whole screen.").category("Media")
    .since("2.12.0")
    Call(
      atOnce: "saveImageToPhotosAlbum",
      example: (FilePath(filePath: "wxfile://tmp_1.png"), Nothing())
    ) {
      (request: FilePath, context) throws(CallError) in
      try save(request.filePath, context) { PictureFacts($0)?.kind.rawValue }
    }
    .summary("Saves a picture into the album of the device.").category("Media").since("1.2.0")
    .scope(.writePhotosAlbum).privacy(.albumWriting)
    Call(
      atOnce: "saveVideoToPhotosAlbum",
      example: (FilePath(filePath: "wxfile://tmp_1.mp4"), Nothing())
    ) {
      (request: FilePath, context) throws(CallError) in
      try save(request.filePath, context) { Movie($0) == nil ? nil : "mp4" }
    }
    .summary("Saves a video into the album of the device.").category("Media").since("1.2.0")
    .scope(.writePhotosAlbum).privacy(.albumWriting)
  }

  /// The bytes of a file that a mini-program names.
  func bytes(_ path: String, _ context: CallContext) throws(CallError) -> [UInt8] {
    do {
      return try PictureReader(context: context, files: files).file(path)
    } catch let error as CallError {
      throw CallError(error.reason, errno: 1_103_002)
    } catch {
      throw CallError("\(error)", errno: 1_103_002)
    }
  }

  func keep(
    _ bytes: [UInt8], suffix: String, _ context: CallContext
  ) throws(CallError) -> String {
    try temporary.add(bytes, suffix: suffix, for: context.session)
  }

  /// - Parameter kind: the suffix of a file that may be saved.
  private func save(
    _ path: String, _ context: CallContext, kind: ([UInt8]) -> String?
  ) throws(CallError) -> Nothing {
    guard context.device.profile.permissions.album else {
      throw CallError("system permission denied", errno: 3)
    }
    let bytes = try bytes(path, context)
    guard let suffix = kind(bytes) else { throw CallError("invalid file type", errno: 1_103_003) }
    try album.save(bytes, suffix: suffix == "jpeg" ? "jpg" : suffix, for: context.visitor)
    context.device.record("saveToPhotosAlbum", ["filePath": .string(path)])
    return Nothing()
  }
}

extension MediaService {
  struct FilePath: Codable, Sendable {
    /// A temporary or a saved file, or one of the package.
    var filePath: String
  }

  struct Preview: Codable, Sendable {
    /// One picture or more.
    var urls: AtLeastOne<String>
    /// The one that is shown first, by its url or its position; the first when absent.
    var current: JSON?
    var showmenu: Bool?
    var referrerPolicy: String?
  }

  struct MediaPreview: Codable, Sendable {
    /// One `{url, type, poster}` or more.
    var sources: AtLeastOne<JSON>
    /// The position of the one that is shown first.
    var current: Double?
    var showmenu: Bool?
  }
}
