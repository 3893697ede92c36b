import Compiler
import Loader

/// Looking at a program without running it.
extension Program {
  /// What there is to say about all scripts, templates and style sheets that the program can reach.
  public func checkAll() async -> [Diagnostic] {
    var templates = Set(miniProgram.pages.map { $0.path + ".wxml" })
    templates.formUnion(miniProgram.components.map { $0.path + ".wxml" })
    return (templates.sorted() + miniProgram.scripts).flatMap(diagnostics(of:)) + styleDiagnostics()
  }
}

extension Diagnostic {
  init(_ diagnostic: Compiler.Diagnostic) {
    self.init(
      path: diagnostic.path, line: diagnostic.line, column: diagnostic.column,
      severity: diagnostic.severity == .error ? .error : .warning,
      message: diagnostic.message + (diagnostic.fix.map { "; \($0)" } ?? ""))
  }

  init(_ diagnostic: Loader.Diagnostic) {
    self.init(
      path: diagnostic.file, line: diagnostic.line, column: diagnostic.column,
      severity: diagnostic.severity == .error ? .error : .warning, message: diagnostic.message)
  }
}
