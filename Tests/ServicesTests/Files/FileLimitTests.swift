import Bridge
import Foundation
import Testing
import Wire

@testable import Services

@Suite struct `The limits of files` {
  private let stage = FileStage()
  private var files: VisitorFiles {
    get throws { try stage.store.files(of: Visitor(user: "ada", app: "wx1")) }
  }

  @Test func `hold for all that a visitor keeps`() throws {
    let files = try files
    let mention = FileMention("open", "wxfile://usr/big")
    // A file with a hole counts as long as it says it is, and costs the test nothing.
    let file = try files.open(["usr", "big"], flags: O_RDWR | O_CREAT, mention)
    let free = FileLimits.userBytes - 4_096
    try files.truncate(file, to: free, mention)
    #expect(throws: CallError.filesFull) { try files.truncate(file, to: free + 1, mention) }
    #expect(throws: CallError.filesFull) { try files.write([1], to: file, at: free, mention) }
    #expect(stage.errno("writeFile", ["filePath": "wxfile://usr/x", "data": "1"]) == 1_300_202)
    #expect(files.used == (free, 1))
    // What is there can still be changed in place, and what is removed makes room.
    try files.write([1], to: file, at: 0, mention)
    try files.truncate(file, to: 10, mention)
    try stage.write("wxfile://usr/x", "1")
    #expect(files.used == (11, 2))
  }

  @Test func `count again what is there when a host starts anew`() throws {
    try stage.write("wxfile://usr/a", "12345")
    try stage.call("mkdir", ["dirPath": "wxfile://usr/d"])
    let again = FileStore(
      folder: stage.folder.path + "/files",
      temporary: TemporaryFiles(folder: stage.folder.path + "/temporary"))
    #expect(try again.files(of: Visitor(user: "ada", app: "wx1")).used == (5, 2))
  }

  @Test func `hold for files that are open at once`() throws {
    try stage.write("wxfile://usr/a", "1")
    for _ in 0..<FileLimits.openFiles { try stage.call("open", ["filePath": "wxfile://usr/a"]) }
    #expect(stage.errno("open", ["filePath": "wxfile://usr/a"]) == 1_302_002)
    try stage.call("close", ["fd": "3"])
    #expect(stage.errno("open", ["filePath": "wxfile://usr/a"]) == nil)
    stage.service.sessionEnded(stage.session)
    #expect(stage.errno("fstat", ["fd": "4"]) == 1_300_009)
  }

  @Test func `hold for what one call reads`() throws {
    let files = try files
    let mention = FileMention("open", "wxfile://usr/big")
    let file = try files.open(["usr", "big"], flags: O_RDWR | O_CREAT, mention)
    try files.truncate(file, to: FileLimits.readBytes, mention)
    #expect(
      try stage.call("readFile", ["filePath": "wxfile://usr/big"]).attachments.first?.count
        == FileLimits.readBytes)
    try files.truncate(file, to: FileLimits.readBytes + 1, mention)
    #expect(stage.errno("readFile", ["filePath": "wxfile://usr/big"]) == 1_300_022)
    #expect(
      try stage.call(
        "readFile",
        ["filePath": "wxfile://usr/big", "position": .number(Double(FileLimits.readBytes))]
      ).attachments == [[0]])
  }

  @Test func `let the oldest temporary files go`() throws {
    let temporary = stage.store.temporary
    let first = try temporary.add([1], suffix: "", for: stage.session)
    for _ in 1..<FileLimits.temporaryFiles {
      _ = try temporary.add([2], suffix: "", for: stage.session)
    }
    #expect(try temporary.read(first, for: stage.session) == [1])
    let last = try temporary.add([3], suffix: "bin", for: stage.session)
    #expect(throws: CallError.self) { try temporary.read(first, for: stage.session) }
    #expect(try temporary.read(last, for: stage.session) == [3])
    #expect(throws: CallError.self) { try temporary.read(last, for: SessionID()) }
  }
}

@Suite struct `Open files` {
  private let stage = FileStage(package: ["a.txt": "package"])

  private func open(_ path: String, _ flag: String) throws -> String {
    let reply = try stage.call("open", ["filePath": .string(path), "flag": .string(flag)])
    return try #require(reply.value["fd"]?.string)
  }

  @Test func `are read and written by their numbers`() throws {
    let fd = try open("wxfile://usr/a", "w+")
    #expect(
      try stage.call("write", ["fd": .string(fd), "data": "hello"]).value["bytesWritten"] == 5)
    try stage.call(
      "write", ["fd": .string(fd), "bytes": ["$buffer": 0], "offset": 1, "length": 2],
      attachments: [[65, 66, 67, 68]])
    let read = try stage.call(
      "read", ["fd": .string(fd), "capacity": 16, "length": 16, "position": 0])
    #expect(read.value["bytesRead"] == 7)
    #expect(read.attachments == [Array("helloBC".utf8)])
    try stage.call("ftruncate", ["fd": .string(fd), "length": 2])
    #expect(try stage.call("fstat", ["fd": .string(fd)]).value["stats"]?["size"] == 2)
    try stage.call("close", ["fd": .string(fd)])
    #expect(stage.errno("close", ["fd": .string(fd)]) == 1_300_009)
    #expect(try stage.read("wxfile://usr/a") == "he")
  }

  @Test func `keep to their flags`() throws {
    #expect(stage.errno("open", ["filePath": "wxfile://usr/x"]) == 1_300_002)
    #expect(stage.errno("open", ["filePath": "wxfile://usr/x", "flag": "q"]) == 1_302_003)
    let new = try open("wxfile://usr/x", "wx")
    #expect(stage.errno("open", ["filePath": "wxfile://usr/x", "flag": "ax"]) == 1_301_005)
    #expect(
      stage.errno("read", ["fd": .string(new), "capacity": 1, "length": 1]) == 1_302_001)
    let added = try open("wxfile://usr/x", "a+")
    try stage.call("write", ["fd": .string(added), "data": "1"])
    try stage.call("write", ["fd": .string(added), "data": "2", "position": 0])
    #expect(try stage.read("wxfile://usr/x") == "12")
    let package = try open("/a.txt", "r")
    #expect(stage.errno("write", ["fd": .string(package), "data": "x"]) == 1_302_001)
    let read = try stage.call("read", ["fd": .string(package), "capacity": 4, "length": 4])
    #expect(read.attachments == [Array("pack".utf8)])
  }

  @Test(arguments: [
    #"{"fd":"99"}"#, #"{"fd":"x"}"#, #"{"fd":"-1"}"#, #"{"fd":""}"#,
  ])
  func `that are none are refused`(_ request: String) throws {
    #expect(stage.errno("fstat", try JSON(parsing: request)) == 1_300_009)
  }

  @Test(arguments: [
    #"{"fd":"3","capacity":4,"length":5}"#, #"{"fd":"3","capacity":4,"offset":-1,"length":1}"#,
    #"{"fd":"3","capacity":4,"offset":4,"length":1}"#,
    #"{"fd":"3","capacity":4,"length":1,"position":1e300}"#,
    #"{"fd":"3","capacity":4,"length":1,"position":-1}"#,
  ])
  func `are not read past the buffer`(_ request: String) throws {
    try stage.write("wxfile://usr/a", "12345678")
    _ = try open("wxfile://usr/a", "r")
    #expect(stage.errno("read", try JSON(parsing: request)) == 1_300_022)
  }
}

@Suite struct `Saved files` {
  private let stage = FileStage()

  @Test func `outlive their temporary ones, in a list of their own`() throws {
    let temporary = try stage.store.temporary.add([1, 2, 3], suffix: "png", for: stage.session)
    let reply = try stage.call("saveFile", ["tempFilePath": .string(temporary)])
    let saved = try #require(reply.value["savedFilePath"]?.string)
    #expect(saved.hasPrefix("wxfile://store_"))
    #expect(saved.hasSuffix(".png"))
    #expect(stage.errno("readFile", ["filePath": .string(temporary)]) == 1_300_002)
    stage.service.sessionEnded(stage.session)
    let list = try stage.call("getSavedFileList", [:]).value["fileList"]
    #expect(list?.array?.count == 1)
    #expect(list?[0]?["filePath"]?.string == saved)
    #expect(list?[0]?["size"] == 3)
    #expect(try stage.call("getSavedFileInfo", ["filePath": .string(saved)]).value["size"] == 3)
    #expect(
      try stage.call("getFileInfo", ["filePath": .string(saved), "digestAlgorithm": "sha1"])
        .value["digest"] == "7037807198c22a7d2b0807371d763779a84fdfcf")
    #expect(stage.errno("writeFile", ["filePath": .string(saved), "data": "x"]) == 1_301_000)
    try stage.call("removeSavedFile", ["filePath": .string(saved)])
    #expect(try stage.call("getSavedFileList", [:]).value["fileList"] == [])
  }

  @Test func `are made of temporary files only`() throws {
    try stage.write("wxfile://usr/a", "1")
    #expect(stage.errno("saveFile", ["tempFilePath": "wxfile://usr/a"]) == 1_300_001)
    #expect(stage.errno("saveFile", ["tempFilePath": "wxfile://tmp_no"]) == 1_300_002)
    #expect(stage.errno("removeSavedFile", ["filePath": "wxfile://usr/a"]) == 1_300_002)
    let temporary = try stage.store.temporary.add([1], suffix: "", for: stage.session)
    try stage.call(
      "saveFile", ["tempFilePath": .string(temporary), "filePath": "wxfile://usr/b"])
    #expect(stage.errno("access", ["path": "wxfile://usr/b"]) == nil)
  }
}

@Suite struct `What a process leaves that has died` {
  private let stage = FileStage()
  private let manager = FileManager.default

  private func make(_ path: String) throws {
    try manager.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    #expect(manager.createFile(atPath: path, contents: Data("half".utf8)))
  }

  @Test func `is removed where it was half written`() throws {
    let folder = stage.folder.path + "/files/wx1/ada"
    try make(folder + "/writing-dead")
    try make(folder + "/writing-alive")
    let alive = OpenFile(open(folder + "/writing-alive", O_RDONLY))
    #expect(flock(alive.descriptor, LOCK_EX) == 0)
    try stage.write("wxfile://usr/a", "1")
    #expect(
      try manager.contentsOfDirectory(atPath: folder).sorted() == ["store", "usr", "writing-alive"])
    #expect(try stage.read("wxfile://usr/a") == "1")
  }

  @Test func `is removed where it was temporary`() throws {
    let folder = stage.folder.path + "/temporary"
    try make(folder + "/host-dead/session/tmp_1")
    let other = TemporaryFiles(folder: folder)
    let mine = try stage.store.temporary.add([1], suffix: "", for: stage.session)
    let session = SessionID()
    let theirs = try other.add([2], suffix: "", for: session)
    #expect(try manager.contentsOfDirectory(atPath: folder).count == 2)
    #expect(!manager.fileExists(atPath: folder + "/host-dead"))
    #expect(try stage.store.temporary.read(mine, for: stage.session) == [1])
    #expect(try other.read(theirs, for: session) == [2])
  }

  @Test func `is nothing when it ends in peace`() throws {
    let folder = stage.folder.path + "/temporary"
    do {
      let files = TemporaryFiles(folder: folder)
      _ = try files.add([1], suffix: "", for: SessionID())
    }
    #expect(try manager.contentsOfDirectory(atPath: folder) == [])
  }
}
