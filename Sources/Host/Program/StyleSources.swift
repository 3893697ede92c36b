import Loader
import Transform

/// The stylesheets in sass and less of a program whose project asks for them to be compiled
/// (reference/app-and-config.md 1.10).
struct StyleSources {
  /// What became of them.
  struct Result {
    /// The compiled text of the app, a page or a component, by its path without extension.
    var sheets: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
  }

  private static let endings = ["sass": [".scss", ".sass"], "less": [".less"]]

  let miniProgram: MiniProgram
  let cacheFolder: String

  func compiled() -> Result {
    let wanted = miniProgram.projectSettings.compilerPlugins.flatMap { Self.endings[$0] ?? [] }
    let entries = entries(endingIn: wanted)
    guard !entries.isEmpty else { return Result() }
    let outcomes = StyleTransform(cacheFolder: cacheFolder).transform(entries, among: stylesheets)
    var result = Result()
    for (path, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
      if case .css(let text) = outcome, let dot = path.lastIndex(of: ".") {
        result.sheets[String(path[..<dot])] = text
      }
      diagnostic(path, outcome).map { result.diagnostics.append($0) }
    }
    return result
  }

  /// The styles of the app, its pages and its components.
  private func entries(endingIn endings: [String]) -> [String] {
    let owners = ["app"] + miniProgram.pages.map(\.path) + miniProgram.components.map(\.path)
    return Set(owners).sorted().flatMap { owner in
      endings.map { owner + $0 }.filter(miniProgram.exists)
    }
  }

  private var stylesheets: [StyleTransform.Stylesheet] {
    let endings = [".wxss", ".css"] + Self.endings.values.joined()
    return miniProgram.files.filter { file in endings.contains { file.hasSuffix($0) } }
      .compactMap { path in
        (try? miniProgram.text(at: path)).map { .init(path: path, source: $0) }
      }
  }

  private func diagnostic(_ path: String, _ outcome: StyleTransform.Outcome) -> Diagnostic? {
    switch outcome {
    case .css: nil
    case .rejected(let file, let line, let column, let message):
      Diagnostic(path: file, line: line, column: column, severity: .error, message: message)
    case .failed(let reason):
      Diagnostic(path: path, line: 0, column: 0, severity: .warning, message: reason)
    }
  }
}
