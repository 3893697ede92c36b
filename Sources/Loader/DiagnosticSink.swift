/// Gathers the diagnostics of one load, each once, in the order found.
///
/// At most `Limits.diagnostics` warnings and as many errors are kept, so that a hostile file cannot
/// fill memory with remarks.
struct DiagnosticSink {
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private var room: [Diagnostic.Severity: Int]

  init(limits: Limits = .standard) {
    room = [.warning: limits.diagnostics, .error: limits.diagnostics]
  }

  mutating func error(_ file: String, _ position: ConfigPosition, _ message: String) {
    add(.error, file, position, message)
  }

  mutating func warning(_ file: String, _ position: ConfigPosition, _ message: String) {
    add(.warning, file, position, message)
  }

  /// An error about a file as a whole.
  mutating func error(_ file: String, _ message: String) {
    add(.error, file, .start, message)
  }

  /// A warning about a file as a whole.
  mutating func warning(_ file: String, _ message: String) {
    add(.warning, file, .start, message)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ file: String, _ position: ConfigPosition, _ message: String
  ) {
    let diagnostic = Diagnostic(
      file: file, line: position.line, column: position.column, severity: severity,
      message: message)
    let left = room[severity] ?? 0
    guard left > 0, known.insert(diagnostic).inserted else { return }
    room[severity] = left - 1
    diagnostics.append(diagnostic)
  }
}
