import Testing

@testable import Loader

@Suite struct `A launch` {
  private static let app = #"""
    {"pages": ["pages/a/a", "pages/b/b"], LAZY "subpackages": [
      {"root": "s", "pages": ["p"], "entry": "start.js"},
      {"root": "i", "pages": ["p"], "independent": true}]}
    """#

  private func folder(lazy: String = "") throws -> PackageFolder {
    try PackageFolder(
      onePage(
        app: Self.app.replacing("LAZY", with: lazy),
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x"}}"#],
        page("pages/b/b", json: #"{"usingComponents": {"x": "/c/x", "y": "/c/y"}}"#),
        page("s/p", json: #"{"usingComponents": {"z": "c", "y": "/c/y"}}"#), page("i/p"),
        component("c/x"), component("c/y"), component("s/c"), ["s/start.js": ""]))
  }

  struct Sample: Sendable {
    let start: String
    let order: [String]
  }

  private static let main = ["c/x.js", "pages/a/a.js", "c/y.js", "pages/b/b.js"]

  @Test(arguments: [
    Sample(start: "pages/b/b", order: main),
    Sample(start: "pages/b/b?id=s/p", order: main),
    Sample(start: "s/p?id=1", order: main + ["s/start.js", "s/c.js", "s/p.js"]),
    Sample(start: "i/p", order: ["i/p.js"]),
  ])
  func `runs components before pages, in the order of app.json`(_ sample: Sample) throws {
    let program = try folder().keeping { try $0.program() }.value
    #expect(program.launchOrder(startPage: sample.start) == sample.order)
  }

  @Test func `runs nothing when code is loaded lazily`() throws {
    let folder = try folder(lazy: #""lazyCodeLoading": "requiredComponents","#)
    let program = try folder.program()
    #expect(program.isLazy)
    #expect(program.launchOrder(startPage: "s/p") == [])
  }

  @Test func `does not run scripts that are missing`() throws {
    let folder = try PackageFolder(
      onePage(
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x", "y": "/c/y"}}"#],
        ["c/x.json": #"{"component": true}"#]))
    #expect(try folder.program().launchOrder(startPage: "pages/a/a") == ["pages/a/a.js"])
  }

  @Test func `follows a long chain of components`() throws {
    let count = 300
    var files = onePage(["pages/a/a.json": #"{"usingComponents": {"x": "/c/0"}}"#])
    for index in 0..<count {
      files["c/\(index).js"] = ""
      files["c/\(index).json"] = #"{"component": true, "usingComponents": {"x": "\#(index + 1)"}}"#
    }
    let order = try PackageFolder(files).program().launchOrder(startPage: "pages/a/a")
    #expect(order.count == count + 1)
    #expect(order.first == "c/\(count - 1).js")
    #expect(order.last == "pages/a/a.js")
  }

  @Test func `is described to the runner`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a"], "resolveAlias": {"~/*": "/lib/*", "x": "y"}}"#,
        [
          "app.js": "", "pages/a/a.json": #"{"component": true, "usingComponents": {"x": "/c/x"}}"#,
          "lib/b.ts": "", "lib/c.d.ts": "", "lib/b.js": "",
          "project.config.json": #"{"appid": "wx1"}"#,
        ],
        component(
          "c/x", json: #"{"component": true, "componentGenerics": {"i": {"default": "x"}}}"#)))
    var launch = try folder.program().launchConfiguration(startPage: "pages/a/a")
    #expect(launch["appName"]?.string == PackagePath.name(of: folder.path))
    launch["appName"] = "demo"
    #expect(
      launch == [
        "appId": "wx1", "appName": "demo", "envVersion": "develop", "version": "",
        "scripts": [
          "app.js", "app.json", "c/x.js", "c/x.json", "lib/b.js", "pages/a/a.js", "pages/a/a.json",
          "project.config.json",
        ],
        "aliases": ["~/*": "/lib/*"], "lazy": false, "appScript": "app.js",
        "appConfig": ["pages": ["pages/a/a"], "resolveAlias": ["~/*": "/lib/*", "x": "y"]],
        "globalComponents": [:], "globalPlaceholders": [:],
        "pages": [
          [
            "path": "pages/a/a", "root": "", "tab": false, "config": [:],
            "components": ["x": "c/x"], "placeholders": [:], "component": true,
          ]
        ],
        "components": [
          "c/x": [
            "components": [:], "generics": ["i": ["default": "c/x"]], "placeholders": [:],
            "styleIsolation": .null, "pure": .null,
          ]
        ],
        "subpackages": [], "tabBar": .null, "order": ["c/x.js", "pages/a/a.js"], "ext": [:],
      ])
  }

  @Test func `names TypeScript files as the scripts they become`() throws {
    let folder = try PackageFolder([
      "app.ts": "", "app.json": #"{"pages": ["a"]}"#, "a.ts": "", "a.wxml": "", "b.d.ts": "",
    ])
    #expect(folder.remarks() == [])
    let program = try folder.program()
    let launch = program.launchConfiguration(startPage: "a")
    #expect(launch["scripts"] == ["a.js", "app.js", "app.json"])
    #expect(launch["order"] == ["a.js"])
    #expect(launch["appScript"] == "app.js")
    #expect(program.scriptFile(forModule: "a.js") == "a.ts")
    #expect(program.scriptFile(forModule: "app.json") == "app.json")
    #expect(program.scriptFile(forModule: "c.js") == nil)
  }

  @Test(arguments: [
    (#"{"x": "/y/*"}"#, "1:43 the alias 'x' is ignored: its name and its target both have to end"),
    (#"{"x/*": "/../y/*"}"#, "1:50 the target of the alias 'x/*' leads out of the package;"),
  ])
  func `knows aliases that end in a star`(_ aliases: String, _ remark: String) throws {
    let folder = try PackageFolder(
      onePage(app: #"{"pages": ["pages/a/a"], "resolveAlias": \#(aliases)}"#))
    #expect(try folder.program().aliases == [:])
    #expect(folder.remarks().count == 1)
    #expect(folder.remarks()[0].hasPrefix("warning app.json:\(remark)"))
  }
}
