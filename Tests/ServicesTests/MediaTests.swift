import Bridge
import Canvas
import Testing
import Wire

@testable import Services

@Suite struct `The media service` {
  private static let landscape = try? SampleMedia.landscape.bytes
  private static let portrait = try? SampleMedia.portrait.bytes

  private func bench() throws -> Bench {
    Bench(files: [
      "a.png": try #require(Self.portrait), "b.jpg": try #require(Self.landscape),
      "c.mp4": Movie.sample, "d.txt": Array("no picture".utf8),
      "turned.jpg": Self.turned(try #require(Self.landscape), 6),
      "cut.png": Array(try #require(Self.portrait).prefix(64)),
    ])
  }

  /// A JPEG with a segment of EXIF that says how it is turned.
  static func turned(_ jpeg: [UInt8], _ orientation: UInt8) -> [UInt8] {
    let tiff: [UInt8] =
      Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
      + [0, 0, 0, 0]
    let segment = Array("Exif".utf8) + [0, 0] + tiff
    return Array(jpeg.prefix(2)) + [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment
      + jpeg.dropFirst(2)
  }

  @Test(
    arguments: [
      ("/a.png", "png", 480, 640, "up", "a.png"), ("b.jpg", "jpeg", 960, 720, "up", "b.jpg"),
      ("/turned.jpg", "jpeg", 960, 720, "right", "turned.jpg"),
    ])
  func `reads a picture`(
    _ src: String, _ type: String, _ width: Int, _ height: Int, _ orientation: String,
    _ path: String
  ) async throws {
    let info = try await bench().outcome("getImageInfo", ["src": .string(src)])
    #expect(
      try info.get() == [
        "width": .number(Double(width)), "height": .number(Double(height)), "path": .string(path),
        "orientation": .string(orientation), "type": .string(type),
      ])
  }

  @Test(
    arguments: [
      ("/missing.png", 1_103_002), ("wxfile://tmp_0.png", 1_103_002), ("../a.png", 1_103_002),
      ("wxfile://usr/../../a.png", 1_103_002), ("wxfile://usr/missing.png", 1_103_002),
      ("/d.txt", 1_103_003), ("/cut.png", 1_103_003),
    ])
  func `refuses to read`(_ src: String, _ errno: Int) async throws {
    let outcome = try await bench().outcome("getImageInfo", ["src": .string(src)])
    #expect(throws: CallError.self) { try outcome.get() }
    if case .failure(let error) = outcome { #expect(error.errno == errno) }
  }

  @Test func `reads a picture of the user's own folder`() async throws {
    let bench = try bench()
    for name in ["FileSystemManager.mkdir", "FileSystemManager.copyFile"] {
      _ = try bench.result(
        name,
        name.hasSuffix("mkdir")
          ? ["dirPath": "wxfile://usr/mine"]
          : ["srcPath": "/a.png", "destPath": "wxfile://usr/mine/a.png"])
    }
    let info = try await bench.outcome("getImageInfo", ["src": "wxfile://usr/mine/a.png"]).get()
    #expect(info["width"] == 480 && info["path"] == "wxfile://usr/mine/a.png")
  }

  @Test func `reads a picture of the network as it would download it`() async throws {
    let picture = try #require(Self.portrait)
    let rule = { (name: String, status: Int, body: [UInt8]) in
      ScriptedTransport.Rule(
        "https://a.example/\(name)", delayMilliseconds: 0,
        .response(HTTPHead(status: status), body: body))
    }
    let rest = [UInt8](repeating: 0, count: MediaLimits.pictureBytes - picture.count)
    let places = NetworkSettings(
      transport: ScriptedTransport([
        rule("a.png", 200, picture), rule("none.png", 404, []),
        rule("text", 200, Array("no picture".utf8)), rule("most", 200, picture + rest),
        rule("more", 200, picture + rest + [0]),
      ]), policy: NetworkPolicy(domains: [.downloadFile: ["https://a.example"]]))
    let bench = Bench(network: places)
    for name in ["a.png", "most"] {
      let src = JSON.string("https://a.example/\(name)")
      let info = try await bench.outcome("getImageInfo", ["src": src]).get()
      #expect(info["width"] == 480)
      let path = try #require(info["path"]?.string)
      #expect(path.hasPrefix("wxfile://tmp_"))
      #expect(try bench.temporary.read(path, for: bench.context.session).starts(with: picture))
    }
    for (src, errno) in [
      ("https://a.example/none.png", 1_103_002), ("https://a.example/text", 1_103_003),
      ("https://a.example/more", 603_301), ("https://b.example/a.png", 600_002),
      ("http://127.0.0.1/a.png", 600_002),
    ] {
      let outcome = try await bench.outcome("getImageInfo", ["src": .string(src)])
      if case .failure(let error) = outcome {
        #expect(error.errno == errno, "\(src): \(error)")
      } else {
        Issue.record("\(src) was read")
      }
    }
  }

  @Test(
    arguments: [
      ("compressImage", ["src": "/b.jpg", "quality": 101], 1_103_006),
      ("compressImage", ["src": "/b.jpg", "compressedWidth": 0], 1_103_007),
      ("compressImage", ["src": "/b.jpg", "compressedWidth": 40_000], 1_103_007),
      ("getVideoInfo", ["src": "/a.png"], 1_103_003),
      ("saveVideoToPhotosAlbum", ["filePath": "/a.png"], 1_103_003),
      ("saveImageToPhotosAlbum", ["filePath": "/d.txt"], 1_103_003),
      ("cropImage", ["src": "/a.png", "cropScale": "1:0"], 1001),
    ] as [(String, JSON, Int)])
  func `refuses`(_ name: String, _ request: JSON, _ errno: Int) throws {
    #expect(try bench().failure(name, request).errno == errno)
  }

  @Test func `makes pictures smaller and cuts them`() async throws {
    let bench = try bench()
    let made = try bench.result(
      "compressImage", ["src": "/b.jpg", "quality": 0, "compressedWidth": 96])
    let path = try #require(made["tempFilePath"]?.string)
    #expect(path.hasPrefix("wxfile://tmp_"))
    let info = try await bench.outcome("getImageInfo", ["src": .string(path)]).get()
    #expect(info["width"] == 96)
    #expect(info["height"] == 72)
    let cut = try bench.result(
      "cropImage", ["src": "/a.png", "cropScale": "1:1"], answering: ["confirm": true])
    let square = try await bench.outcome(
      "getImageInfo", ["src": cut["tempFilePath"] ?? .null]
    ).get()
    #expect(square["width"] == 480)
    #expect(square["height"] == 480)
    #expect(try bench.failure("cropImage", ["src": "/a.png"]) == .cancelled)
  }

  @Test func `lets pictures be chosen, as many as may be`() throws {
    let bench = Bench()
    let outcome = try bench.start("chooseImage", ["count": 1, "sizeType": ["original"]])
    #expect(
      bench.screen.question?.value == [
        "kinds": ["image", "image"], "sourceType": ["album", "camera"], "title": "相册",
        "choices": ["landscape.jpg", "portrait.png"], "most": 1,
      ])
    bench.screen.answer(["indexes": [1, 0, 1]])
    let files = try #require(try outcome.value["tempFiles"]?.array)
    #expect(files.count == 1)
    #expect(files[0]["size"]?.int == Self.portrait?.count)
    for (count, most) in [(0, 9), (9, 9), (10, 9), (-1, 9)] {
      _ = try bench.start("chooseImage", ["count": .number(Double(count))])
      #expect(bench.screen.question?.value["most"]?.int == most)
      bench.screen.answer(nil)
    }
  }

  @Test func `gives pictures compressed unless the whole ones are wanted`() throws {
    let bench = Bench()
    func size(_ sizeType: JSON, _ answer: JSON) throws -> Int {
      let request: JSON = ["sizeType": sizeType]
      let reply = try bench.result("chooseImage", request, answering: answer)
      return try #require(reply["tempFiles"]?[0]?["size"]?.int)
    }
    let original = try #require(Self.landscape?.count)
    let both: JSON = ["original", "compressed"]
    #expect(try size(["original"], ["index": 0]) == original)
    #expect(try size(both, ["index": 0]) < original)
    #expect(try size(both, ["index": 0, "original": true]) == original)
    #expect(try size(["compressed"], ["index": 0, "original": true]) < original)
  }

  @Test func `tells pictures and videos apart`() throws {
    let bench = Bench()
    let mixed = try bench.result("chooseMedia", [:], answering: ["indexes": [2, 1]])
    #expect(mixed["type"] == "mix")
    #expect(mixed["tempFiles"]?[0]?["fileType"] == "video")
    #expect(mixed["tempFiles"]?[0]?["duration"] == 5)
    #expect(mixed["tempFiles"]?[0]?["width"] == 640)
    #expect(mixed["tempFiles"]?[1]?["height"] == 640)
    let video = try bench.result("chooseVideo", [:], answering: ["index": 0])
    #expect(video["height"] == 360)
    _ = try bench.start("chooseMedia", ["mediaType": ["video"], "count": 21])
    #expect(bench.screen.question?.value["choices"] == ["clip.mp4"])
    #expect(bench.screen.question?.value["most"]?.int == MediaLimits.media)
    bench.screen.answer(nil)
    let info = try bench.result("getVideoInfo", ["src": video["tempFilePath"] ?? .null])
    #expect(info["duration"] == 5)
    #expect(info["orientation"] == "up")
  }

  @Test func `gives files of messages by kind and suffix`() throws {
    let bench = Bench()
    for (request, choices) in [
      (["count": 1], ["document.txt", "landscape.jpg", "clip.mp4"]),
      (["count": 1, "type": "file"], ["document.txt"]),
      (["count": 1, "type": "image"], ["landscape.jpg"]),
      (["count": 1, "extension": [".MP4"]], ["clip.mp4"]),
    ] as [(JSON, JSON)] {
      _ = try bench.start("chooseMessageFile", request)
      #expect(bench.screen.question?.value["choices"] == choices)
      bench.screen.answer(nil)
    }
    let reply = try bench.result("chooseMessageFile", ["count": 100], answering: ["index": 0])
    #expect(reply["tempFiles"]?[0]?["name"] == "document.txt")
    for count in [0, 101] as [JSON] {
      #expect(try bench.failure("chooseMessageFile", ["count": count]).errno == 1001)
    }
  }

  @Test func `keeps what was saved in the visitor's album, where it can be chosen`() throws {
    let bench = try bench()
    _ = try bench.result("saveImageToPhotosAlbum", ["filePath": "/a.png"])
    _ = try bench.result("saveVideoToPhotosAlbum", ["filePath": "/c.mp4"])
    let visitor = bench.context.visitor
    #expect(bench.album.saved(for: visitor).map(\.name) == ["saved-0001.png", "saved-0002.mp4"])
    #expect(bench.album.saved(for: Visitor(user: "other", app: "a")).isEmpty)
    let chosen = try bench.result(
      "chooseImage", ["sizeType": ["original"]], answering: ["index": 2])
    #expect(chosen["tempFiles"]?[0]?["size"]?.int == Self.portrait?.count)
    bench.device.change { $0.permissions.album = false }
    #expect(try bench.failure("saveImageToPhotosAlbum", ["filePath": "/a.png"]).errno == 3)
  }

  @Test func `reads headers of videos that are cut off anywhere`() {
    for count in 0..<Movie.sample.count { _ = Movie(Array(Movie.sample.prefix(count))) }
    var bytes = Movie.sample
    for place in bytes.indices {
      bytes[place] ^= 0xFF
      _ = Movie(bytes)
      bytes[place] ^= 0xFF
    }
    #expect(Movie(bytes)?.duration == 5)
  }

  @Test func `reads headers of pictures that are cut off anywhere`() throws {
    let picture = Self.turned(try #require(Self.landscape), 8)
    for count in 0..<min(400, picture.count) { _ = PictureFacts(Array(picture.prefix(count))) }
    #expect(PictureFacts(picture)?.orientation == 8)
    #expect(PictureFacts(Self.turned(try #require(Self.landscape), 9))?.orientation == 1)
  }
}
