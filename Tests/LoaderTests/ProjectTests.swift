import Testing

@testable import Loader

@Suite struct `A project` {
  @Test func `names the folder of the package`() throws {
    var files = ["project.config.json": #"{"miniprogramRoot": "./client/", "projectname": "Demo"}"#]
    for (path, text) in onePage() { files["client/" + path] = text }
    let folder = try PackageFolder(files)
    #expect(folder.remarks() == [])
    let program = try folder.program()
    #expect(program.root == folder.path + "/client")
    #expect(program.name == "Demo")
    #expect(program.files.first == "app.js")
    let inner = PackageLoader.load(folder: folder.path + "/client")
    #expect(inner.program?.name == "Demo")
    #expect(inner.program?.root == program.root)
  }

  @Test(arguments: ["", ".", "./", "/"])
  func `may name its own folder`(_ written: String) throws {
    let folder = try PackageFolder(
      onePage(["project.config.json": #"{"miniprogramRoot": "\#(written)"}"#]))
    #expect(folder.remarks() == [])
    #expect(try folder.program().root == folder.path)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let config: String
    let remark: String
    var testDescription: String { config }
  }

  @Test(arguments: [
    Refusal(
      config: #"{"miniprogramRoot": "../other"}"#,
      remark: "error project.config.json:1:21 miniprogramRoot '../other' leads out of the package; "
        + "only files inside it can be used; the project's folder is used"),
    Refusal(
      config: #"{"miniprogramRoot": "out"}"#,
      remark: "error project.config.json:1:21 miniprogramRoot 'out' leads out of the project; "
        + "the project's folder is used"),
    Refusal(
      config: #"{"miniprogramRoot": "dist"}"#,
      remark: "warning project.config.json:1:21 miniprogramRoot names 'dist', but there is no such "
        + "folder; the project's folder is used"),
    Refusal(
      config: #"{"miniprogramRoot": 1}"#,
      remark: "warning project.config.json:1:21 miniprogramRoot should be a string, "
        + "found a number; it is ignored"),
    Refusal(
      config: #"{"compileType": "game"}"#,
      remark: "error project.config.json:1:17 compileType is 'game', "
        + "but only 'miniprogram' can be run here"),
    Refusal(
      config: "{",
      remark: "error project.config.json:1:2 expected } to close the one opened at line 1, "
        + "found the end of the file"),
  ])
  func `never leads out of its folder`(_ refusal: Refusal) throws {
    let folder = try PackageFolder(onePage(["project.config.json": refusal.config]))
    try folder.link("out", to: "/tmp")
    #expect(folder.remarks().first == refusal.remark)
    #expect(try folder.program().root == folder.path)
  }

  @Test func `lets the private file override what does not change the build`() throws {
    let folder = try PackageFolder(
      onePage([
        "project.config.json": #"""
        {"appid": "wx1", "libVersion": "2.0.0",
        "setting": {"urlCheck": true, "es6": true, "useCompilerPlugins": ["typescript", "less"]}}
        """#,
        "project.private.config.json": #"""
        {"libVersion": "3.0.0", "setting": {"urlCheck": false, "es6": false,
        "useCompilerPlugins": []}}
        """#,
      ]))
    let settings = try folder.program().projectSettings
    #expect(settings.appID == "wx1")
    #expect(settings.libraryVersion == "3.0.0")
    #expect(!settings.checksURLs)
    #expect(settings.rewritesModernSyntax)
    #expect(settings.compilerPlugins == ["typescript", "less"])
    #expect(settings.values["setting"]?["urlCheck"] == false)
  }
}

@Suite struct `An npm package that is not built` {
  private func folder(_ others: [String: String]) throws -> PackageFolder {
    try PackageFolder(onePage(others))
  }

  struct Sample: Sendable, CustomTestStringConvertible {
    let description: String
    let source: String
    let dependencies: String
    var testDescription: String { "\(source) \(dependencies)" }
  }

  @Test(arguments: [
    Sample(description: #"{"miniprogram": "out"}"#, source: "out", dependencies: #"{"@s/x": "1"}"#),
    Sample(
      description: #"{"miniprogram": "../../secret"}"#, source: "miniprogram_dist",
      dependencies: #"{"@s/x": "1"}"#),
    Sample(description: "{}", source: "miniprogram_dist", dependencies: "{}"),
    Sample(description: "{}", source: "dist", dependencies: "{}"),
  ])
  func `is taken from node_modules`(_ sample: Sample) throws {
    let folder = try PackageFolder(
      onePage(
        [
          "package.json": #"{"dependencies": \#(sample.dependencies)}"#,
          "pages/a/a.json": #"{"usingComponents": {"b": "@s/x/b"}}"#,
          "node_modules/@s/x/package.json": sample.description,
        ],
        component("node_modules/@s/x/\(sample.source)/b")))
    #expect(
      folder.remarks() == [
        "warning package.json:1:1 miniprogram_npm/@s/x is not built; "
          + "node_modules/@s/x/\(sample.source) is used in its place. "
          + "Build npm before the mini-program is published"
      ])
    let program = try folder.program()
    #expect(program.pages[0].components == ["b": "miniprogram_npm/@s/x/b"])
    #expect(try program.text(at: "miniprogram_npm/@s/x/b.js") == "Component({})")
  }

  @Test func `brings those it depends on`() throws {
    let folder = try folder([
      "package.json": #"{"dependencies": {"x": "1", "plain": "1", "../up": "1", "gone": "1"}}"#,
      "node_modules/x/package.json": #"{"dependencies": {"y": "1", "x": "1"}}"#,
      "node_modules/x/miniprogram_dist/index.js": "",
      "node_modules/y/miniprogram_dist/index.js": "",
      "node_modules/plain/dist/index.js": "",
    ])
    #expect(folder.remarks().count == 2)
    #expect(
      try folder.program().files.filter { $0.hasPrefix("miniprogram_npm") }
        == ["miniprogram_npm/x/index.js", "miniprogram_npm/y/index.js"])
  }

  @Test func `is not used once it is built`() throws {
    let folder = try folder([
      "package.json": #"{"dependencies": {"x": "1"}}"#,
      "node_modules/x/miniprogram_dist/index.js": "installed",
      "miniprogram_npm/x/index.js": "built",
    ])
    #expect(folder.remarks() == [])
    #expect(try folder.program().text(at: "miniprogram_npm/x/index.js") == "built")
  }

  @Test func `stays inside the project`() throws {
    let outside = try PackageFolder(["x/miniprogram_dist/index.js": "secret"])
    let folder = try folder([
      "package.json": #"{"dependencies": {"x": "1"}}"#, "node_modules/y/index.js": "",
    ])
    try folder.link("node_modules/x", to: outside.path + "/x")
    #expect(try !folder.program().exists("miniprogram_npm/x/index.js"))
  }
}
