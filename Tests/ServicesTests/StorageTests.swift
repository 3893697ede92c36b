import Bridge
import Foundation
import GRDB
import Testing
import Wire

@testable import Services

struct NoScreen: Screen {
  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {}
  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {}
}

/// A folder that is gone after the test.
final class TemporaryFolder: Sendable {
  let path = NSTemporaryDirectory() + "sampan-storage-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite struct `The storage service` {
  private let folder = TemporaryFolder()
  private let service: StorageService
  private let ada = Visitor(user: "ada", app: "wx1")

  init() { service = StorageService(folder: folder.path) }

  /// Calls the service as the prelude does; the reason of a failure, or nil.
  private func call(
    _ name: String, _ request: Text, as visitor: Visitor? = nil
  ) throws -> CallError? {
    let call = try #require(service.calls.first { $0.name == name })
    let context = CallContext(visitor: visitor ?? ada, screen: NoScreen())
    switch try #require(call.serveNow(request, context)) {
    case .success(let reply):
      #expect(reply == .nothing)
      return nil
    case .failure(let error): return error
    }
  }

  private func set(_ key: String, _ text: String, as visitor: Visitor? = nil) throws -> CallError? {
    let request: JSON = [.string(key), "String", .string(text)]
    return try call("storage.set", request.text, as: visitor)
  }

  @Test func `keeps, replaces, removes and clears`() throws {
    #expect(try service.snapshot(for: ada) == "{}")
    #expect(try call("storage.set", #"["a","Number","1"]"#) == nil)
    #expect(try call("storage.set", #"["b","Object","{\"x\":\"é\"}"]"#) == nil)
    #expect(try call("storage.set", #"["a","String","two"]"#) == nil)
    #expect(
      try service.snapshot(for: ada)
        == #"{"a":["String","two"],"b":["Object","{\"x\":\"é\"}"]}"#)
    #expect(try call("storage.remove", #"["a"]"#) == nil)
    #expect(try call("storage.remove", #"["missing"]"#) == nil)
    #expect(try service.snapshot(for: ada) == #"{"b":["Object","{\"x\":\"é\"}"]}"#)
    #expect(try call("storage.clear", "[]") == nil)
    #expect(try service.snapshot(for: ada) == "{}")
  }

  @Test func `keeps many at once or none`() throws {
    #expect(try call("storage.setMany", #"[["a","String","1"],["b","String","2"]]"#) == nil)
    #expect(try call("storage.setMany", "[]") == nil)
    #expect(try call("storage.setMany", #"[["c","String","3"],["","String",""]]"#) == .emptyKey)
    let rest = String(repeating: "x", count: StorageLimits.entryUnits - 10)
    let many = (0..<12).map { JSON.array([.string("k\($0)"), "String", .string(rest)]) }
    #expect(try call("storage.setMany", JSON.array(many).text) == .storageFull)
    #expect(try service.snapshot(for: ada) == #"{"a":["String","1"],"b":["String","2"]}"#)
  }

  @Test func `survives its sessions`() throws {
    #expect(try set("k", "v") == nil)
    service.sessionEnded(ada)
    #expect(try service.snapshot(for: ada) == #"{"k":["String","v"]}"#)
    let another = StorageService(folder: folder.path)
    #expect(try another.snapshot(for: ada) == #"{"k":["String","v"]}"#)
  }

  @Test func `keeps users and mini-programs apart`() throws {
    let others = [
      Visitor(user: "Ada", app: "wx1"), Visitor(user: "ada", app: "WX1"),
      Visitor(user: "ada", app: "../wx1"), Visitor(user: "ada", app: "wx1/ada.sqlite"),
      Visitor(user: "..", app: "\0"), Visitor(user: "ada", app: "微信"),
    ]
    #expect(try set("k", "ada") == nil)
    for (index, other) in others.enumerated() {
      #expect(try service.snapshot(for: other) == "{}")
      #expect(try set("k", "\(index)", as: other) == nil)
    }
    #expect(try service.snapshot(for: ada) == #"{"k":["String","ada"]}"#)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(files.filter { $0.hasSuffix(".sqlite") }.count == others.count + 1)
    #expect(files.allSatisfy { !$0.contains("..") })
  }

  @Test func `refuses names that no file can have`() throws {
    let long = String(repeating: "a", count: StorageLimits.appNameBytes)
    #expect(try service.snapshot(for: Visitor(user: "u", app: long)) == "{}")
    for visitor in [
      Visitor(user: "u", app: long + "a"), Visitor(user: "u", app: ""), Visitor(user: "", app: "a"),
      Visitor(user: "a/b", app: "a"),
    ] {
      #expect(throws: CallError.self) { try service.snapshot(for: visitor) }
    }
  }

  @Test func `keeps halves of surrogate pairs and every other character`() throws {
    let keys = [#"\ud800"#, #"\udfff"#, #"\u0001e"#, #"\""#, #"é"#, "\u{1F600}", #"a\\b\/"#]
    for key in keys {
      #expect(try call("storage.set", Text("[\"\(key)\",\"String\",\"\(key)\"]")) == nil)
    }
    let expected = keys.map { "\"\($0)\":[\"String\",\"\($0)\"]" }.joined(separator: ",")
    #expect(try service.snapshot(for: ada) == "{\(expected)}")
  }

  @Test func `takes an entry at the limit and none past it`() throws {
    let fits = String(repeating: "é", count: StorageLimits.entryUnits - 1)
    #expect(try set("k", fits) == nil)
    #expect(try set("k", fits + "x") == .entryTooLarge)
    #expect(try set("kk", fits) == .entryTooLarge)
    // What stands for one character counts one, whatever its escape takes.
    let escaped = String(repeating: #"\n"#, count: StorageLimits.entryUnits - 1)
    #expect(try call("storage.set", Text("[\"k\",\"String\",\"\(escaped)\"]")) == nil)
    #expect(CallError.entryTooLarge.message == "setStorage:fail:entry size limit reached")
  }

  @Test func `takes entries up to its limit in all and not a byte more`() throws {
    let share = StorageLimits.totalBytes / 16
    let text = String(repeating: "x", count: share - StorageLimits.entryBytes - 2)
    for index in 10..<26 { #expect(try set("\(index)", text) == nil) }
    #expect(try set("10", text + "x") == .storageFull)
    #expect(try set("z", "") == .storageFull)
    #expect(try call("storage.setMany", #"[["10","String",""],["z","String","y"]]"#) == nil)
    #expect(try set("10", text) == .storageFull)
    #expect(try call("storage.remove", #"["z"]"#) == nil)
    #expect(try set("10", text) == nil)
    #expect(try call("storage.clear", "[]") == nil)
    #expect(try set("10", text) == nil)
  }

  @Test func `takes no more than a launch can carry`() throws {
    // Escapes of six bytes for one: far below the other limits.
    let text = String(repeating: #"\u0001"#, count: 500_000)
    for index in 0..<5 {
      #expect(try call("storage.set", Text("[\"\(index)\",\"String\",\"\(text)\"]")) == nil)
    }
    #expect(try call("storage.set", Text("[\"5\",\"String\",\"\(text)\"]")) == .storageFull)
    #expect(try service.snapshot(for: ada).utf8.count <= StorageLimits.launchBytes)
  }

  @Test(arguments: [
    "", "[]", "{}", "null", "[1,2,3]", #"["k"]"#, #"["k","String"]"#, #"["k","String","v""#,
    #"["k","String","v"] "#, #"["k","String","v",1]"#, #"["k","String","\x"]"#,
    #"["k","String","\u12"]"#, #"["k","String","\u12g4"]"#, #"["k","String","v"#,
    "[\"k\",\"String\",\"\n\"]",
    #"["k","","v"]"#, #"["k","S1","v"]"#, #"["k","Abcdefghijklmnopq","v"]"#, #"["","String","v"]"#,
    "[\"k\",\"String\",\"\\",
  ])
  func `refuses what the prelude would not send`(_ request: String) throws {
    #expect(try call("storage.set", Text(request))?.errno == 1001)
    #expect(try call("storage.setMany", Text("[\(request),"))?.errno == 1001)
    #expect(try service.snapshot(for: ada) == "{}")
  }

  @Test func `takes ten thousand entries at once and no more`() throws {
    func many(_ count: Int) -> Text {
      Text("[" + (0..<count).map { "[\"\($0)\",\"Null\",\"\"]" }.joined(separator: ",") + "]")
    }
    #expect(try call("storage.setMany", many(StorageLimits.entriesAtOnce)) == nil)
    #expect(try call("storage.setMany", many(StorageLimits.entriesAtOnce + 1))?.errno == 1001)
  }

  @Test func `refuses databases of a later version`() throws {
    #expect(try set("k", "v") == nil)
    service.sessionEnded(ada)
    let path = folder.path + "/" + (try StorageFileName.path(of: ada))
    let database = try DatabaseQueue(path: path)
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") }
    let error = #expect(throws: CallError.self) { try service.snapshot(for: ada) }
    #expect(
      error?.reason == "internal error: the storage cannot be opened: it was written by a newer"
        + " version (schema 2; this one knows up to 1)")
  }

  @Test func `says nothing of the machine when a database is broken`() throws {
    let path = folder.path + "/" + (try StorageFileName.path(of: ada))
    try FileManager.default.createDirectory(
      atPath: folder.path + "/wx1", withIntermediateDirectories: true)
    try Data(repeating: 65, count: 5_000).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: CallError.self) { try service.snapshot(for: ada) }
    #expect(error?.errno == 4)
    #expect(error?.reason.contains("/") == false)
  }

  @Test func `holds its limit when two processes write`() throws {
    let other = StorageService(folder: folder.path)
    let share = StorageLimits.totalBytes / 12
    let text = String(repeating: "x", count: share)
    for index in 0..<11 { #expect(try set("k\(index)", text) == nil) }
    let set = try #require(other.calls.first { $0.name == "storage.set" })
    let request: JSON = ["last", "String", .string(text)]
    let context = CallContext(visitor: ada, screen: NoScreen())
    #expect(set.serveNow(request.text, context) == .failure(.storageFull))
  }

  @Test func `closes the databases that were used longest ago`() throws {
    let store = StorageStore(folder: folder.path, openLimit: 2)
    let visitors = ["a", "b", "c"].map { Visitor(user: $0, app: "wx1") }
    let entry = try StorageRequest.entry(#"["k","String","v"]"#)
    for visitor in visitors {
      try store.with(visitor) { database throws(CallError) in try database.set(entry) }
    }
    #expect(store.openCount == 2)
    try store.with(visitors[0]) { first throws(CallError) in
      try store.with(visitors[1]) { second throws(CallError) in
        // Both are in use, so neither may be closed for a third.
        try store.with(visitors[2]) { third throws(CallError) in try third.set(entry) }
        store.close(visitors[0])
        #expect(store.openCount == 3)
        try first.set(entry)
        try second.set(entry)
      }
    }
  }
}
