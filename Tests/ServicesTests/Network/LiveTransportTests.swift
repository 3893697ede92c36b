import Bridge
import Testing
import Wire

@testable import Services

@Suite(.timeLimit(.minutes(1))) struct `The real network` {
  private func stage(
    _ policy: NetworkPolicy, _ names: [String: [String]] = [:]
  ) -> (stage: NetworkStage, resolver: FixedResolver) {
    let resolver = FixedResolver(names)
    return (NetworkStage(.live(policy: policy, resolver: resolver)), resolver)
  }

  @Test func `carries a request and its answer`() async throws {
    let server = try await LoopbackServer { request in
      .answer(201, [("X-Method", request.method)], [Array("got ".utf8), request.body])
    }
    let (stage, _) = stage(server.policy)
    let reply = try await stage.call(
      "request", ["url": .string(server.url("/a?b=1")), "method": "POST", "data": "hello"]
    ).get().value
    #expect(reply["statusCode"] == 201)
    #expect(reply["data"] == "got hello")
    #expect(reply["header"]?["X-Method"] == "POST")
    let seen = try #require(server.requests.first)
    #expect(seen.uri == "/a?b=1")
    #expect(seen.header("host") == "127.0.0.1:\(server.port)")
    #expect(seen.header("referer")?.hasPrefix("https://servicewechat.com/wx1/") == true)
  }

  @Test func `goes to the address that was judged and asks for the name once`() async throws {
    let server = try await LoopbackServer { _ in .answer(200) }
    let policy = NetworkPolicy(allowedHosts: ["dev.example"])
    let (stage, resolver) = stage(policy, ["dev.example": ["127.0.0.1"]])
    let reply = try await stage.call(
      "request", ["url": .string(server.url("/", host: "dev.example"))]
    ).get().value
    #expect(reply["statusCode"] == 200)
    #expect(server.requests.first?.header("host") == "dev.example:\(server.port)")
    #expect(resolver.asked.value.withLock { $0 } == ["dev.example"])
  }

  @Test(arguments: [
    "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://a.localhost:PORT/",
    "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0177.0.0.1:PORT/",
    "http://127.1:PORT/", "http://0.0.0.0:PORT/", "http://[::1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://0:PORT/",
    // Names whose servers say what they should not.
    "http://inner.example:PORT/", "http://mapped.example:PORT/", "http://mixed.example:PORT/",
    "http://metadata.example:PORT/",
  ])
  func `never reaches this machine or a private network`(_ pattern: String) async throws {
    let server = try await LoopbackServer { _ in .answer(200) }
    let names = [
      "inner.example": ["127.0.0.1"], "mapped.example": ["::ffff:127.0.0.1"],
      "mixed.example": ["1.1.1.1", "127.0.0.1"], "metadata.example": ["169.254.169.254"],
      "localhost": ["127.0.0.1"], "a.localhost": ["127.0.0.1"],
    ]
    let (stage, _) = stage(NetworkPolicy(), names)
    let url = pattern.replacing("PORT", with: String(server.port))
    guard case .failure(let error) = await stage.call("request", ["url": .string(url)]) else {
      Issue.record("it answered")
      return
    }
    #expect(error.errno == 600_002)
    #expect(error.reason.contains("--allow-host"))
    #expect(server.requests.isEmpty)
  }

  @Test func `judges every redirect anew`() async throws {
    let inner = try await LoopbackServer { _ in .answer(200, [], [Array("secret".utf8)]) }
    let port = inner.port
    let server = try await LoopbackServer { request in
      let target =
        request.uri == "/name" ? "http://inner.example:\(port)/" : "http://127.0.0.1:\(port)/"
      return .answer(302, [("Location", target)])
    }
    let (stage, _) = stage(server.policy, ["inner.example": ["127.0.0.1"]])
    for path in ["/", "/name"] {
      guard
        case .failure(let error) = await stage.call(
          "request", ["url": .string(server.url(path))])
      else {
        Issue.record("it answered")
        continue
      }
      #expect(error.errno == 600_002)
    }
    #expect(inner.requests.isEmpty)
  }

  @Test func `follows redirects up to the limit and keeps secrets from other hosts`() async throws {
    let other = try await LoopbackServer { _ in .answer(200, [], [Array("there".utf8)]) }
    let away = other.url("/")
    let server = try await LoopbackServer { request in
      if request.uri == "/away" { return .answer(307, [("Location", away)]) }
      let left = Int(request.uri.dropFirst()) ?? 0
      return left > 0 ? .answer(301, [("Location", "/\(left - 1)")]) : .answer(200)
    }
    let policy = NetworkPolicy(allowedHosts: ["127.0.0.1"])
    let (stage, _) = stage(policy)
    func go(_ path: String, _ more: [String: JSON] = [:]) async -> Result<CallRequest, CallError> {
      var request = JSONObject(members: [.init(name: "url", value: .string(server.url(path)))])
      for (name, value) in more { request[name] = value }
      return await stage.call("request", .object(request))
    }
    #expect(try await go("/\(NetworkLimits.redirects)").get().value["statusCode"] == 200)
    #expect(
      await go("/\(NetworkLimits.redirects + 1)")
        == .failure(NetworkError.tooManyRedirects.callError))
    #expect(try await go("/3", ["redirect": "manual"]).get().value["statusCode"] == 301)
    let header: JSON = ["Authorization": "secret", "Cookie": "secret", "X-Own": "kept"]
    _ = try await go("/away", ["method": "POST", "data": "again", "header": header]).get()
    let seen = try #require(other.requests.first)
    #expect(seen.method == "POST")
    #expect(seen.body == Array("again".utf8))
    #expect(seen.header("authorization") == nil)
    #expect(seen.header("cookie") == nil)
    #expect(seen.header("x-own") == "kept")
  }

  @Test func `gives up when the time is over`() async throws {
    let server = try await LoopbackServer { _ in .stall }
    let (stage, _) = stage(server.policy)
    #expect(
      await stage.call("request", ["url": .string(server.url("/")), "timeout": 200])
        == .failure(.timedOut))
  }

  @Test func `tells of a broken and of a refused connection`() async throws {
    let server = try await LoopbackServer { _ in .hangUp }
    let (stage, _) = stage(NetworkPolicy(allowedHosts: ["127.0.0.1"]))
    let broken = await stage.call("request", ["url": .string(server.url("/"))])
    #expect(broken == .failure(NetworkError.interrupted.callError))
    let refused = await stage.call("request", ["url": "http://127.0.0.1:1/"])
    #expect(
      refused == .failure(NetworkError.unreachable("connection refused").callError))
    let unknown = await stage.call("request", ["url": "http://nowhere.example/"])
    #expect(
      unknown
        == .failure(
          NetworkError.unreachable("the name nowhere.example has no address").callError))
  }

  @Test func `runs ten at once and the rest in turn`() async throws {
    let server = try await LoopbackServer { _ in .stall }
    let (stage, _) = stage(server.policy)
    let tasks = (0..<NetworkLimits.exchanges + 1).map { index in
      stage.start(
        "request", ["url": .string(server.url("/\(index)")), "timeout": 60_000],
        call: UInt64(index + 1))
    }
    await eventually { server.requests.count == NetworkLimits.exchanges }
    let first = Set(server.requests.map(\.uri))
    let held = try #require((0...NetworkLimits.exchanges).first { !first.contains("/\($0)") })
    // One that ends lets the next one start.
    let ended = try #require((0...NetworkLimits.exchanges).first { $0 != held })
    tasks[ended].cancel()
    await eventually { server.requests.count == NetworkLimits.exchanges + 1 }
    for task in tasks { task.cancel() }
    for task in tasks { #expect(await task.value == .failure(NetworkError.aborted.callError)) }
    await eventually { stage.service.lanes.sessions == 0 }
  }

  @Test func `sends a file as a form and tells of its progress`() async throws {
    let server = try await LoopbackServer { _ in .answer(200, [], [Array("{}".utf8)]) }
    let (stage, _) = stage(server.policy)
    let content = [UInt8](repeating: 88, count: 300_000)
    let path = try stage.files.temporary.add(content, suffix: "png", for: stage.session)
    let reply = try await stage.call(
      "uploadFile",
      [
        "url": .string(server.url("/up")), "filePath": .string(path), "name": "pic\"ture",
        "formData": ["user": "ada"],
      ]
    ).get().value
    #expect(reply["data"] == "{}")
    let seen = try #require(server.requests.first)
    let type = try #require(seen.header("content-type"))
    #expect(type.hasPrefix("multipart/form-data; boundary="))
    let text = String(decoding: seen.body, as: UTF8.self)
    #expect(text.contains("name=\"user\"\r\n\r\nada\r\n"))
    #expect(text.contains("name=\"pic%22ture\"; filename=\"tmp_"))
    #expect(text.contains("Content-Type: image/png\r\n\r\nXXX"))
    #expect(seen.body.count { $0 == 88 } >= content.count)
    let progress = stage.events("onProgressUpdate").map(\.payload.value)
    #expect(progress.last?["progress"] == 100)
    #expect(progress.last?["totalBytesSent"]?.int == seen.body.count)
    let missing = await stage.call(
      "uploadFile",
      ["url": .string(server.url("/up")), "filePath": "wxfile://tmp_no.png", "name": "a"])
    #expect(
      missing
        == .failure(
          CallError(
            "file not found: no such file or directory, open 'wxfile://tmp_no.png'",
            errno: 1_300_002)))
  }

  @Test func `downloads to a temporary file or to the user's folder`() async throws {
    let pieces = (0..<10).map { [UInt8](repeating: UInt8($0), count: 10_000) }
    let server = try await LoopbackServer { request in
      request.uri == "/missing.png"
        ? .answer(404, [], [Array("no".utf8)]) : .answer(200, [], pieces)
    }
    let (stage, _) = stage(server.policy)
    let reply = try await stage.call(
      "downloadFile", ["url": .string(server.url("/pic.png"))]
    ).get().value
    let path = try #require(reply["tempFilePath"]?.string)
    #expect(path.hasSuffix(".png"))
    #expect(try stage.files.temporary.read(path, for: stage.session) == pieces.flatMap { $0 })
    let progress = stage.events("onProgressUpdate").map(\.payload.value)
    #expect(progress.last?["totalBytesWritten"] == 100_000)
    #expect(progress.last?["progress"] == 100)
    let kept = try await stage.call(
      "downloadFile",
      ["url": .string(server.url("/missing.png")), "filePath": "wxfile://usr/kept.bin"]
    ).get().value
    #expect(kept["filePath"] == "wxfile://usr/kept.bin")
    #expect(kept["statusCode"] == 404)
    let file = try stage.files.open("wxfile://usr/kept.bin", for: "open", stage.context())
    #expect(try file.read(at: 0, limit: 10) == Array("no".utf8))
    let outside = await stage.call(
      "downloadFile", ["url": .string(server.url("/pic.png")), "filePath": "wxfile://usr/../x"])
    guard case .failure(let error) = outside else {
      Issue.record("it answered")
      return
    }
    #expect(error.errno == 1_300_014)
  }

  @Test func `refuses a download past the limit before it begins`() async throws {
    let server = try await LoopbackServer { _ in
      .answer(200, [("content-length", "\(NetworkLimits.downloadBytes + 1)")])
    }
    let (stage, _) = stage(server.policy)
    #expect(
      await stage.call("downloadFile", ["url": .string(server.url("/big.bin"))])
        == .failure(CallError("exceed max file size", errno: 603_301)))
  }
}
