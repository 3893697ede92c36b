import Foundation

/// Puts counters into scripts, with acorn as the reader of JavaScript, run by node.
///
/// Many scripts go through one run, and each result is kept by content. Safe to use from any thread.
public struct CountingTransform: Sendable {
  /// What became of a script.
  public enum Outcome: Sendable, Hashable {
    case counted(CountedScript)
    /// The script cannot be counted, or the tool is missing; it runs as it is.
    case failed(String)
  }

  private struct Written: Codable {
    var code: String?
    var items: [CountedScript.Item]?
    var shifts: [[Int]]?
    var failure: String?
  }

  private let cache: TransformCache
  private let toolbox: Toolbox

  /// - Parameter cacheFolder: where results are kept; it may be deleted at any time.
  public init(cacheFolder: String) { self.init(cacheFolder: cacheFolder, toolbox: .system) }

  init(cacheFolder: String, toolbox: Toolbox) {
    cache = TransformCache(folder: cacheFolder + "/counted")
    self.toolbox = toolbox
  }

  /// The outcome for each script, in the same order. Blocks while node runs.
  public func transform(_ sources: [String]) -> [Outcome] {
    var outcomes = sources.map(known)
    let missing = sources.indices.filter { outcomes[$0] == nil }
    if !missing.isEmpty {
      for (index, outcome) in zip(missing, run(missing.map { sources[$0] })) {
        outcomes[index] = outcome
        if case .counted(let script) = outcome {
          cache.keep(script, for: Self.edition + sources[index])
        }
      }
      cache.prune()
    }
    return outcomes.map { $0 ?? .failed("the script was not counted") }
  }

  /// Part of every key, another one for every change of what counts.
  private static let edition: String = {
    let text = "\(TransformText.text)"
    return String(text.utf8.reduce(5381 as UInt64) { $0 &* 33 ^ UInt64($1) }, radix: 36) + "\n"
  }()

  private func known(_ source: String) -> Outcome? {
    let bytes = source.utf8.count
    guard bytes <= TransformLimits.sourceBytes else {
      return .failed(
        "the script is \(bytes) bytes; at most \(TransformLimits.sourceBytes) are counted")
    }
    let kept: CountedScript? = cache.find(Self.edition + source)
    return kept.map { .counted($0) }
  }

  private func run(_ sources: [String]) -> [Outcome] {
    do {
      guard toolbox.path(of: Tool.node.rawValue) != nil else { throw ToolError.missing("node") }
      let staging = try Staging()
      defer { staging.remove() }
      for (number, source) in sources.enumerated() {
        try staging.write(source, to: "\(number).js")
      }
      try staging.makeFolders("out")
      try staging.write("(\(TransformText.text))({ require })(\(sources.count));\n", to: "count.js")
      let result = try toolbox.run([Tool.node.rawValue, "count.js"], in: staging)
      guard result.status == 0 else { throw Self.failure(result) }
      return sources.indices.map { outcome(number: $0, in: staging) }
    } catch {
      return sources.map { _ in .failed("\(error)") }
    }
  }

  private static func failure(_ result: Toolbox.Result) -> ToolError {
    // node alone is there, and not what it reads scripts with.
    result.report.contains("Cannot find module 'acorn'")
      ? .missing("node") : .failed("node", status: result.status, report: result.report)
  }

  private func outcome(number: Int, in staging: Staging) -> Outcome {
    do {
      let text = try staging.read("out/\(number).json")
      let written = try JSONDecoder().decode(Written.self, from: Data(text.utf8))
      guard let code = written.code, let items = written.items, let shifts = written.shifts else {
        return .failed(Toolbox.shortened((written.failure ?? "nothing was written")[...]))
      }
      let script = CountedScript(code: code, items: items, shifts: shifts)
      return script.isSound ? .counted(script) : .failed("the tool wrote no places")
    } catch {
      return .failed("\(error)")
    }
  }
}

/// What counts scripts, joined from the parts of `JavaScript/parts.txt`.
enum TransformText {}
