import Bridge
import Foundation
import Testing
import Wire

@testable import Services

@Suite struct `Files of a mini-program` {
  private let stage = FileStage(package: ["app.json": "{}", "pages/a.js": "A", "pages/b.js": "B"])

  @Test func `are written, read, changed and removed`() throws {
    try stage.write("wxfile://usr/a.txt", "hello")
    try stage.call("appendFile", ["filePath": "wxfile://usr/a.txt", "data": " you"])
    #expect(try stage.read("wxfile://usr/a.txt") == "hello you")
    let part = try stage.call(
      "readFile", ["filePath": "wxfile://usr/a.txt", "position": 6, "length": 2])
    #expect(part.attachments == [Array("yo".utf8)])
    try stage.call("truncate", ["filePath": "wxfile://usr/a.txt", "length": 4])
    #expect(try stage.read("wxfile://usr/a.txt") == "hell")
    try stage.call(
      "copyFile", ["srcPath": "wxfile://usr/a.txt", "destPath": "wxfile://usr/b.txt"])
    try stage.call("rename", ["oldPath": "wxfile://usr/b.txt", "newPath": "wxfile://usr/c.txt"])
    #expect(
      try stage.call("readdir", ["dirPath": "wxfile://usr"]).value["files"] == ["a.txt", "c.txt"])
    try stage.call("unlink", ["filePath": "wxfile://usr/a.txt"])
    #expect(stage.errno("access", ["path": "wxfile://usr/a.txt"]) == 1_300_002)
    #expect(stage.errno("access", ["path": "wxfile://usr/c.txt"]) == nil)
    #expect(try stage.store.files(of: Visitor(user: "ada", app: "wx1")).used == (4, 1))
  }

  @Test func `lie in folders`() throws {
    try stage.call("mkdir", ["dirPath": "wxfile://usr/a/b/c", "recursive": true])
    try stage.write("wxfile://usr/a/b/x", "1")
    #expect(stage.errno("mkdir", ["dirPath": "wxfile://usr/a"]) == 1_301_005)
    #expect(stage.errno("mkdir", ["dirPath": "wxfile://usr/q/r"]) == 1_300_002)
    #expect(stage.errno("rmdir", ["dirPath": "wxfile://usr/a"]) == 1_300_066)
    #expect(stage.errno("rmdir", ["dirPath": "wxfile://usr/a/b/x"]) == 1_300_020)
    #expect(stage.errno("unlink", ["filePath": "wxfile://usr/a"]) == 1_300_001)
    #expect(stage.errno("readFile", ["filePath": "wxfile://usr/a"]) == 1_300_021)
    let stats = try stage.call("stat", ["path": "wxfile://usr/a", "recursive": true])
    let paths = stats.value["stats"]?.array?.compactMap { $0["path"]?.string }
    #expect(paths == ["/", "/b", "/b/c", "/b/x"])
    #expect(
      stage.errno("rename", ["oldPath": "wxfile://usr/a", "newPath": "wxfile://usr/a/b/z"])
        == 1_300_022)
    try stage.call("rmdir", ["dirPath": "wxfile://usr/a", "recursive": true])
    #expect(try stage.store.files(of: Visitor(user: "ada", app: "wx1")).used == (0, 0))
    #expect(stage.errno("rmdir", ["dirPath": "wxfile://usr", "recursive": true]) == 1_300_001)
  }

  @Test func `of the package can be read and listed, and never written`() throws {
    #expect(try stage.read("/pages/a.js") == "A")
    #expect(try stage.read("pages/a.js") == "A")
    #expect(
      try stage.call("readdir", ["dirPath": "/"]).value["files"] == ["app.json", "pages"])
    #expect(try stage.call("stat", ["path": "/pages"]).value["stats"]?["mode"] == 16_749)
    #expect(stage.errno("readFile", ["filePath": "/pages"]) == 1_300_021)
    #expect(stage.errno("readFile", ["filePath": "/nothing"]) == 1_300_002)
    #expect(stage.errno("writeFile", ["filePath": "/x", "data": ""]) == 1_301_000)
    #expect(stage.errno("unlink", ["filePath": "/app.json"]) == 1_301_000)
    #expect(
      stage.errno("rename", ["oldPath": "/app.json", "newPath": "wxfile://usr/x"]) == 1_301_000)
    #expect(
      stage.errno("rename", ["oldPath": "wxfile://usr/x", "newPath": "/app.json"]) == 1_301_000)
    #expect(stage.errno("open", ["filePath": "/app.json", "flag": "w"]) == 1_301_000)
  }

  @Test(arguments: [
    "wxfile://usr/..", "wxfile://usr/../x", "wxfile://usr/a/../../x", "wxfile://usr//../x",
    "wxfile://usr/./../x", "wxfile://store_../x", "wxfile://tmp_/../../x", "../x", "/../x",
    "a/../../x", "wxfile:///etc/passwd", "file:///etc/passwd", "http://usr/../x",
    "http://tmp/../x", "wxfile://other/x", "https://h.example/x",
  ])
  func `are not reached by paths that lead out`(_ path: String) {
    #expect(stage.errno("readFile", ["filePath": .string(path)]) == 1_300_014)
    let written = stage.errno("writeFile", ["filePath": .string(path), "data": "x"])
    #expect(written == 1_300_014)
  }

  @Test(arguments: [
    "wxfile://usr/a\u{0}b", "wxfile://usr/a\\b", "wxfile://usr/a\nb", "wxfile://usr/dot.",
    "wxfile://usr/blank ", "wxfile://usr/...",
    "wxfile://usr/" + String(repeating: "x", count: FileLimits.nameBytes + 1),
    "wxfile://usr/" + String(repeating: "a/", count: FileLimits.depth) + "a",
    "wxfile://usr/" + String(repeating: "/a", count: FileLimits.pathBytes),
  ])
  func `have no names that a file system might read otherwise`(_ path: String) {
    #expect(
      stage.errno("writeFile", ["filePath": .string(path), "data": "x"]) == 1_300_022)
  }

  @Test func `keep percent signs and composed letters as they are`() throws {
    try stage.write("wxfile://usr/%2e%2e", "p")
    try stage.write("wxfile://usr/\u{E9}", "composed")
    try stage.write("wxfile://usr/e\u{301}", "decomposed")
    #expect(try stage.read("wxfile://usr/%2e%2e") == "p")
    #expect(try stage.read("wxfile://usr/\u{E9}") == "composed")
    #expect(try stage.read("wxfile://usr/e\u{301}") == "decomposed")
    let longest = "wxfile://usr/" + String(repeating: "x", count: FileLimits.nameBytes)
    try stage.write(longest, "fits")
    #expect(try stage.read(longest) == "fits")
  }

  @Test func `are not reached by links that somebody put there`() throws {
    try stage.write("wxfile://usr/a", "1")
    let secret = stage.folder.path + "/secret"
    try FileManager.default.createDirectory(atPath: secret, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: URL(fileURLWithPath: secret + "/s"))
    try FileManager.default.createSymbolicLink(
      atPath: stage.disk + "/folder", withDestinationPath: secret)
    try FileManager.default.createSymbolicLink(
      atPath: stage.disk + "/file", withDestinationPath: secret + "/s")
    for path in ["wxfile://usr/file", "wxfile://usr/folder/s"] {
      #expect(stage.errno("readFile", ["filePath": .string(path)]) != nil)
      #expect(stage.errno("appendFile", ["filePath": .string(path), "data": "x"]) != nil)
      #expect(stage.errno("stat", ["path": .string(path)]) != nil)
    }
    #expect(stage.errno("readdir", ["dirPath": "wxfile://usr/folder"]) != nil)
    #expect(
      stage.errno(
        "writeFile", ["filePath": "wxfile://usr/folder/new", "data": "x"]) != nil)
    try stage.call("writeFile", ["filePath": "wxfile://usr/file", "data": "own"])
    #expect(try String(contentsOfFile: secret + "/s", encoding: .utf8) == "secret")
    #expect(try FileManager.default.contentsOfDirectory(atPath: secret) == ["s"])
  }

  @Test func `belong to one user of one mini-program`() throws {
    try stage.write("wxfile://usr/a", "ada's")
    #expect(stage.errno("readFile", ["filePath": "wxfile://usr/a"], user: "bob") == 1_300_002)
    #expect(throws: CallError.self) {
      try stage.call("readFile", ["filePath": "wxfile://usr/a"], app: "wx2")
    }
  }

  @Test func `are written in every encoding`() throws {
    let cases: [(String, String, [UInt8])] = [
      ("utf8", "é", [0xC3, 0xA9]), ("latin1", "é", [0xE9]), ("binary", "é", [0xE9]),
      ("ascii", "A", [65]), ("hex", "00ff7", [0, 255]), ("base64", "AP8=", [0, 255]),
      ("utf16le", "é", [0xE9, 0]), ("ucs2", "A", [65, 0]),
    ]
    for (encoding, text, bytes) in cases {
      try stage.call(
        "writeFile",
        [
          "filePath": "wxfile://usr/e", "data": .string(text), "encoding": .string(encoding),
        ])
      #expect(try stage.call("readFile", ["filePath": "wxfile://usr/e"]).attachments == [bytes])
      let back = try stage.call(
        "readFile", ["filePath": "wxfile://usr/e", "encoding": .string(encoding)])
      #expect(back.value["data"]?.string == (encoding == "hex" ? "00ff" : text))
    }
    #expect(
      stage.errno("readFile", ["filePath": "wxfile://usr/e", "encoding": "utf-7"]) == 1_300_022)
  }
}
