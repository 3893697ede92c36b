import Compiler
import Loader

/// Looking at a program without running it.
extension Program {
  /// What there is to say about all scripts, templates and style sheets that the program can reach.
  public func checkAll() async -> [Diagnostic] {
    var templates = Set(miniProgram.pages.map { $0.path + ".wxml" })
    templates.formUnion(miniProgram.components.map { $0.path + ".wxml" })
    return (templates.sorted() + miniProgram.scripts).flatMap(diagnostics(of:))
      + inertTags() + styleDiagnostics()
  }

  /// A warning for each tag that is nothing here, at its first use in a template.
  private func inertTags() -> [Diagnostic] {
    let everywhere = Array(miniProgram.globalComponents.keys)
    let pages = miniProgram.pages.map { ($0.path, Array($0.components.keys)) }
    let components = miniProgram.components.map { component in
      (component.path, Array(component.components.keys) + Array(component.generics.keys))
    }
    return (pages + components).flatMap { path, declared -> [Diagnostic] in
      let known = Set((declared + everywhere).map { $0.lowercased() })
      return tags(of: path + ".wxml").compactMap { name, use -> Diagnostic? in
        guard !known.contains(name), let message = BuiltInTags.remark(on: name) else { return nil }
        return Diagnostic(
          path: use.path, line: use.line, column: use.column, severity: .warning, message: message)
      }
    }
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
