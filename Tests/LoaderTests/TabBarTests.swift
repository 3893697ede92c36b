import Testing

@testable import Loader

@Suite struct `A tab bar` {
  private func folder(_ tabBar: String, _ others: [String: String]...) throws -> PackageFolder {
    let app = #"""
      {"pages": ["pages/a/a", "pages/b/b"], "subpackages": [{"root": "s", "pages": ["p"]}],
      "tabBar": \#(tabBar)}
      """#
    return try PackageFolder(
      others.reduce(onePage(app: app, page("pages/b/b"), page("s/p"))) { $0.merging($1) { $1 } })
  }

  @Test func `has defaults`() throws {
    let folder = try folder(
      #"{"list": [{"pagePath": "/pages/b/b", "text": "B"}, {"pagePath": "pages/a/a"}]}"#)
    #expect(folder.remarks() == [])
    let program = try folder.program()
    #expect(program.pages.map(\.isTab) == [true, true, false])
    #expect(
      program.tabBar == [
        "list": [["pagePath": "pages/b/b", "text": "B"], ["pagePath": "pages/a/a", "text": ""]],
        "color": "#999999", "selectedColor": "#3cc51f", "backgroundColor": "#ffffff",
        "borderStyle": "black", "position": "bottom", "custom": false,
      ])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let list: String
    let remark: String
    var testDescription: String { list }
  }

  @Test(arguments: [
    Refusal(
      list: #"[{"pagePath": "pages/a/a"}]"#,
      remark: "2:20 a tab bar has 2 to 5 tabs, found 1; the tab bar is left out"),
    Refusal(
      list: "[0, 1, 2, 3, 4, 5]",
      remark: "2:20 a tab bar has 2 to 5 tabs, found 6; the tab bar is left out"),
    Refusal(
      list: #"[{"pagePath": "pages/a/a"}, {"pagePath": "pages/c/c"}]"#,
      remark: "2:61 tab page 'pages/c/c' is not in pages; add it there. The tab bar is left out"),
    Refusal(
      list: #"[{"pagePath": "pages/a/a"}, {"pagePath": "s/p"}]"#,
      remark: "2:61 tab page 's/p' lies in subpackage 's', but tab pages belong to the main "
        + "package; move it there. The tab bar is left out"),
    Refusal(
      list: #"[{"pagePath": "pages/a/a"}, {"text": "B"}]"#,
      remark: "2:48 a tab needs a pagePath, one of the pages; the tab bar is left out"),
  ])
  func `is left out when it breaks a rule`(_ refusal: Refusal) throws {
    let folder = try folder(#"{"list": \#(refusal.list)}"#)
    #expect(folder.remarks() == ["error app.json:\(refusal.remark)"])
    let program = try folder.program()
    #expect(program.tabBar == nil)
    #expect(program.appConfig["tabBar"] == nil)
    #expect(program.pages.map(\.isTab) == [false, false, false])
  }

  @Test func `does without missing and large icons`() throws {
    let folder = try folder(
      #"""
      {"list": [{"pagePath": "pages/a/a", "iconPath": "a.png", "selectedIconPath": "../b.png"},
      {"pagePath": "pages/b/b", "iconPath": "limit.png", "selectedIconPath": "past.png"}]}
      """#,
      [
        "limit.png": String(repeating: "x", count: 40_960),
        "past.png": String(repeating: "x", count: 40_961),
      ])
    #expect(
      folder.remarks() == [
        "warning app.json:2:59 the icon 'a.png' is not in the package; the tab shows its text only",
        "warning app.json:2:88 the icon '../b.png' is not in the package; "
          + "the tab shows its text only",
        "warning app.json:3:72 the icon 'past.png' is 40961 bytes; "
          + "the platform allows at most 40960",
      ])
    #expect(try folder.program().tabBar != nil)
  }

  @Test func `of its own needs a component`() throws {
    let bar = #"{"custom": true, "list": [{"pagePath": "pages/a/a"}, {"pagePath": "pages/b/b"}]}"#
    #expect(
      try folder(bar).remarks() == [
        "error app.json:2:22 a custom tab bar needs the component 'custom-tab-bar/index'; create "
          + "custom-tab-bar/index.json with {\"component\": true}, custom-tab-bar/index.js and "
          + "custom-tab-bar/index.wxml"
      ])
    let complete = try folder(bar, component("custom-tab-bar/index"))
    #expect(complete.remarks() == [])
    #expect(
      try complete.program().launchOrder(startPage: "pages/a/a")
        == ["custom-tab-bar/index.js", "pages/a/a.js", "pages/b/b.js"])
  }
}
