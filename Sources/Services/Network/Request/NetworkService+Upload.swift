import Bridge

/// `wx.uploadFile`.
extension NetworkService {
  var uploadCall: Call {
    Call(
      task: "uploadFile", as: "UploadTask",
      example: (
        UploadRequest(
          url: "https://api.example.com/photos", filePath: "wxfile://tmp_7.png", name: "photo"),
        UploadReply(data: "{\"id\":7}", statusCode: 200)
      ), upload
    ) {
      Call(event: "onProgressUpdate", example: UploadProgress(sent: 50, of: 100))
      Call(event: "onHeadersReceived", example: HeadersReceived(HTTPHead(status: 200)))
    }
    .summary("Sends a file to a server as a form.")
    .category("Network").since("1.0.0").networkErrors()
    .limits(named: ["at once": "\(NetworkLimits.exchanges), more wait"])
  }

  private func upload(
    _ request: UploadRequest, _ context: CallContext
  ) async throws(CallError) -> UploadReply {
    let file: ReadableFile
    do throws(CallError) {
      file = try files.open(request.filePath, for: "open", context)
    } catch {
      throw CallError("file not found: \(error.reason)", errno: error.errno)
    }
    let form = MultipartForm(
      fields: request.formData ?? [:], file: file, path: request.filePath, name: request.name,
      boundary: "----SampanFormBoundary\(context.random.name(16))")
    let clock = context.clock
    let start = clock.now
    let collector = ResponseCollector(
      sending: form.body.count, voice: context.task, now: { clock.now })
    var header = request.header ?? [:]
    for name in header.keys where name.lowercased() == "content-type" { header[name] = nil }
    header["content-type"] = form.contentType
    do throws(NetworkError) {
      try await exchange(.uploadFile, context).run(
        Exchange.Wish(
          url: request.url, method: "POST", header: header, body: form.body,
          timeout: request.timeout), to: collector)
    } catch {
      throw error.callError
    }
    var response = collector.response
    response.times.start = start
    return UploadReply(
      data: response.text, statusCode: response.head.status, profile: ExchangeProfile(response))
  }
}

struct UploadRequest: Codable, Sendable {
  /// Where to send it.
  var url: String
  /// The file that is sent; of any kind.
  var filePath: String
  /// The name of the form's field that holds the file.
  var name: String
  /// Headers; the content type is the form's.
  var header: [String: String]?
  /// Further fields of the form.
  var formData: [String: String]?
  /// Milliseconds; 60000 without it.
  var timeout: Double?
}

struct UploadReply: Codable, Sendable {
  /// The answer as text, also when it is JSON.
  var data: String
  var statusCode: Int
  /// When what happened.
  var profile: ExchangeProfile?
}

/// What `onProgressUpdate` of an upload tells.
struct UploadProgress: Codable, Sendable {
  /// Per cent.
  var progress: Int
  var totalBytesSent: Int
  var totalBytesExpectedToSend: Int

  init(sent: Int, of expected: Int) {
    progress = expected > 0 ? min(100, sent * 100 / expected) : 100
    totalBytesSent = sent
    totalBytesExpectedToSend = expected
  }
}
