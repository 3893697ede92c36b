import Compiler
import Foundation
import Loader
import Transform

/// Reading mini-programs.
extension MiniProgramHost {
  /// Reads the mini-program in a folder and transforms the scripts that need it.
  ///
  /// - Parameter counting: whether the program counts what of it runs, for coverage.
  /// - Returns: nil in the place of the program when it cannot be run at all; the diagnostics say
  ///   why.
  public func load(
    _ folder: String, counting: Bool = false
  ) async -> (program: Program?, diagnostics: [Diagnostic]) {
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
    let coverage = counting ? book(of: loaded, outcomes) : nil
    for case .failed(let reason) in Set(outcomes.values) {
      diagnostics.append(
        Diagnostic(path: "app.json", line: 0, column: 0, severity: .error, message: reason))
    }
    let styles = StyleSources(miniProgram: loaded, cacheFolder: configuration.cacheFolder)
      .compiled()
    diagnostics += styles.diagnostics
    return (
      Program(loaded, transformed: outcomes, styles: styles.sheets, coverage: coverage), diagnostics
    )
  }

  /// The counters of all scripts, made in one run.
  func book(
    of loaded: MiniProgram, _ transformed: [String: ScriptTransform.Outcome]
  ) -> CoverageBook {
    let paths = loaded.scripts.filter { !$0.hasSuffix(".json") && CoverageBook.counts($0) }
    let sources = paths.compactMap { path -> String? in
      switch transformed[path] {
      case .code(let code, _): code
      case .rejected, .failed: nil
      case nil: try? loaded.text(at: path)
      }
    }
    return CoverageBook(cacheFolder: configuration.cacheFolder, sources: sources)
  }
}
