import Testing

@testable import Loader

@Suite struct `Components` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let written: String
    let files: [String: String]
    let path: String
    var testDescription: String { written }
  }

  @Test(arguments: [
    Sample(written: "/c/x", files: component("c/x"), path: "c/x"),
    Sample(written: "/c/x", files: component("c/x/index"), path: "c/x/index"),
    Sample(written: "/c/x/", files: component("c/x/index"), path: "c/x/index"),
    Sample(written: "./x", files: component("pages/a/x"), path: "pages/a/x"),
    Sample(written: "../x", files: component("pages/x/index"), path: "pages/x/index"),
    Sample(
      written: "x",
      files: component("pages/a/x").merging(component("miniprogram_npm/x/index")) { $1 },
      path: "pages/a/x"),
    Sample(
      written: "x", files: component("miniprogram_npm/x/index"), path: "miniprogram_npm/x/index"),
    Sample(
      written: "@s/x/y",
      files: component("pages/miniprogram_npm/@s/x/y").merging(
        component("miniprogram_npm/@s/x/y")
      ) { $1 },
      path: "pages/miniprogram_npm/@s/x/y"),
    Sample(
      written: "/c/x",
      files: ["c/x.ts": "", "c/x.wxml": "", "c/x.json": #"{"component": true}"#], path: "c/x"),
  ])
  func `are found by their path`(_ sample: Sample) throws {
    let folder = try PackageFolder(
      onePage(
        ["pages/a/a.json": #"{"usingComponents": {"x": "\#(sample.written)"}}"#], sample.files))
    #expect(folder.remarks() == [])
    let program = try folder.program()
    #expect(program.pages[0].components == ["x": sample.path])
    #expect(program.components.map(\.path) == [sample.path])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let json: String
    let remark: String
    let components: [String: String]
    var testDescription: String { json }
  }

  @Test(arguments: [
    Refusal(
      json: #"{"usingComponents": {"x": "../x"}}"#,
      remark: "error pages/a/a.json:1:27 component '../x' is not found; "
        + "create pages/x.json and pages/x.js, or mend the path",
      components: ["x": "pages/x"]),
    Refusal(
      json: #"{"usingComponents": {"x": "vant/x"}}"#,
      remark: "error pages/a/a.json:1:27 component 'vant/x' is not found; if it is an npm package, "
        + "build npm so that it lies in miniprogram_npm; else create pages/a/vant/x.json and "
        + "pages/a/vant/x.js, or mend the path",
      components: ["x": "pages/a/vant/x"]),
    Refusal(
      json: #"{"usingComponents": {"x": "/C/x"}}"#,
      remark: "error pages/a/a.json:1:27 component '/C/x' is not found; "
        + "the package holds 'c/x.json'; upper and lower case differ",
      components: ["x": "C/x"]),
    Refusal(
      json: #"{"usingComponents": {"x": "../../../x"}}"#,
      remark: "error pages/a/a.json:1:27 component '../../../x' leads out of the package; "
        + "only files inside it can be used",
      components: [:]),
    Refusal(
      json: #"{"usingComponents": {"x": "a\\b"}}"#,
      remark: "error pages/a/a.json:1:27 component 'a\\b' contains a backslash; "
        + "parts of a path are joined by /",
      components: [:]),
    Refusal(
      json: #"{"usingComponents": {"x": "plugin://p/x"}}"#,
      remark: "warning pages/a/a.json:1:27 component 'plugin://p/x' belongs to a plugin, and "
        + "plugins cannot be run here; its tag stays empty",
      components: [:]),
    Refusal(
      json: #"{"usingComponents": {"x": 1}}"#,
      remark: "warning pages/a/a.json:1:27 the path of component 'x' should be a string, "
        + "found a number",
      components: [:]),
    Refusal(
      json: #"{"usingComponents": {"x y": "/c/x"}}"#,
      remark: "warning pages/a/a.json:1:22 the tag 'x y' should be letters, digits, - and _ only",
      components: ["x y": "c/x"]),
    Refusal(
      json: #"{"usingComponents": {}, "componentPlaceholder": {"x": 1}}"#,
      remark: "warning pages/a/a.json:1:55 the placeholder of 'x' should be a tag, as \"view\", "
        + "found a number",
      components: [:]),
  ])
  func `that are not there are told about`(_ refusal: Refusal) throws {
    let folder = try PackageFolder(onePage(["pages/a/a.json": refusal.json], component("c/x")))
    #expect(folder.remarks() == [refusal.remark])
    #expect(try folder.program().pages[0].components == refusal.components)
  }

  @Test func `of app.json have placeholders in app.json`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"""
          {"pages": ["pages/a/a"], "subpackages": [{"root": "s", "pages": ["p"]}],
          "usingComponents": {"x": "/s/x", "y": "/s/y"},
          "componentPlaceholder": {"x": "view", "z": 1}}
          """#,
        ["s/p.js": "", "s/p.wxml": ""], component("s/x"), component("s/y")))
    #expect(
      folder.remarks() == [
        "error app.json:2:39 component 's/y' lies in subpackage 's', which may not be loaded yet; "
          + "add a componentPlaceholder for its tag, or move it to the main package",
        "warning app.json:3:44 the placeholder of 'z' should be a tag, as \"view\", found a number",
      ])
    let program = try folder.program()
    #expect(program.globalPlaceholders == ["x": "view"])
    #expect(
      program.launchConfiguration(startPage: "pages/a/a")["globalPlaceholders"] == ["x": "view"])
    #expect(program.launchOrder(startPage: "pages/a/a") == ["pages/a/a.js"])
  }

  @Test func `of the extended library are a warning, with what to do`() throws {
    let json = #"{"usingComponents": {"x": "weui-miniprogram/cell/cell"}}"#
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a"], "useExtendedLib": {"weui": true}}"#,
        ["pages/a/a.json": json]))
    #expect(
      folder.remarks() == [
        "warning pages/a/a.json:1:27 component 'weui-miniprogram/cell/cell' comes from "
          + "useExtendedLib, which is not offered here, so its tag shows only what is put into it; "
          + "install weui-miniprogram and build npm to have it"
      ])
    #expect(try folder.program().pages[0].components.isEmpty)
  }

  @Test func `and pages say whose templates they have`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a"], "componentFramework": "glass-easel"}"#,
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x", "y": "/c/y"}}"#],
        component("c/x", json: #"{"component": true, "componentFramework": "exparser"}"#),
        component("c/y")))
    let program = try folder.program()
    let templates = ["pages/a/a.wxml", "c/x.wxml", "c/y.wxml", "other.wxml"]
    #expect(
      templates.map(program.componentFramework) == [
        "glass-easel", "exparser", "glass-easel", "glass-easel",
      ])
  }

  @Test func `have a json, a script and a template`() throws {
    let folder = try PackageFolder(
      onePage(
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x", "y": "/c/y"}}"#],
        ["c/x.js": "", "c/y.json": "{}"]))
    #expect(
      Set(folder.remarks()) == [
        "error c/x.json:1:1 component 'c/x' has no json; "
          + "create c/x.json with {\"component\": true}",
        "error c/x.json:1:1 component 'c/x' has no template; create c/x.wxml",
        "error c/y.json:1:1 component 'c/y' has no script; "
          + "create c/y.js and call Component({}) in it",
        "error c/y.json:1:1 component 'c/y' has no template; create c/y.wxml",
        "warning c/y.json:1:1 'c/y' is used as a component, but its json lacks \"component\": true",
      ])
  }

  @Test func `are followed through cycles, generics and app.json`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"{"pages": ["pages/a/a"], "usingComponents": {"g": "c/g"}}"#,
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x"}}"#],
        component("c/g"),
        component(
          "c/x",
          json: #"""
            {"component": true, "usingComponents": {"x": "x", "y": "./y"},
            "styleIsolation": "apply-shared", "pureDataPattern": "^_",
            "componentPlaceholder": {"y": "view"}}
            """#),
        component(
          "c/y",
          json: #"""
            {"component": true, "usingComponents": {"x": "x"},
            "componentGenerics": {"item": true, "row": {"default": "z"}}}
            """#),
        component("c/z")))
    #expect(folder.remarks() == [])
    let program = try folder.program()
    #expect(program.globalComponents == ["g": "c/g"])
    #expect(
      program.components == [
        .init("c/g"),
        .init(
          "c/x", components: ["x": "c/x", "y": "c/y"], placeholders: ["y": "view"],
          styleIsolation: "apply-shared", pureDataPattern: "^_"),
        .init(
          "c/y", components: ["x": "c/x"],
          generics: ["item": .required, "row": .optional(fallback: "c/z")]),
        .init("c/z"),
      ])
    #expect(
      program.launchOrder(startPage: "pages/a/a")
        == ["c/g.js", "c/z.js", "c/y.js", "c/x.js", "pages/a/a.js"])
  }

  @Test func `number at most as many as allowed`() throws {
    let folder = try PackageFolder(
      onePage(
        ["pages/a/a.json": #"{"usingComponents": {"x": "/c/x", "y": "/c/y"}}"#],
        component("c/x"), component("c/y")))
    var limits = Limits()
    limits.components = 2
    #expect(folder.remarks(limits: limits) == [])
    limits.components = 1
    #expect(
      folder.remarks(limits: limits) == [
        "error pages/a/a.json:1:40 a mini-program has at most 1 components; "
          + "this and later ones are left out"
      ])
    #expect(folder.load(limits: limits).program?.components.map(\.path) == ["c/x"])
  }
}

extension MiniProgram.Component {
  fileprivate init(
    _ path: String, components: [String: String] = [:],
    generics: [String: MiniProgram.Generic] = [:], placeholders: [String: String] = [:],
    styleIsolation: String? = nil, pureDataPattern: String? = nil
  ) {
    self.init(
      path: path, components: components, generics: generics, placeholders: placeholders,
      styleIsolation: styleIsolation, pureDataPattern: pureDataPattern)
  }
}
