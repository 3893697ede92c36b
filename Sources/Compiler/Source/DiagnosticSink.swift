/// Gathers the diagnostics of one compilation, each once, in the order found.
///
/// An included file is compiled once per place it is included at; its remarks are wanted once.
/// At most `Limits.diagnostics` warnings and as many errors are kept.
struct DiagnosticSink {
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private var room: [Diagnostic.Severity: Int] = [
    .warning: Limits.diagnostics, .error: Limits.diagnostics,
  ]

  mutating func report(
    _ severity: Diagnostic.Severity, _ kind: DiagnosticKind, in source: SourceText,
    at range: Range<Int>, _ message: String, fix: String? = nil
  ) {
    add(
      Diagnostic(
        path: source.path, start: source.position(at: range.lowerBound),
        end: source.position(at: range.upperBound), severity: severity, kind: kind,
        message: message, fix: fix))
  }

  /// The diagnostics by their places, those of one file first, then file by file.
  func sorted(first path: String) -> [Diagnostic] {
    diagnostics.sorted { left, right in
      if left.path == right.path { return left.start < right.start }
      return left.path == path || (right.path != path && left.path < right.path)
    }
  }

  mutating func add(_ diagnostic: Diagnostic) {
    let left = room[diagnostic.severity] ?? 0
    guard left > 0, known.insert(diagnostic).inserted else { return }
    room[diagnostic.severity] = left - 1
    diagnostics.append(diagnostic)
  }
}
