import Testing

@testable import Loader

@Suite struct `Subpackages` {
  @Test(arguments: ["subpackages", "subPackages"])
  func `add pages under their root`(_ key: String) throws {
    let folder = try PackageFolder(
      onePage(
        app: #"""
          {"pages": ["pages/a/a"], "\#(key)": [
            {"root": "/shop/", "name": "s", "pages": ["item/item"], "entry": "./start.js"},
            {"root": "game", "pages": ["play"], "independent": true}]}
          """#,
        page("shop/item/item"), page("game/play"), ["shop/start.js": ""]))
    #expect(folder.remarks() == [])
    let program = try folder.program()
    #expect(program.pages.map(\.path) == ["pages/a/a", "shop/item/item", "game/play"])
    #expect(program.pages.map(\.packageRoot) == ["", "shop", "game"])
    #expect(
      program.subpackages == [
        .init(root: "shop", name: "s", isIndependent: false, entry: "shop/start.js"),
        .init(root: "game", name: nil, isIndependent: true, entry: nil),
      ])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let subpackages: String
    let remark: String
    var testDescription: String { subpackages }
  }

  @Test(arguments: [
    Refusal(
      subpackages: #"[{"pages": ["a"]}]"#,
      remark: "1:42 the root of a subpackage is empty; write a path inside the package; "
        + "its pages are left out"),
    Refusal(
      subpackages: #"[{"root": "../x", "pages": ["a"]}]"#,
      remark: "1:51 the root of a subpackage leads out of the package; only files inside it can "
        + "be used; its pages are left out"),
    Refusal(
      subpackages: #"[{"root": "s", "pages": ["../p"]}]"#,
      remark: "1:66 page '../p' leads out of the package; only files inside it can be used"),
    Refusal(
      subpackages: #"[{"root": "s"}, {"root": "s/t", "pages": ["a"]}]"#,
      remark: "1:66 subpackage 's/t' overlaps subpackage 's'; give each a folder of its own. "
        + "Its pages are left out"),
    Refusal(
      subpackages: #"[{"root": "s", "entry": "../app.js"}]"#,
      remark: "1:65 the entry '../app.js' of subpackage 's' is no script in its folder"),
  ])
  func `have a folder of their own`(_ refusal: Refusal) throws {
    let folder = try PackageFolder(
      onePage(app: #"{"pages": ["pages/a/a"], "subpackages": \#(refusal.subpackages)}"#))
    #expect(folder.remarks() == ["error app.json:\(refusal.remark)"])
    #expect(try folder.program().pages.count == 1)
  }

  @Test func `number at most as many as allowed`() throws {
    let folder = try PackageFolder(
      onePage(app: #"{"pages": ["pages/a/a"], "subpackages": [{"root": "s"}, {"root": "t"}]}"#))
    var limits = Limits()
    limits.subpackages = 2
    #expect(folder.remarks(limits: limits) == [])
    limits.subpackages = 1
    #expect(
      folder.remarks(limits: limits) == [
        "error app.json:1:57 a mini-program has at most 1 subpackages; "
          + "this and later ones are left out"
      ])
  }

  @Test func `use components of their own and of the main package`() throws {
    let folder = try PackageFolder(
      onePage(
        app: #"""
          {"pages": ["pages/a/a"], "subpackages": [
            {"root": "s", "pages": ["p"]}, {"root": "t", "pages": ["p"]},
            {"root": "i", "pages": ["p"], "independent": true}]}
          """#,
        page("s/p", json: #"{"usingComponents": {"x": "/main/c", "y": "c", "z": "/t/c"}}"#),
        page(
          "t/p",
          json: #"{"usingComponents": {"z": "/s/c"}, "componentPlaceholder": {"z": "view"}}"#),
        page("i/p", json: #"{"usingComponents": {"x": "/main/c"}}"#),
        component("main/c"), component("s/c"), component("t/c")))
    #expect(
      folder.remarks() == [
        "error s/p.json:1:53 component 't/c' lies in subpackage 't', which may not be loaded yet; "
          + "add a componentPlaceholder for its tag, or move it to the main package",
        "error i/p.json:1:27 component 'main/c' lies in the main package, which the independent "
          + "subpackage 'i' runs without; move it into 'i'",
      ])
  }
}
