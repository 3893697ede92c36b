import Compiler
import Synchronization
import Transform

/// What the counters of a program stand for, when it is compiled to be counted.
final class CoverageBook: Sendable {
  private struct State {
    /// By source: what is known before its module is asked for.
    var outcomes: [String: CountingTransform.Outcome] = [:]
    /// By module and the number of the counter; nil for code that no author wrote.
    var places: [String: [CoveredPlace?]] = [:]
    var problems: [String: String] = [:]
  }

  private let transform: CountingTransform
  private let state = Mutex(State())

  /// - Parameter sources: scripts that are counted together, which costs one run of a tool.
  init(cacheFolder: String, sources: [String]) {
    transform = CountingTransform(cacheFolder: cacheFolder)
    let outcomes = transform.transform(sources)
    state.withLock { state in
      for (source, outcome) in zip(sources, outcomes) { state.outcomes[source] = outcome }
    }
  }

  /// Files of others and tests are not counted.
  static func counts(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    return !parts.dropLast().contains {
      ["miniprogram_npm", "node_modules", "tests", "test", "__tests__", "sampan-loaded"].contains(
        $0)
    } && ![".test.", ".spec.", ".config."].contains { name.contains($0) }
  }

  /// A script with counters; nil when it runs as it is.
  func counted(
    _ source: String, file: String, module: String, _ map: SourceMap?
  ) -> CountedScript? {
    guard Self.counts(file) else { return nil }
    let known = state.withLock { $0.outcomes[source] }
    switch known ?? transform.transform([source])[0] {
    case .failed(let reason):
      state.withLock { $0.problems[file] = reason }
      return nil
    case .counted(let script):
      let places = script.items.map { Self.place($0, file: file, map) }
      state.withLock { $0.places[module] = places }
      return script
    }
  }

  func add(_ counters: [TemplateCounter], of module: String) {
    state.withLock { state in
      state.places[module] = counters.map { counter in
        CoveredPlace(
          kind: counter.kind == .arm ? .choice : .binding, file: counter.path, line: counter.line,
          column: counter.column, endLine: counter.endLine, endColumn: counter.endColumn,
          group: counter.group, name: "")
      }
    }
  }

  func places(of module: String) -> [CoveredPlace?] { state.withLock { $0.places[module] ?? [] } }

  /// Files that are not counted, and why.
  var problems: [String: String] { state.withLock { $0.problems } }

  private static func place(
    _ item: CountedScript.Item, file: String, _ map: SourceMap?
  ) -> CoveredPlace? {
    var (line, column) = (item.place[0], item.place[1])
    var (endLine, endColumn) = (item.place[2], item.place[3])
    if let map {
      guard let start = map.origin(line: line, column: column) else { return nil }
      let end = map.origin(line: endLine, column: endColumn)
      (line, column) = (start.line, start.column)
      (endLine, endColumn) = (end?.line ?? line, end?.column ?? column)
    }
    let kind: CoveredPlace.Kind =
      switch item.kind {
      case .statement: .statement
      case .function: .function
      case .arm: .arm
      }
    return CoveredPlace(
      kind: kind, file: file, line: line, column: column, endLine: endLine, endColumn: endColumn,
      group: item.group, name: item.name)
  }
}
