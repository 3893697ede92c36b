import Foundation
import Testing

@testable import Loader

@Suite struct `Files of a package` {
  @Test func `are listed without hidden ones and node_modules`() throws {
    let folder = try PackageFolder(
      onePage([".git/a.js": "", "node_modules/b/index.js": "", ".eslintrc.js": "", "c.png": ""]))
    #expect(
      try folder.program().files
        == ["app.js", "app.json", "c.png", "pages/a/a.js", "pages/a/a.wxml"])
  }

  @Test func `are read by their exact name`() throws {
    let program = try PackageFolder(onePage(["a.txt": "\u{FEFF}text"])).keeping { try $0.program() }
    #expect(try program.value.text(at: "a.txt") == "text")
    #expect(try program.value.text(at: "/a.txt") == "text")
    #expect(throws: FileError.notFound(path: "A.txt", other: "a.txt")) {
      try program.value.text(at: "A.txt")
    }
    #expect(throws: FileError.notFound(path: "b.txt", other: nil)) {
      try program.value.text(at: "b.txt")
    }
  }

  @Test(arguments: ["../secret", "/../secret", "a/../../secret", "a\\..\\b", "a\u{0}.txt", ""])
  func `are never outside of it`(_ path: String) throws {
    let program = try PackageFolder(onePage()).keeping { try $0.program() }
    #expect(!program.value.exists(path))
    let error = #expect(throws: FileError.self) { try program.value.text(at: path) }
    guard case .refused? = error else {
      Issue.record("expected a refusal, found \(String(describing: error))")
      return
    }
  }

  @Test func `may be links inside, not links outside`() throws {
    let outside = try PackageFolder(["secret.txt": "secret", "sub/secret.txt": "secret"])
    let folder = try PackageFolder(onePage(["lib/a.js": "a"]))
    try folder.link("file.txt", to: outside.path + "/secret.txt")
    try folder.link("folder", to: outside.path + "/sub")
    try folder.link("up", to: "..")
    try folder.link("gone", to: "nowhere")
    try folder.link("inside.js", to: "lib/a.js")
    try folder.link("library", to: "lib")
    try folder.link("lib/loop", to: "..")
    #expect(
      folder.remarks() == [
        "error file.txt:1:1 the link leads out of the package; copy what it names into the package",
        "error folder:1:1 the link leads out of the package; copy what it names into the package",
        "warning gone:1:1 the link leads nowhere; remove it or mend its target",
        "warning lib/loop:1:1 the link leads to a folder around it; it is not followed",
        "warning library/loop:1:1 the link leads to a folder around it; it is not followed",
        "error up:1:1 the link leads out of the package; copy what it names into the package",
      ])
    let program = try folder.program()
    #expect(try program.text(at: "inside.js") == "a")
    #expect(try program.text(at: "library/a.js") == "a")
    #expect(!program.exists("file.txt"))
    #expect(!program.files.contains { $0.hasSuffix("secret.txt") })
  }

  @Test func `that became links are not followed`() throws {
    let folder = try PackageFolder(onePage(["a.txt": "a"]))
    let program = try folder.program()
    try FileManager.default.removeItem(atPath: folder.path + "/a.txt")
    try folder.link("a.txt", to: "/etc/hostname")
    #expect(throws: FileError.self) { try program.text(at: "a.txt") }
  }

  @Test func `are no pipes`() throws {
    let folder = try PackageFolder(onePage())
    #expect(mkfifo(folder.path + "/pipe.js", 0o600) == 0)
    #expect(
      folder.remarks() == [
        "error pipe.js:1:1 expected a file or a folder, found neither; it is not used"
      ])
  }

  @Test func `are UTF-8 when read as text`() throws {
    let folder = try PackageFolder(onePage())
    try folder.write(Data("a\né".utf8 + [0xFF]), to: "a.wxml")
    let program = try folder.program()
    #expect(throws: FileError.notText(path: "a.wxml", line: 2, column: 2)) {
      try program.text(at: "a.wxml")
    }
    #expect(try program.bytes(at: "a.wxml", limit: 5) == Array("a\né".utf8) + [0xFF])
  }

  @Test func `have at most 4 MiB as text`() throws {
    let limit = 4 * 1024 * 1024
    let folder = try PackageFolder(onePage())
    try folder.write(Data(count: limit), to: "a.txt")
    try folder.write(Data(count: limit + 1), to: "b.txt")
    let program = try folder.program()
    #expect(try program.text(at: "a.txt").utf8.count == limit)
    #expect(throws: FileError.tooLarge(path: "b.txt", bytes: limit + 1, limit: limit)) {
      try program.text(at: "b.txt")
    }
  }

  @Test func `number at most 20000, folders included`() throws {
    #expect(Limits.standard.files == 20_000)
    // app.js, app.json, pages, pages/a, pages/a/a.js, pages/a/a.wxml
    let folder = try PackageFolder(onePage())
    var limits = Limits()
    limits.files = 6
    #expect(folder.load(limits: limits).program != nil)
    limits.files = 5
    #expect(folder.load(limits: limits).program == nil)
    #expect(
      folder.remarks(limits: limits) == [
        "error .:1:1 the package holds more than 5 files and folders; "
          + "move what the mini-program does not need out of its folder"
      ])
  }

  @Test func `lie in at most 32 folders`() throws {
    func nested(_ count: Int) -> String { String(repeating: "d/", count: count) }
    // The root counts as the first.
    let folder = try PackageFolder(onePage([nested(31) + "a.js": "a"]))
    #expect(folder.remarks() == [])
    try folder.write("b", to: nested(32) + "b.js")
    #expect(
      folder.remarks() == [
        "error \(nested(32).dropLast()):1:1 folders are more than 32 deep here; "
          + "its files are not used"
      ])
  }

  @Test func `have paths of at most 1024 bytes`() throws {
    let name = String(repeating: "n", count: 204)
    let deep = Array(repeating: name, count: 4).joined(separator: "/") + "/"
    let longest = deep + String(repeating: "n", count: 204)
    #expect(longest.utf8.count == 1024)
    let folder = try PackageFolder(onePage([longest: "a"]))
    #expect(folder.remarks() == [])
    try folder.write("b", to: deep + String(repeating: "m", count: 205))
    #expect(folder.remarks().count == 1)
    #expect(folder.remarks()[0].hasSuffix("is 1025 bytes long; at most 1024 are allowed"))
  }
}

extension PackageFolder {
  /// What a closure makes of the folder, together with the folder itself, which lives as long.
  func keeping<Value>(_ make: (PackageFolder) throws -> Value) rethrows -> Kept<Value> {
    Kept(value: try make(self), folder: self)
  }

  struct Kept<Value> {
    let value: Value
    let folder: PackageFolder
  }
}
