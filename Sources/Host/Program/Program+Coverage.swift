import Compiler
import Loader

/// Reading what tests covered of a program that was loaded to be counted.
extension Program {
  /// Where the package lies.
  public var root: String { miniProgram.root }

  /// What the counters of a module count, by their numbers; nil for code that no author wrote.
  public func coveredPlaces(of module: String) -> [CoveredPlace?] {
    coverage?.places(of: module) ?? []
  }

  /// Where the rules of a style sheet stand (`app`, or the path of a page or component), in the
  /// order of the sheet; nil for what selects nothing, and nothing of what sass and less made.
  public func coveredRules(of sheet: String) -> [CoveredPlace?] {
    guard transformedStyles[sheet] == nil, miniProgram.exists(sheet + ".wxss"),
      let source = try? miniProgram.text(at: sheet + ".wxss")
    else { return [] }
    let places = Stylesheet.rulePlaces(source: source, path: sheet + ".wxss") {
      try? miniProgram.text(at: $0)
    }
    return places.map { place in
      guard place.isSelecting, CoverageBook.counts(place.path) else { return nil }
      return CoveredPlace(
        kind: .rule, file: place.path, line: place.line, column: place.column,
        endLine: place.endLine, endColumn: place.endColumn, group: -1, name: "")
    }
  }

  /// Every module of the package that is counted. Compiles all of them.
  public func coveredModules() -> [String] {
    let templates = miniProgram.files.filter { $0.hasSuffix(".wxml") || $0.hasSuffix(".wxs") }
    let scripts = miniProgram.scripts.filter { !$0.hasSuffix(".json") && !$0.hasSuffix(".d.ts") }
      .map { $0.hasSuffix(".ts") ? String($0.dropLast(2)) + "js" : $0 }
    let modules = (templates + scripts).filter(CoverageBook.counts)
    for module in modules { _ = source(module) }
    return modules
  }

  /// The paths of all style sheets: of the app, pages and components.
  public func coveredSheets() -> [String] {
    Set(["app"] + miniProgram.pages.map(\.path) + miniProgram.components.map(\.path)).sorted()
  }

  /// Scripts that run uncounted, and why.
  public var uncounted: [String: String] { coverage?.problems ?? [:] }
}
