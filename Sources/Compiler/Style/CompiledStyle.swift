import Style

/// A style sheet with its imports, parsed.
public struct CompiledStyle: Sendable {
  /// Rules and groups in the order of the cascade.
  public let sheet: StyleSheet
  public let diagnostics: [Diagnostic]
  /// The package paths of all files that went in, each once.
  public let files: [String]
}

extension Stylesheet {
  /// What a file is the style sheet of.
  public enum Owner: Sendable {
    case app, page, component
  }

  /// Brings a style sheet and its imports together and parses them.
  ///
  /// - Parameter read: gives the text of a style sheet by its package path, nil if there is none.
  public static func compile(
    source: String, path: String, of owner: Owner, read: (String) -> String?
  ) -> CompiledStyle {
    let flattened = flatten(source: source, path: path, read: read)
    let sheet = StyleParser.parse(flattened.text)
    var places = StylePlaces(flattened)
    var sink = DiagnosticSink()
    for diagnostic in flattened.diagnostics { sink.add(diagnostic) }
    for problem in sheet.problems {
      let kind: DiagnosticKind =
        switch problem.kind {
        case .malformed: .malformedStyle
        case .unknown: .unknownStyle
        case .tooDeep: .tooDeep
        }
      sink.add(places.diagnostic(kind, problem.range, problem.message, fix: nil))
    }
    if owner == .component {
      for (rule, _) in sheet.rules {
        guard let part = rule.selectors.lazy.compactMap(\.unsuitable).first else { continue }
        sink.add(
          places.diagnostic(
            .unsuitableSelector, rule.range,
            "a component's style sheet has class selectors only, found \(part)",
            fix: "give the node a class and select that"))
      }
    }
    return CompiledStyle(
      sheet: sheet, diagnostics: sink.sorted(first: path), files: flattened.files)
  }
}

/// Where a rule of a style sheet stands.
public struct StyleRulePlace: Hashable, Sendable {
  /// The file's package path, which differs from the sheet's for what it imports.
  public let path: String
  /// From 1; the end is that of the selectors.
  public let line: Int
  public let column: Int
  public let endLine: Int
  public let endColumn: Int
  /// Whether it can ever select anything; frames of an animation cannot.
  public let isSelecting: Bool
}

extension Stylesheet {
  /// The places of the rules of a compiled sheet, in the order of `StyleSheet.rules`.
  public static func rulePlaces(
    source: String, path: String, read: (String) -> String?
  ) -> [StyleRulePlace] {
    let flattened = flatten(source: source, path: path, read: read)
    let places = StylePlaces(flattened)
    return StyleParser.parse(flattened.text).rules.map { rule, conditions in
      let start = places.place(of: rule.range.lowerBound)
      let end = places.place(of: rule.range.upperBound)
      return StyleRulePlace(
        path: start.path, line: start.position.line, column: start.position.column,
        endLine: end.position.line, endColumn: end.position.column,
        isSelecting: conditions.allSatisfy { ["media", "supports", "layer"].contains($0.name) })
    }
  }
}

extension StyleSelector {
  /// What components may not select by (reference/wxss.md 7.4).
  fileprivate var unsuitable: String? {
    for part in compounds.lazy.flatMap(\.parts) {
      switch part {
      case .tag(let tag): return "the tag '\(tag)'"
      case .id(let id): return "the id '#\(id)'"
      case .attribute(let attribute): return "the attribute '[\(attribute.name)]'"
      default: break
      }
    }
    return nil
  }
}

/// Where passages of a flattened sheet stand in the files that it was made of.
private struct StylePlaces {
  private let flattened: Stylesheet.Flattened
  private let source: SourceText

  init(_ flattened: Stylesheet.Flattened) {
    self.flattened = flattened
    source = SourceText(path: "", text: flattened.text)
  }

  mutating func diagnostic(
    _ kind: DiagnosticKind, _ range: Range<Int>, _ message: String, fix: String?
  ) -> Diagnostic {
    let start = place(of: range.lowerBound)
    let end = place(of: range.upperBound)
    return Diagnostic(
      path: start.path, start: start.position,
      end: end.path == start.path ? end.position : start.position,
      severity: .warning, kind: kind, message: message, fix: fix)
  }

  func place(of offset: Int) -> (path: String, position: SourcePosition) {
    let segments = flattened.segments
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].bytes.lowerBound <= offset { low = middle } else { high = middle }
    }
    guard segments.indices.contains(low) else {
      return ("", SourcePosition(line: 1, column: 1, offset: 0))
    }
    let segment = segments[low]
    let found = source.position(at: offset)
    let first = source.position(at: segment.bytes.lowerBound)
    let isFirstLine = found.line == first.line
    return (
      segment.path,
      SourcePosition(
        line: segment.line + found.line - first.line,
        column: isFirstLine ? segment.column + found.column - first.column : found.column,
        offset: segment.start + offset - segment.bytes.lowerBound)
    )
  }
}
