import Foundation

/// Turns ES modules and TypeScript into the CommonJS that mini-programs are made of, with esbuild.
///
/// All files of a program go through one call, and each result is kept by content, so that the
/// next launch costs no process. esbuild sees copies in a folder of their own, follows no import,
/// and has no network where the kernel allows to take it away.
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
    /// The script is no JavaScript (or TypeScript); line and column count from 1.
    case rejected(line: Int, column: Int, message: String)
    /// The tool is missing or failed in a way that says nothing of the script.
    case failed(String)
  }

  private let cache: TransformCache

  /// - Parameter cacheFolder: where results are kept; it may be deleted at any time.
  public init(cacheFolder: String) { cache = TransformCache(folder: cacheFolder + "/scripts") }

  /// The outcome for each script, by path. Runs at most two processes, whatever the number.
  public func transform(_ scripts: [Script]) -> [String: Outcome] {
    var outcomes: [String: Outcome] = [:]
    var waiting: [Script] = []
    for script in scripts {
      if let found = cache.find(script) {
        outcomes[script.path] = found
      } else {
        waiting.append(script)
      }
    }
    // esbuild writes nothing when one file is wrong; the others get a second try without it.
    for _ in 0..<2 where !waiting.isEmpty {
      let fresh = Esbuild.run(waiting)
      for script in waiting {
        guard let outcome = fresh[script.path] else { continue }
        outcomes[script.path] = outcome
        cache.keep(outcome, for: script)
      }
      waiting.removeAll { fresh[$0.path] != nil }
    }
    for script in waiting {
      outcomes[script.path] = .failed("esbuild gave no result for \(script.path)")
    }
    return outcomes
  }
}
