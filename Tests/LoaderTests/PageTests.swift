import Testing

@testable import Loader

@Suite struct `Pages` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let app: String
    let pages: [String]
    let remarks: [String]

    init(_ app: String, _ pages: [String], _ remarks: String...) {
      (self.app, self.pages, self.remarks) = (app, pages, remarks)
    }

    var testDescription: String { app }
  }

  @Test(arguments: [
    Sample(
      #"{"pages": ["/pages/a/a"]}"#, ["pages/a/a"],
      "warning app.json:1:12 page '/pages/a/a' should be written without the slash before it"),
    Sample(
      #"{"pages": ["pages/a/a.wxml"]}"#, ["pages/a/a"],
      "warning app.json:1:12 page 'pages/a/a.wxml' should be written without .wxml"),
    Sample(
      #"{"pages": ["pages/a/a", "pages//a/a"]}"#, ["pages/a/a"],
      "warning app.json:1:25 page 'pages/a/a' is listed again; it is on line 1 already"),
    Sample(
      #"{"pages": ["pages/a/a", 1]}"#, ["pages/a/a"],
      "warning app.json:1:25 a page should be a string like \"pages/index/index\", found a number"),
    Sample(
      #"{"pages": ["pages/a/a", "../../etc/passwd"]}"#, ["pages/a/a"],
      "error app.json:1:25 page '../../etc/passwd' leads out of the package; "
        + "only files inside it can be used"),
    Sample(
      #"{"pages": ["pages/a/a", "pages/b/b"]}"#, ["pages/a/a", "pages/b/b"],
      "error app.json:1:25 page 'pages/b/b' has no files; "
        + "create pages/b/b.js and pages/b/b.wxml, or remove the page from app.json"),
    Sample(
      #"{"pages": ["pages/a/A"]}"#, ["pages/a/A"],
      "error app.json:1:12 page 'pages/a/A' has no files; "
        + "the package holds 'pages/a/a.js'; upper and lower case differ"),
    Sample(
      #"{"pages": ["pages/a/a"], "windows": {}}"#, ["pages/a/a"],
      "warning app.json:1:26 app.json has no key 'windows'; did you mean 'window'"),
    Sample(
      #"{"pages": ["pages/a/a"], "debug": "yes"}"#, ["pages/a/a"],
      "warning app.json:1:35 'debug' should be true or false, found 'yes'; the default is used"),
    Sample(
      #"{"pages": ["pages/a/a"], "plugins": {"p": {}}}"#, ["pages/a/a"],
      "warning app.json:1:38 plugins cannot be run here; 'p' and its components are missing"),
    Sample(
      #"{"pages": ["pages/a/a"], "preloadRule": {"pages/a/a": {"packages": ["x", "__APP__"]}}}"#,
      ["pages/a/a"],
      "warning app.json:1:69 preloadRule names 'x', which is neither the root nor the name of a "
        + "subpackage"),
  ])
  func `are listed in app.json`(_ sample: Sample) throws {
    let folder = try PackageFolder(onePage(app: sample.app))
    #expect(try folder.program().pages.map(\.path) == sample.pages)
    #expect(folder.remarks() == sample.remarks)
  }

  @Test func `have a script and a template`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a", "pages/b/b", "pages/c/c"]}"#,
        ["pages/b/b.js": "", "pages/c/c.wxml": ""]))
    #expect(
      folder.remarks() == [
        "error app.json:1:25 page 'pages/b/b' has no template; create pages/b/b.wxml",
        "error app.json:1:38 page 'pages/c/c' has no script; "
          + "create pages/c/c.js and call Page({}) in it",
      ])
    #expect(try folder.program().pages.count == 3)
  }

  @Test func `take over window, less what has a wrong type`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"""
          {"pages": ["pages/a/a"],
           "window": {"backgroundColor": "red", "enablePullDownRefresh": true, "extra": 1}}
          """#,
        [
          "pages/a/a.json":
            #"{"navigationBarTextStyle": "blue", "onReachBottomDistance": 10, "window": {}}"#
        ]))
    #expect(
      folder.remarks() == [
        "warning app.json:2:32 'backgroundColor' should be a colour like \"#ff8800\", found 'red'; "
          + "the default is used",
        "warning app.json:2:70 window has no key 'extra'",
        "warning pages/a/a.json:1:28 'navigationBarTextStyle' should be \"white\" or \"black\", "
          + "found 'blue'; the default is used",
        "warning pages/a/a.json:1:65 a page's json has no key 'window'; "
          + "write its keys here without window around them",
      ])
    #expect(
      try folder.program().pages[0].config.jsonText
        == #"{"enablePullDownRefresh":true,"onReachBottomDistance":10,"window":{}}"#)
  }

  @Test func `take over texts of at most 4096 bytes`() throws {
    for (count, isKept) in [(4096, true), (4097, false)] {
      let title = String(repeating: "a", count: count)
      let folder = try PackageFolder(
        onePage(app: #"{"pages":["pages/a/a"],"window":{"navigationBarTitleText":"\#(title)"}}"#))
      let config = try folder.program().pages[0].config
      #expect((config["navigationBarTitleText"] != nil) == isKept)
    }
  }

  @Test func `with an unreadable json stay, with an error`() throws {
    let folder = try PackageFolder(onePage(["pages/a/a.json": "{"]))
    #expect(try folder.program().pages[0].config == .emptyObject)
    #expect(
      folder.remarks() == [
        "error pages/a/a.json:1:2 expected } to close the one opened at line 1, "
          + "found the end of the file"
      ])
  }

  @Test func `number at most as many as allowed`() throws {
    let folder = try PackageFolder(
      onePage(app: #"{"pages": ["pages/a/a", "pages/b/b"]}"#, page("pages/b/b")))
    var limits = Limits()
    limits.pages = 2
    #expect(folder.remarks(limits: limits) == [])
    limits.pages = 1
    #expect(
      folder.remarks(limits: limits) == [
        "error app.json:1:25 a mini-program has at most 1 pages; this and later ones are left out"
      ])
  }
}
