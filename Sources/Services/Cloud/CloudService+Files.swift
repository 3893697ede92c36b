import Bridge
import Wire

/// Files of the cloud: every user of the program reads them, who put one there changes it, as the
/// platform has it without further rules.
extension CloudService {
  @CallsBuilder var fileCalls: [Call] {
    Call(
      "cloud.uploadFile",
      example: (
        UploadRequest(cloudPath: "images/a.png", filePath: "wxfile://tmp_1.png"),
        UploadReply(fileID: "cloud://develop-1.wx12/images/a.png", statusCode: 204)
      ), upload
    )
    .summary("Puts a file into the cloud, in the place of one that the same user put there.")
    .category("Cloud").since("2.2.3")
    .errors([-503_001: "storage request fail", -503_002: "storage permission denied"])
    .limits(named: ["file": "\(CloudLimits.fileBytes >> 20) MiB"])
    Call(
      "cloud.downloadFile",
      example: (
        FileRequest(fileID: "cloud://develop-1.wx12/images/a.png"),
        DownloadReply(tempFilePath: "wxfile://tmp_1.png", statusCode: 200)
      ), download
    )
    .summary("Takes a file of the cloud into a temporary one.")
    .category("Cloud").since("2.2.3").errors([-503_003: "storage file not exist"])
    Call(
      "cloud.getTempFileURL",
      example: (
        FilesRequest(fileList: .init([.string("cloud://develop-1.wx12/a.png")])), FilesReply.example
      )
    ) { request, context async throws(CallError) in
      try each(request, context) { file, environment, found in
        guard found != nil else { return FileState(file, failing: "STORAGE_FILE_NONEXIST") }
        var state = FileState(file)
        // Nobody answers there: the name says so.
        state.tempFileURL = "https://\(environment).cloud.invalid/\(CloudFile.path(of: file) ?? "")"
        state.maxAge = 86_400
        return state
      }
    }
    .summary(
      "Gives names under which files could be had over the network; here nobody answers there."
    )
    .category("Cloud").since("2.2.3")
    Call(
      "cloud.deleteFile",
      example: (
        FilesRequest(fileList: .init([.string("cloud://develop-1.wx12/a.png")])), FilesReply.example
      )
    ) { request, context async throws(CallError) in
      let owner = try openID(of: context)
      return try each(request, context) { file, _, found throws(CallError) in
        guard let found, let path = CloudFile.path(of: file) else {
          return FileState(file, failing: "STORAGE_FILE_NONEXIST")
        }
        guard found.owner == owner else {
          return FileState(file, failing: "STORAGE_EXCEED_AUTHORITY")
        }
        try store.transaction { (one) throws(CallError) in
          try one.removeFile(context.visitor.app, path)
        }
        return FileState(file)
      }
    }
    .summary("Removes files that the user put into the cloud.")
    .category("Cloud").since("2.2.3")
  }

  private func upload(
    _ request: UploadRequest, _ context: CallContext
  ) async throws(CallError) -> UploadReply {
    let environment = try environments.find(nil, for: context.session)
    let path = try CloudFile.checked(request.cloudPath)
    let file = try files.open(request.filePath, for: "open", context)
    guard file.count <= CloudLimits.fileBytes else {
      throw CallError(
        "Error: errCode: -503001 storage request fail | errMsg: the file has \(file.count) bytes;"
          + " at most \(CloudLimits.fileBytes) fit", code: -503_001)
    }
    let bytes = try file.read(at: 0, limit: file.count)
    let owner = try openID(of: context)
    try store.transaction { (one) throws(CallError) in
      try one.putFile(.init(owner: owner, bytes: bytes), context.visitor.app, path)
    }
    return UploadReply(
      fileID: "cloud://\(environment).\(context.visitor.app)/\(path)", statusCode: 204)
  }

  private func download(
    _ request: FileRequest, _ context: CallContext
  ) async throws(CallError) -> DownloadReply {
    _ = try environments.find(nil, for: context.session)
    let path = CloudFile.path(of: request.fileID)
    let found = try store.transaction { (one) throws(CallError) in
      try path.flatMap { (path) throws(CallError) in try one.file(context.visitor.app, path) }
    }
    guard let found, let path else {
      throw CallError(
        "Error: errCode: -503003 storage file not exist | errMsg: the cloud holds no file "
          + "'\(request.fileID.prefix(200))'", code: -503_003)
    }
    let place = try files.temporary.add(
      found.bytes, suffix: CloudFile.suffix(of: path), for: context.session)
    return DownloadReply(tempFilePath: place, statusCode: 200)
  }

  /// What becomes of each file of a list.
  private func each(
    _ request: FilesRequest, _ context: CallContext,
    _ body: (_ file: String, _ environment: String, _ found: CloudFile?) throws(CallError) ->
      FileState
  ) throws(CallError) -> FilesReply {
    let environment = try environments.find(nil, for: context.session)
    let names = request.fileList.elements.map { $0.string ?? $0["fileID"]?.string ?? "" }
    guard names.count <= CloudLimits.listedFiles else {
      throw CallError(
        "Error: errCode: -503001 storage request fail | errMsg: \(names.count) files are listed; at"
          + " most \(CloudLimits.listedFiles) fit", code: -503_001)
    }
    var states: [FileState] = []
    for name in names {
      let found = try store.transaction { (one) throws(CallError) in
        try CloudFile.path(of: name).flatMap { (path) throws(CallError) in
          try one.file(context.visitor.app, path)
        }
      }
      states.append(try body(name, environment, found))
    }
    return FilesReply(fileList: states)
  }
}

extension CloudService {
  struct UploadRequest: Codable, Sendable {
    /// Where it is to be in the cloud.
    var cloudPath: String
    var filePath: String
    var config: JSON?
  }

  struct UploadReply: Codable, Sendable {
    var fileID: String
    var statusCode: Int
  }

  struct FileRequest: Codable, Sendable {
    var fileID: String
    var config: JSON?
  }

  struct DownloadReply: Codable, Sendable {
    var tempFilePath: String
    var statusCode: Int
  }

  struct FilesRequest: Codable, Sendable {
    /// File ids, or objects with a `fileID`.
    var fileList: AtLeastOne<JSON>
    var config: JSON?
  }

  struct FilesReply: Codable, Sendable {
    var fileList: [FileState]

    static let example = FilesReply(fileList: [FileState("cloud://develop-1.wx12/a.png")])
  }

  struct FileState: Codable, Sendable {
    var fileID: String
    /// 0 when all is well.
    var status = 0
    var errMsg = "ok"
    var tempFileURL: String?
    var maxAge: Int?

    init(_ fileID: String) { self.fileID = fileID }

    init(_ fileID: String, failing reason: String) {
      self.fileID = fileID
      status = -1
      errMsg = reason
    }
  }
}
