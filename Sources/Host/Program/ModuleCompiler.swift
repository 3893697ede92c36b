import Compiler
import Loader
import Transform
import Wire

/// Makes what a runner can evaluate out of one file of a package.
struct ModuleCompiler {
  struct Result {
    var source: Program.Source
    var diagnostics: [Diagnostic] = []
    /// The wxs modules that stand inside a template, by name.
    var modules: [String: Text] = [:]
    /// Where a template first uses each tag.
    var tags: [String: TagUse] = [:]
  }

  let miniProgram: MiniProgram
  let transformed: [String: ScriptTransform.Outcome]
  let lateTransform: ScriptTransform?
  let positions: SourcePositions
  let coverage: CoverageBook?
  /// Takes in the modules that stand inside a template.
  let known: (String, Text) -> Void

  func compile(_ path: String) -> Result {
    if path.hasSuffix(".wxml") { return template(path) }
    if path.hasSuffix(".wxs") { return wxs(path) }
    if let hash = path.firstIndex(of: "#") {
      // Compiling the template makes its modules known, this one among them.
      let file = template(String(path[..<hash]))
      return file.modules[path].map { Result(source: .found($0)) } ?? Result(source: .missing)
    }
    return script(path)
  }

  private func script(_ module: String) -> Result {
    // A module that is asked for as .js may be written in TypeScript.
    let path = miniProgram.scriptFile(forModule: module) ?? module
    switch transformed[path] ?? transformedNow(path) {
    case .code(let code, let map):
      return .init(source: .found(wrap(code, path, of: module, SourceMap(json: map))))
    case .rejected(let line, let column, let message):
      return broken(
        Diagnostic(path: path, line: line, column: column, severity: .error, message: message))
    case .failed(let reason):
      return broken(Diagnostic(path: path, line: 0, column: 0, severity: .error, message: reason))
    case nil: break
    }
    switch read(path) {
    case .text(let text):
      return .init(
        source: .found(path.hasSuffix(".json") ? Text(text) : wrap(text, path, of: module, nil)))
    case .absent: return .init(source: .missing)
    case .unreadable(let diagnostic): return broken(diagnostic)
    }
  }

  /// What becomes of a script that nobody has transformed yet; nil when it needs no transform.
  private func transformedNow(_ path: String) -> ScriptTransform.Outcome? {
    guard let lateTransform, case .text(let source) = read(path), !path.hasSuffix(".json") else {
      return nil
    }
    let isTypeScript = path.hasSuffix(".ts")
    guard isTypeScript || Script.usesModuleSyntax(source) else { return nil }
    let script = ScriptTransform.Script(
      path: path, source: source, language: isTypeScript ? .typescript : .module)
    return lateTransform.transform([script])[path]
  }

  private func wrap(
    _ code: String, _ path: String, of module: String, _ map: SourceMap?
  ) -> Text {
    let counted = coverage?.counted(code, file: path, module: module, map)
    // Only scripts that stand beside a program are transformed late, its tests among them.
    let hoisted = counted == nil && lateTransform != nil ? Script.hoistingMocks(code) : nil
    let wrapped = Script.wrap(
      counted?.code ?? hoisted?.code ?? code, counters: counted?.items.count)
    positions.add(
      .init(
        firstLineColumns: wrapped.prefixColumns, sourceMap: map, file: path,
        shifts: counted?.shifts ?? hoisted?.shifts ?? []), for: module)
    return Text(wrapped.code)
  }

  private func wxs(_ path: String) -> Result {
    switch read(path) {
    case .text(let text):
      let module = WXS.compile(source: text, path: path)
      let counted = coverage?.counted(text, file: path, module: path, nil)
      let script =
        counted.map { WXS.compile(source: $0.code, path: path, counters: $0.items.count).script }
        ?? module.script
      positions.add(
        .init(
          firstLineColumns: script.prefixColumns, sourceMap: nil, file: nil,
          shifts: counted?.shifts ?? []), for: path)
      return .init(
        source: .found(Text(script.code)), diagnostics: module.diagnostics.map(Diagnostic.init))
    case .absent: return .init(source: .missing)
    case .unreadable(let diagnostic): return broken(diagnostic)
    }
  }

  private func template(_ path: String) -> Result {
    switch read(path) {
    case .absent: return .init(source: .missing)
    case .unreadable(let diagnostic):
      return .init(source: .broken(diagnostic), diagnostics: [diagnostic])
    case .text(let text):
      let template = Template.compile(
        source: text, path: path,
        framework: ComponentFramework(
          rawValue: miniProgram.componentFramework(ofTemplate: path)) ?? .exparser,
        counting: coverage != nil && CoverageBook.counts(path),
        include: { try? miniProgram.text(at: $0) })
      coverage?.add(template.counters, of: path)
      let diagnostics = template.diagnostics.map(Diagnostic.init)
      var modules: [String: Text] = [:]
      for inline in template.wxsModules {
        let module = WXS.compile(source: inline.source, path: path, firstLine: inline.line)
        modules[inline.name] = Text(module.script.code)
        known(inline.name, Text(module.script.code))
      }
      if let error = diagnostics.first(where: { $0.severity == .error }) {
        return .init(source: .broken(error), diagnostics: diagnostics, modules: modules)
      }
      return .init(
        source: .found(Text(template.code)), diagnostics: diagnostics, modules: modules,
        tags: template.tags)
    }
  }

  private enum Reading {
    case text(String)
    case absent
    case unreadable(Diagnostic)
  }

  private func read(_ path: String) -> Reading {
    guard miniProgram.exists(path) else { return .absent }
    do {
      return .text(try miniProgram.text(at: path))
    } catch {
      return .unreadable(
        Diagnostic(path: path, line: 0, column: 0, severity: .error, message: "\(error)"))
    }
  }

  private func broken(_ diagnostic: Diagnostic) -> Result {
    .init(source: .broken(diagnostic), diagnostics: [diagnostic])
  }
}
