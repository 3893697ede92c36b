import Compiler
import Loader
import Style
import Wire

/// Style sheets of a program.
extension Program {
  /// Compiles the style sheet of the app (`app`), a page or a component: its `.wxss`, or what a
  /// sheet in sass or less in its place came to.
  func compiledStyle(_ path: String) -> CompiledStyle? {
    let file = path + ".wxss"
    guard let source = transformedStyles[path] ?? written(file) else { return nil }
    return Stylesheet.compile(source: source, path: file, of: owner(of: path)) {
      try? miniProgram.text(at: $0)
    }
  }

  /// The rules of a style sheet that hold without a condition, as tests of components read them.
  public func styleRules(of path: String) -> JSON {
    let writer = StyleWriter()
    let rules = (styleSheet(path)?.rules ?? []).filter(\.conditions.isEmpty).map(\.rule)
    return .array(
      rules.map { rule in
        let declarations: [JSON] = rule.declarations.map {
          .array([.string($0.property), .string($0.value), .bool($0.isImportant)])
        }
        let selectors: [JSON] = rule.selectors.map {
          ["text": .string(writer.text([$0])), "weight": .number(weight($0.specificity))]
        }
        return ["selectors": .array(selectors), "declarations": .array(declarations)]
      })
  }

  private func weight(_ specificity: Specificity) -> Double {
    Double(specificity.ids) * 1e6 + Double(min(specificity.classes, 999)) * 1e3
      + Double(min(specificity.tags, 999))
  }

  private func written(_ file: String) -> String? {
    guard miniProgram.exists(file) else { return nil }
    return try? miniProgram.text(at: file)
  }

  private func owner(of path: String) -> Stylesheet.Owner {
    if path == "app" { return .app }
    // What is both follows the freer rules of pages.
    if miniProgram.pages.contains(where: { $0.path == path }) { return .page }
    return .component
  }

  /// What there is to say about all style sheets that the program can reach.
  func styleDiagnostics() -> [Diagnostic] {
    var paths: Set = ["app"]
    paths.formUnion(miniProgram.pages.map(\.path))
    paths.formUnion(miniProgram.components.map(\.path))
    var seen: Set<Diagnostic> = []
    // The places of what sass and less came to would lead nowhere.
    return paths.subtracting(transformedStyles.keys).sorted()
      .flatMap { compiledStyle($0)?.diagnostics ?? [] }
      .map(Diagnostic.init).filter { seen.insert($0).inserted }
  }
}
