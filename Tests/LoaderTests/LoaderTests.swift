import Testing

@testable import Loader

@Suite struct `A folder` {
  @Test func `with everything yields a program and no remark`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a", "pages/b/b"], "window": {"navigationBarTitleText": "A"}}"#,
        page("pages/b/b", json: #"{"navigationBarTitleText": "B", "disableScroll": true}"#)))
    let (loaded, diagnostics) = folder.load()
    let program = try #require(loaded)
    #expect(diagnostics == [])
    #expect(program.root == folder.path)
    #expect(program.appID == "touristappid")
    #expect(program.entryPage == "pages/a/a")
    #expect(program.pages.map(\.path) == ["pages/a/a", "pages/b/b"])
    #expect(
      program.pages.map(\.config.jsonText) == [
        #"{"navigationBarTitleText":"A"}"#,
        #"{"navigationBarTitleText":"B","disableScroll":true}"#,
      ])
    #expect(
      program.scripts == ["app.js", "app.json", "pages/a/a.js", "pages/b/b.js", "pages/b/b.json"])
    #expect(try program.text(at: "pages/a/a.js") == "Page({})")
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let files: [String: String]
    let remark: String
    var testDescription: String { remark }
  }

  @Test(arguments: [
    Refusal(
      files: [:],
      remark: "error app.json:1:1 expected app.json in the package's root; "
        + #"write at least {"pages": ["pages/index/index"]}"#),
    Refusal(
      files: ["App.json": "{}"],
      remark: "error app.json:1:1 expected app.json, found 'App.json'; upper and lower case differ"),
    Refusal(
      files: ["client/app.json": "{}"],
      remark:
        "error app.json:1:1 expected app.json in the package's root, found 'client/app.json'; "
        + #"start from that folder, or write "miniprogramRoot": "client/" in project.config.json"#),
    Refusal(
      files: ["game.json": "{}"],
      remark: "error app.json:1:1 expected app.json, found game.json; games cannot be run here"),
    Refusal(
      files: ["app.json": "[]"],
      remark: "error app.json:1:1 expected an object in braces, found an array"),
    Refusal(
      files: ["app.json": "{\n  \"pages\": }"],
      remark: "error app.json:2:12 expected a value, found }"),
    Refusal(
      files: ["app.json": #"{"pages": []}"#],
      remark: "error app.json:1:11 app.json lists no page; "
        + #"write for example "pages": ["pages/index/index"]"#),
    Refusal(
      files: onePage(app: #"{"pages": ["pages/a/a"], "entryPagePath": "pages/b/b"}"#),
      remark: "error app.json:1:43 entryPagePath 'pages/b/b' is not one of the pages; "
        + "add it to pages, or name another page"),
  ])
  func `without app.json or pages yields none`(_ refusal: Refusal) throws {
    let folder = try PackageFolder(refusal.files)
    #expect(folder.load().program == nil)
    #expect(folder.remarks() == [refusal.remark])
  }

  @Test(arguments: ["/no/such/folder", "a\u{0}b", ""])
  func `that does not exist yields none`(_ path: String) {
    let (program, diagnostics) = PackageLoader.load(folder: path)
    #expect(program == nil)
    #expect(diagnostics.map(\.severity) == [.error])
  }

  @Test func `without app.js runs as App({})`() throws {
    var files = onePage()
    files["app.js"] = nil
    let folder = try PackageFolder(files)
    #expect(
      folder.remarks() == [
        "warning app.js:1:1 the package has no app.js; the app runs as if it said App({})"
      ])
    let launch = try folder.program().launchConfiguration(startPage: "pages/a/a")
    #expect(launch["appScript"] == .null)
  }

  @Test func `starts at entryPagePath`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a", "pages/b/b"], "entryPagePath": "/pages/b/b"}"#,
        page("pages/b/b")))
    #expect(try folder.program().entryPage == "pages/b/b")
  }

  @Test func `answers wx.getExtConfig from ext.json`() throws {
    let on = try PackageFolder(onePage(["ext.json": #"{"extEnable": true, "ext": {"a": 1}}"#]))
    #expect(try on.program().ext == ["a": 1])
    let off = try PackageFolder(onePage(["ext.json": #"{"extEnable": false, "ext": {"a": 1}}"#]))
    #expect(try off.program().ext == .emptyObject)
  }
}
