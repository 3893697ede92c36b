import Bridge
import Canvas
import Wire

/// Choosing files.
extension MediaService {
  @CallsBuilder var choosing: [Call] {
    Call(asking: "chooseImage", example: (ImagesRequest(count: 1), Self.images)) {
      (request: ImagesRequest, context, answer) in
      choose(
        .init(
          kinds: [.image], most: Self.count(request.count, of: MediaLimits.images),
          sizeType: request.sizeType, sourceType: request.sourceType), context
      ) { chosen in
        answer(
          chosen.map { files in
            ImagesReply(
              tempFilePaths: files.map(\.path),
              tempFiles: files.map { .init(path: $0.path, size: $0.bytes.count) })
          })
      }
    }
    .summary("Lets the person choose pictures.").category("Media").privacy(.album)
    Call(asking: "chooseMedia", example: (MediaRequest(count: 1), Self.media)) {
      (request: MediaRequest, context, answer) in
      let kinds = Self.kinds(request.mediaType)
      choose(
        .init(
          kinds: kinds, most: Self.count(request.count, of: MediaLimits.media),
          sizeType: request.sizeType, sourceType: request.sourceType), context
      ) { chosen in
        answer(
          chosen.flatMap { files in
            Result { () throws(CallError) in try mediaReply(files, context) }
          })
      }
    }
    .summary("Lets the person choose pictures and videos.").category("Media").since("2.10.0")
    .privacy(.album)
    Call(asking: "chooseVideo", example: (VideoRequest(), Self.video)) {
      (request: VideoRequest, context, answer) in
      choose(
        .init(kinds: [.video], most: 1, sizeType: nil, sourceType: request.sourceType), context
      ) { chosen in
        answer(
          chosen.map { files in
            let movie = Movie(files[0].bytes)
            return VideoReply(
              tempFilePath: files[0].path, duration: movie?.duration ?? 0,
              size: files[0].bytes.count, height: movie?.height ?? 0, width: movie?.width ?? 0)
          })
      }
    }
    .summary("Lets the person choose a video.").category("Media").privacy(.album)
    Call(
      asking: "chooseMessageFile", example: (FilesRequest(count: 1), Self.files), chooseMessageFile
    )
    .summary("Lets the person choose files that came by messages.").category("Media")
    .since("2.5.0")
  }

  /// A chosen file, copied to a temporary one.
  struct Chosen: Sendable {
    let file: Album.File?
    let name: String
    let path: String
    let bytes: [UInt8]
    let kind: Album.Kind
  }

  struct Wish: Sendable {
    var kinds: Set<Album.Kind>
    var most: Int
    var sizeType: [String]?
    var sourceType: [String]?
    var key = "album"
    var title = "相册"

    var mayCompress: Bool { sizeType?.contains("compressed") ?? true }
    var mayKeep: Bool { sizeType?.contains("original") ?? true }
  }

  func choose(
    _ wish: Wish, among files: [Album.File]? = nil, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<[Chosen], CallError>) -> Void
  ) {
    let files = files ?? album.files(for: context, kinds: wish.kinds)
    var choice = Choice(key: wish.key, title: wish.title, choices: files.map(\.name))
    choice.most = wish.most
    choice.more["kinds"] = .array(files.map { .string($0.kind.rawValue) })
    choice.more["sourceType"] = .array(
      (wish.sourceType ?? ["album", "camera"]).prefix(4).map { .string($0) })
    let asked = choice
    context.screen.ask(asked.key, asked.value) { given in
      answer(
        Result { () throws(CallError) in
          let isOriginal = given?["original"]?.bool ?? !wish.mayCompress
          let compresses = wish.mayCompress && !(isOriginal && wish.mayKeep)
          if let paths = given?["files"]?.array?.compactMap(\.string), !paths.isEmpty {
            return try copies(
              paths.prefix(wish.most).map { path in
                Album.File(
                  name: String(path.split(separator: "/").last ?? ""), path: path, time: 0)
              }, compresses, context)
          }
          let picked = asked.picked(from: given)
          guard !picked.isEmpty else { throw .cancelled }
          return try copies(picked.map { files[$0] }, compresses, context)
        })
    }
  }

  private func copies(
    _ files: [Album.File], _ compresses: Bool, _ context: CallContext
  ) throws(CallError) -> [Chosen] {
    var chosen: [Chosen] = []
    for file in files {
      var bytes = try file.bytes()
      if compresses, file.kind == .image { bytes = Self.compressed(bytes) }
      let path = try keep(bytes, suffix: file.suffix.isEmpty ? "bin" : file.suffix, context)
      chosen.append(Chosen(file: file, name: file.name, path: path, bytes: bytes, kind: file.kind))
    }
    return chosen
  }

  /// A JPEG of at most `MediaLimits.compressedSide`; other kinds, and what would not become
  /// smaller, stay as they are.
  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    guard PictureFacts(bytes)?.kind == .jpeg, let picture = try? Picture(file: bytes) else {
      return bytes
    }
    let longer = Double(max(picture.width, picture.height))
    let scale = min(1, Double(MediaLimits.compressedSide) / longer)
    let made = try? picture.file(
      width: max(1, Int(Double(picture.width) * scale)),
      height: max(1, Int(Double(picture.height) * scale)), as: .jpeg(quality: 0.8))
    guard let made, made.count < bytes.count else { return bytes }
    return made
  }

  private func mediaReply(
    _ files: [Chosen], _ context: CallContext
  ) throws(CallError) -> MediaReply {
    var items: [MediaReply.File] = []
    for file in files {
      var item = MediaReply.File(
        tempFilePath: file.path, size: file.bytes.count, fileType: file.kind.rawValue)
      if file.kind == .video {
        let movie = Movie(file.bytes)
        item.duration = movie?.duration ?? 0
        (item.width, item.height) = (movie?.width ?? 0, movie?.height ?? 0)
        let thumb: [UInt8]
        do { thumb = try SampleMedia.landscape.bytes } catch { throw .internalError("\(error)") }
        item.thumbTempFilePath = try keep(thumb, suffix: "jpg", context)
      } else if let facts = PictureFacts(file.bytes) {
        (item.width, item.height) = (facts.width, facts.height)
      }
      items.append(item)
    }
    let kinds = Set(files.map(\.kind))
    return MediaReply(
      tempFiles: items, type: kinds.count > 1 ? "mix" : (kinds.first ?? .image).rawValue)
  }

  private func chooseMessageFile(
    _ request: FilesRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<FilesReply, CallError>) -> Void
  ) throws(CallError) {
    guard (1...Double(MediaLimits.messageFiles)).contains(request.count) else {
      throw CallError(
        "count is \(request.count); it takes 1 to \(MediaLimits.messageFiles)", errno: 1001)
    }
    let type = request.type ?? "all"
    let wanted = request.extension?.map { $0.drop { $0 == "." }.lowercased() } ?? []
    let files = album.messageFiles(for: context).filter { file in
      (type == "all" || type == file.kind.rawValue || (type == "file" && file.kind == .file))
        && (wanted.isEmpty || wanted.contains(file.suffix))
    }
    let wish = Wish(
      kinds: [], most: Int(request.count), sizeType: ["original"], key: "messageFile",
      title: "聊天文件")
    choose(wish, among: files, context) { chosen in
      answer(
        chosen.map { files in
          FilesReply(
            tempFiles: files.map { file in
              .init(
                path: file.path, size: file.bytes.count, name: file.name,
                type: file.kind.rawValue, time: file.file?.time ?? 0)
            })
        })
    }
  }

  private static func count(_ wanted: Double?, of most: Int) -> Int {
    let wanted = wanted ?? Double(most)
    return wanted >= 1 ? Int(min(wanted, Double(most))) : most
  }

  private static func kinds(_ types: [String]?) -> Set<Album.Kind> {
    let types = types ?? ["image", "video"]
    let kinds = Set(types.compactMap(Album.Kind.init(rawValue:))).intersection([.image, .video])
    return types.contains("mix") || kinds.isEmpty ? [.image, .video] : kinds
  }
}
