import Compiler
import Foundation
import Loader
import Transform

/// Reading mini-programs.
extension MiniProgramHost {
  /// Reads the mini-program in a folder and transforms the scripts that need it.
  ///
  /// - Returns: nil in the place of the program when it cannot be run at all; the diagnostics say
  ///   why.
  public func load(_ folder: String) async -> (program: Program?, diagnostics: [Diagnostic]) {
    let (loaded, found) = PackageLoader.load(folder: folder)
    var diagnostics = found.map(Diagnostic.init)
    guard let loaded else { return (nil, diagnostics) }
    var scripts: [ScriptTransform.Script] = []
    for path in loaded.scripts where !path.hasSuffix(".json") {
      guard let source = try? loaded.text(at: path) else { continue }
      if path.hasSuffix(".ts") {
        scripts.append(.init(path: path, source: source, language: .typescript))
      } else if Script.usesModuleSyntax(source) {
        scripts.append(.init(path: path, source: source, language: .module))
      }
    }
    let outcomes = ScriptTransform(cacheFolder: configuration.cacheFolder).transform(scripts)
    for case .failed(let reason) in Set(outcomes.values) {
      diagnostics.append(
        Diagnostic(path: "app.json", line: 0, column: 0, severity: .error, message: reason))
    }
    let styles = StyleSources(miniProgram: loaded, cacheFolder: configuration.cacheFolder)
      .compiled()
    diagnostics += styles.diagnostics
    return (Program(loaded, transformed: outcomes, styles: styles.sheets), diagnostics)
  }
}
