/// Turns ES modules and TypeScript into the CommonJS that mini-programs are made of, with esbuild.
///
/// All files of a program go through one call, and each result is kept by content, so that the
/// next launch costs no process. Modules become strict, as the language has it, and requiring one
/// gives its exports with `__esModule`; importing a script gives its `module.exports` as default
/// (reference/app-and-config.md 1.11). Safe to use from any thread.
public struct ScriptTransform: Sendable {
  public struct Script: Sendable, Hashable {
    public enum Language: String, Sendable {
      case module = "js"
      case typescript = "ts"
    }

    /// The path inside the package.
    public let path: String
    public let source: String
    public let language: Language

    public init(path: String, source: String, language: Language) {
      self.path = path
      self.source = source
      self.language = language
    }
  }

  /// What became of a script.
  public enum Outcome: Sendable, Hashable {
    /// The CommonJS text, and the JSON text of its source map.
    case code(String, sourceMap: String)
    /// The script is no JavaScript (or TypeScript) that can be used; line and column count from 1,
    /// columns in UTF-16 units.
    case rejected(line: Int, column: Int, message: String)
    /// The tool is missing or failed in a way that says nothing of the script.
    case failed(String)
  }

  private struct Kept: Codable {
    var code: String
    var sourceMap: String
  }

  /// esbuild writes nothing while one file is wrong, so the others need another run, and it lists
  /// so many errors only. Files that are still left then are given up.
  private static let runs = 4

  private let cache: TransformCache
  private let esbuild: Esbuild

  /// - Parameter cacheFolder: where results are kept; it may be deleted at any time.
  public init(cacheFolder: String) { self.init(cacheFolder: cacheFolder, toolbox: .system) }

  init(cacheFolder: String, toolbox: Toolbox) {
    cache = TransformCache(folder: cacheFolder + "/scripts")
    esbuild = Esbuild(toolbox: toolbox)
  }

  /// The outcome for each script, by path. Blocks while esbuild runs: once as a rule, twice when
  /// scripts are wrong.
  public func transform(_ scripts: [Script]) -> [String: Outcome] {
    var outcomes: [String: Outcome] = [:]
    var waiting: [Script] = []
    for script in scripts {
      outcomes[script.path] = known(script)
      if outcomes[script.path] == nil { waiting.append(script) }
    }
    guard !waiting.isEmpty else { return outcomes }
    for _ in 0..<Self.runs where !waiting.isEmpty {
      let fresh = esbuild.run(waiting)
      var left: [Script] = []
      for (script, outcome) in zip(waiting, fresh) {
        outcomes[script.path] = outcome
        if let outcome { keep(outcome, for: script) } else { left.append(script) }
      }
      waiting = left
    }
    for script in waiting {
      outcomes[script.path] = .failed("esbuild gave no result for \(script.path)")
    }
    cache.prune()
    return outcomes
  }

  /// What is known without a run.
  private func known(_ script: Script) -> Outcome? {
    let bytes = script.source.utf8.count
    guard bytes <= TransformLimits.sourceBytes else {
      return .rejected(
        line: 1, column: 1,
        message: "the script is \(bytes) bytes; at most \(TransformLimits.sourceBytes) "
          + "are transformed")
    }
    let kept: Kept? = cache.find(Self.key(script))
    return kept.map { .code($0.code, sourceMap: $0.sourceMap) }
  }

  private func keep(_ outcome: Outcome, for script: Script) {
    guard case .code(let code, let sourceMap) = outcome else { return }
    cache.keep(Kept(code: code, sourceMap: sourceMap), for: Self.key(script))
  }

  private static func key(_ script: Script) -> String {
    script.language.rawValue + "\n" + script.source
  }
}
