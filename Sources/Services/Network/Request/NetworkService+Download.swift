import Bridge
import Synchronization

/// `wx.downloadFile`.
extension NetworkService {
  var downloadCall: Call {
    Call(
      task: "downloadFile", as: "DownloadTask",
      example: (
        DownloadRequest(url: "https://api.example.com/photo.png"),
        DownloadReply(tempFilePath: "wxfile://tmp_7.png", statusCode: 200)
      ), download
    ) {
      Call(event: "onProgressUpdate", example: DownloadProgress(written: 50, of: 100))
      Call(event: "onHeadersReceived", example: HeadersReceived(HTTPHead(status: 200)))
    }
    .summary("Gets a file from a server; every status is a success.")
    .category("Network").since("1.0.0").networkErrors()
    .errors([603_301: "exceed max file size"])
    .limits(named: [
      "file": "\(NetworkLimits.downloadBytes) bytes",
      "at once": "\(NetworkLimits.exchanges), more wait",
    ])
  }

  private func download(
    _ request: DownloadRequest, _ context: CallContext
  ) async throws(CallError) -> DownloadReply {
    // A place that cannot be written to is told before anything is fetched.
    let place = try request.filePath.map { path throws(CallError) in
      try files.writablePlace(path, for: "open", context)
    }
    let clock = context.clock
    let start = clock.now
    let receiver = DownloadReceiver(
      url: WebURL(request.url), temporary: files.temporary, context: context)
    var header = request.header ?? [:]
    // What is written is what the server has, and its length is known.
    if !header.keys.contains(where: { $0.lowercased() == "accept-encoding" }) {
      header["Accept-Encoding"] = "identity"
    }
    do throws(NetworkError) {
      try await exchange(.downloadFile, context).run(
        Exchange.Wish(url: request.url, header: header, timeout: request.timeout), to: receiver)
    } catch {
      throw error.downloadError
    }
    let (writer, status, times) = try receiver.finish()
    var profile = ExchangeProfile(times, status: status)
    profile.invokeStart = start
    guard let place else {
      return DownloadReply(tempFilePath: writer.finish(), statusCode: status, profile: profile)
    }
    let count = writer.bytes
    try place.files.replace(place.names, count: count, place.mention) { offset throws(CallError) in
      try writer.file.read(at: offset, count: min(1 << 20, count - offset), place.mention)
    }
    return DownloadReply(filePath: request.filePath, statusCode: status, profile: profile)
  }
}

extension NetworkService {
  /// Gets a file into memory for another service, under the rules of downloads.
  func file(
    _ url: String, limit: Int, _ context: CallContext
  ) async throws(CallError) -> ResponseCollector.Response {
    let collector = ResponseCollector(
      limit: limit, voice: Unheard(), now: { context.clock.now })
    do throws(NetworkError) {
      try await exchange(.downloadFile, context).run(Exchange.Wish(url: url), to: collector)
    } catch {
      throw error.downloadError
    }
    return collector.response
  }

  /// No task speaks of it.
  private struct Unheard: TaskVoice {
    func tell(_ event: String, _ payload: some Encodable & Sendable) {}
  }
}

extension NetworkError {
  /// The platform has a number of its own for files that are too large.
  fileprivate var downloadError: CallError {
    if case .tooLarge = self { return CallError("exceed max file size", errno: 603_301) }
    return callError
  }
}

/// Writes a response to a temporary file.
private final class DownloadReceiver: HTTPReceiver {
  private struct State {
    var status = 0
    var expected = 0
    var writer: TemporaryWriter?
    var times = ExchangeTimes()
    var lastProgress = -1
  }

  private let url: WebURL?
  private let temporary: TemporaryFiles
  private let context: CallContext
  private let state = Mutex(State())

  init(url: WebURL?, temporary: TemporaryFiles, context: CallContext) {
    self.url = url
    self.temporary = temporary
    self.context = context
  }

  func sent(_ bytes: Int) async throws(NetworkError) {}

  func head(_ head: HTTPHead) async throws(NetworkError) {
    let expected = head.header("content-length").flatMap { Int($0) } ?? 0
    guard expected <= NetworkLimits.downloadBytes else {
      throw .tooLarge(limit: NetworkLimits.downloadBytes)
    }
    let writer: TemporaryWriter
    do throws(CallError) {
      writer = try temporary.begin(
        suffix: url.map { ContentType.suffix(of: $0, head) } ?? "", for: context.session)
    } catch {
      throw .file(error)
    }
    let now = context.clock.now
    state.withLock { state in
      state.status = head.status
      state.expected = expected
      state.writer = writer
      state.times.responseStart = now
      state.times.responseEnd = now
    }
    context.task.send("onHeadersReceived", HeadersReceived(head))
  }

  func body(_ bytes: [UInt8]) async throws(NetworkError) {
    let writer = state.withLock { $0.writer }
    guard let writer else { throw .interrupted }
    guard writer.bytes + bytes.count <= NetworkLimits.downloadBytes else {
      throw .tooLarge(limit: NetworkLimits.downloadBytes)
    }
    do throws(CallError) {
      try writer.write(bytes)
    } catch {
      throw .file(error)
    }
    let now = context.clock.now
    let progress = state.withLock { state -> DownloadProgress? in
      state.times.responseEnd = now
      state.times.receivedBytes = writer.bytes
      let progress = DownloadProgress(written: writer.bytes, of: state.expected)
      // One event for each per cent, however small the pieces are.
      guard progress.progress != state.lastProgress else { return nil }
      state.lastProgress = progress.progress
      return progress
    }
    if let progress { context.task.send("onProgressUpdate", progress) }
  }

  func finish() throws(CallError) -> (TemporaryWriter, status: Int, ExchangeTimes) {
    let (writer, status, times) = state.withLock { ($0.writer, $0.status, $0.times) }
    guard let writer else { throw NetworkError.interrupted.callError }
    return (writer, status, times)
  }
}

struct DownloadRequest: Codable, Sendable {
  /// Where the file is.
  var url: String
  /// Headers; `Referer` and what belongs to the connection cannot be set.
  var header: [String: String]?
  /// Milliseconds; 60000 without it.
  var timeout: Double?
  /// Where it is put in the user's folder; without it, it becomes a temporary file.
  var filePath: String?
}

struct DownloadReply: Codable, Sendable {
  /// The temporary file.
  var tempFilePath: String?
  /// The file that was named.
  var filePath: String?
  var statusCode: Int
  /// When what happened.
  var profile: ExchangeProfile?
}

/// What `onProgressUpdate` of a download tells.
struct DownloadProgress: Codable, Sendable {
  /// Per cent; 0 while the length is not known.
  var progress: Int
  var totalBytesWritten: Int
  var totalBytesExpectedToWrite: Int

  init(written: Int, of expected: Int) {
    progress = expected > 0 ? min(100, written * 100 / expected) : 0
    totalBytesWritten = written
    totalBytesExpectedToWrite = expected
  }
}
