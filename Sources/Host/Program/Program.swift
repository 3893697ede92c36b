import Compiler
import Loader
import Style
import Synchronization
import Transform
import Wire

/// A mini-program that was loaded: its pages, and its modules compiled when they are first asked
/// for. Safe to use from any thread, and by many sessions at once.
public final class Program: Sendable {
  let miniProgram: MiniProgram
  let positions = SourcePositions()
  private let transformed: [String: ScriptTransform.Outcome]
  /// What sass and less came to, by the path of the app, a page or a component.
  let transformedStyles: [String: String]
  private let modules = Mutex<[String: Source]>([:])
  private let sheets = Mutex<[String: StyleSheet?]>([:])
  /// Modules of the host's own, by their names.
  private let library: [String: Text]
  /// Transforms a script when it is first asked for, when that was not done at the start.
  private let lateTransform: ScriptTransform?
  /// What counters stand for; nil when nothing is counted.
  let coverage: CoverageBook?

  /// What the runner gets when it asks for a module.
  enum Source: Sendable {
    case found(Text)
    case missing
    case broken(Diagnostic)
  }

  init(
    _ miniProgram: MiniProgram, transformed: [String: ScriptTransform.Outcome],
    styles: [String: String] = [:], library: [String: Text] = [:],
    lateTransform: ScriptTransform? = nil, coverage: CoverageBook? = nil
  ) {
    self.miniProgram = miniProgram
    self.transformed = transformed
    transformedStyles = styles
    self.library = library
    self.lateTransform = lateTransform
    self.coverage = coverage
  }

  /// The folder's or the project's name.
  public var name: String { miniProgram.name }
  public var appID: String { miniProgram.appID }
  /// Paths of all pages, as app.json lists them.
  public var pages: [String] { miniProgram.pages.map(\.path) }
  public var entryPage: String { miniProgram.entryPage }

  /// A compiled module: a script, a template, or a wxs module (`pages/a/a.wxml#name` for one that
  /// stands inside a template).
  func source(_ path: String) -> Source {
    if let text = library[path] { return .found(text) }
    if let known = modules.withLock({ $0[path] }) { return known }
    let source = compile(path).source
    // A runner can ask for any number of paths that lead nowhere; only what is there is kept.
    if case .missing = source { return source }
    modules.withLock { $0[path] = source }
    return source
  }

  /// The parsed style sheet of the app (`app`), a page or a component, by its path without
  /// extension; nil when there is none.
  func styleSheet(_ path: String) -> StyleSheet? {
    if let known = sheets.withLock({ $0[path] }) { return known }
    let sheet = compiledStyle(path)?.sheet
    sheets.withLock { $0[path] = .some(sheet) }
    return sheet
  }

  /// Compiles everything once and tells what there is to say about it.
  func diagnostics(of path: String) -> [Diagnostic] { compile(path).diagnostics }

  /// Every script, as it is on disk.
  public var scriptPaths: [String] { miniProgram.scripts }

  /// Adds a template that stands in no file.
  ///
  /// - Returns: what is wrong with it.
  public func add(template source: String, at path: String) -> [Diagnostic] {
    let template = Template.compile(
      source: source, path: path, include: { try? self.miniProgram.text(at: $0) })
    let diagnostics = template.diagnostics.map(Diagnostic.init).filter { $0.severity == .error }
    modules.withLock { modules in
      for inline in template.wxsModules {
        let module = WXS.compile(source: inline.source, path: path, firstLine: inline.line)
        modules[inline.name] = .found(Text(module.script.code))
      }
      modules[path] = .found(Text(template.code))
    }
    return diagnostics
  }

  /// A stack of the engine with positions as in the author's files.
  public func mapped(stack: String) -> String { positions.mapped(stack: stack) }

  /// Where a template first uses each tag.
  func tags(of path: String) -> [String: TagUse] { compile(path).tags }

  private func compile(_ path: String) -> ModuleCompiler.Result {
    ModuleCompiler(
      miniProgram: miniProgram, transformed: transformed, lateTransform: lateTransform,
      positions: positions, coverage: coverage,
      known: { name, text in self.modules.withLock { $0[name] = .found(text) } }
    ).compile(path)
  }
}
