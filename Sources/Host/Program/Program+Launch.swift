import Loader
import Wire

/// What a launch needs of a program.
extension Program {
  /// The modules that are asked for before the first screen, in that order.
  func sourcesAhead(page: String) -> [String] {
    var paths = miniProgram.exists("app.js") ? ["app.js"] : []
    if let first = miniProgram.pages.first(where: { $0.path == page }) {
      var waiting = [(first.path, Array(first.components.values))]
      var seen: Set<String> = []
      while let (path, components) = waiting.popLast() {
        guard seen.insert(path).inserted, seen.count <= Self.modulesAhead else { continue }
        paths += [path + ".js", path + ".wxml"]
        for component in miniProgram.components where components.contains(component.path) {
          waiting.append((component.path, Array(component.components.values)))
        }
      }
    }
    return paths
  }

  /// Components past this many are fetched when they are needed.
  private static let modulesAhead = 32

  /// The launch message without what belongs to one launch.
  func launchConfiguration(page: String) -> JSONObject {
    let text = miniProgram.launchConfiguration(startPage: page).jsonText
    let value = try? JSON(parsing: text)
    return value?.object ?? JSONObject()
  }
}
