/// Turns sass and less into the style language of mini-programs, with sassc and lessc.
///
/// Both languages read files and less can be told to run code, so the tools run only where the
/// kernel lets them be sealed off, and see nothing but the stylesheets given here. Results are kept
/// by content. Safe to use from any thread.
public struct StyleTransform: Sendable {
  /// One style file of a package, in any of the languages: `.scss`, `.sass`, `.less`, `.wxss`.
  public struct Stylesheet: Sendable, Hashable {
    /// The path inside the package.
    public let path: String
    public let source: String

    public init(path: String, source: String) {
      self.path = path
      self.source = source
    }
  }

  /// What became of a stylesheet.
  public enum Outcome: Sendable, Hashable, Codable {
    case css(String)
    /// The file (the stylesheet or one that it imports) is wrong; line and column count from 1.
    case rejected(file: String, line: Int, column: Int, message: String)
    /// The tool is missing or failed in a way that says nothing of the stylesheet.
    case failed(String)
  }

  private let cache: TransformCache
  private let toolbox: Toolbox

  /// - Parameter cacheFolder: where results are kept; it may be deleted at any time.
  public init(cacheFolder: String) { self.init(cacheFolder: cacheFolder, toolbox: .system) }

  init(cacheFolder: String, toolbox: Toolbox) {
    cache = TransformCache(folder: cacheFolder + "/styles")
    self.toolbox = toolbox
  }

  /// The outcome for each entry, by path. Blocks while the tools run.
  ///
  /// - Parameters:
  ///   - entries: stylesheets in sass or less that are wanted; others have no outcome.
  ///   - files: all stylesheets that the entries may import, and the entries.
  public func transform(_ entries: [String], among files: [Stylesheet]) -> [String: Outcome] {
    var outcomes: [String: Outcome] = [:]
    for language in StyleLanguage.allCases {
      let wanted = Set(entries.filter(language.claims)).sorted()
      guard !wanted.isEmpty else { continue }
      outcomes.merge(outcomesOf(wanted, in: language, among: files)) { $1 }
    }
    return outcomes
  }

  private func outcomesOf(
    _ entries: [String], in language: StyleLanguage, among files: [Stylesheet]
  ) -> [String: Outcome] {
    let key = Self.key(entries, language, files)
    if let kept: [String: Outcome] = cache.find(key) { return kept }
    let run = StyleRun(language: language, files: files, toolbox: toolbox)
    let outcomes = run.outcomes(of: entries)
    let isLasting = outcomes.values.allSatisfy { if case .failed = $0 { false } else { true } }
    if isLasting {
      cache.keep(outcomes, for: key)
      cache.prune()
    }
    return outcomes
  }

  /// All that the outcomes depend on. Lengths keep one text from looking like the next.
  private static func key(
    _ entries: [String], _ language: StyleLanguage, _ files: [Stylesheet]
  ) -> String {
    let texts = [language.rawValue] + entries + files.flatMap { [$0.path, $0.source] }
    return texts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n")
  }
}
