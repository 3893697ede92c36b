import Testing

@testable import Loader

@Suite struct `A theme` {
  private let app = #"""
    {"pages": ["pages/a/a"], "darkmode": true, "themeLocation": "theme.json",
    "window": {"navigationBarBackgroundColor": "@nav", "backgroundTextStyle": "@missing"}}
    """#
  private let theme = ##"{"light": {"nav": "#ffffff"}, "dark": {"nav": "#000000"}}"##

  @Test(arguments: [(Appearance.light, "#ffffff"), (.dark, "#000000")])
  func `replaces variables`(_ appearance: Appearance, _ color: String) throws {
    let folder = try PackageFolder(onePage(app: app, ["theme.json": theme]))
    let (program, diagnostics) = PackageLoader.load(folder: folder.path, appearance: appearance)
    #expect(program?.pages[0].config == ["navigationBarBackgroundColor": ConfigValue(color)])
    #expect(
      diagnostics.map(\.description) == [
        "app.json:2:75  the theme has no variable 'missing'; the default is used"
      ])
  }

  @Test func `that is missing leaves the defaults`() throws {
    let folder = try PackageFolder(onePage(app: app))
    #expect(
      folder.remarks().first == "warning app.json:1:61 themeLocation names 'theme.json', which "
        + "cannot be read; write {\"light\": {}, \"dark\": {}} there")
    #expect(try folder.program().pages[0].config == .emptyObject)
  }

  @Test func `counts with darkmode only`() throws {
    let folder = try PackageFolder(
      onePage(app: app.replacing("true", with: "false"), ["theme.json": theme]))
    #expect(folder.remarks().count == 2)
    #expect(folder.remarks()[0].contains("should be a colour"))
  }
}
