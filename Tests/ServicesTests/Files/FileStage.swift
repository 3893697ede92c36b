import Bridge
import Foundation
import Wire

@testable import Services

/// A file service over a folder of its own.
struct FileStage: Sendable {
  let service: FileSystemService
  let store: FileStore
  let folder = TemporaryFolder()
  let session = SessionID()
  let package: [String: String]

  init(package: [String: String] = [:]) {
    self.package = package
    store = FileStore(
      folder: folder.path + "/files", temporary: TemporaryFiles(folder: folder.path + "/temporary"))
    service = FileSystemService(store)
  }

  /// The folder on disk behind `wxfile://usr` of ada.
  var disk: String { folder.path + "/files/wx1/ada/usr" }

  func context(user: String = "ada", app: String = "wx1") -> CallContext {
    CallContext(
      visitor: Visitor(user: user, app: app), session: session, screen: NoScreen(),
      files: TextPackage(texts: package))
  }

  /// Calls a method of FileSystemManager.
  @discardableResult
  func call(
    _ method: String, _ request: JSON, attachments: [[UInt8]] = [], user: String = "ada",
    app: String = "wx1"
  ) throws(CallError) -> CallRequest {
    let name = "FileSystemManager.\(method)"
    guard
      let call = service.calls.flatMap(\.withMembers).first(where: {
        $0.name == name || $0.name == method
      })
    else { throw .notSupported }
    var addressed = request.object ?? JSONObject()
    addressed["$id"] = 0
    let outcome = call.serveNow(
      JSON.object(addressed).text, attachments: attachments, context(user: user, app: app))
    guard let outcome else { throw .notSupported }
    let reply = try outcome.get()
    return CallRequest((try? JSON(reply.text)) ?? .null, attachments: reply.attachments)
  }

  /// The number of the failure; nil when there is none.
  func errno(_ method: String, _ request: JSON, user: String = "ada") -> Int? {
    do throws(CallError) {
      try call(method, request, user: user)
      return nil
    } catch {
      return error.errno
    }
  }

  func write(_ path: String, _ text: String) throws(CallError) {
    try call("writeFile", ["filePath": .string(path), "data": .string(text)])
  }

  func read(_ path: String) throws(CallError) -> String? {
    try call("readFile", ["filePath": .string(path), "encoding": "utf8"]).value["data"]?.string
  }
}

/// A package of texts.
struct TextPackage: PackageFiles {
  let texts: [String: String]

  var paths: [String] { texts.keys.sorted() }

  func bytes(at path: String, limit: Int) -> [UInt8]? {
    texts[path].map { Array($0.utf8) }.flatMap { $0.count <= limit ? $0 : nil }
  }
}
