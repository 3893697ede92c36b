/// Compiles one WXML file, includes and all, into the code of one template module.
struct TemplateCompiler {
  /// The file whose nodes are being compiled: the file itself or one it includes.
  private(set) var source: SourceText
  var sink = DiagnosticSink()
  /// The code written so far.
  var out = ""
  /// What is left to do; the last entry is next.
  var work: [Work] = []
  /// The blocks being written, the innermost last.
  var blocks: [BlockState] = []
  var modules: [String: Module] = [:]
  var templates: [String: Markup.Element] = [:]
  var imports: [String] = []
  /// Imports of included files; those of the file itself win over them.
  var includedImports: [String] = []
  var includes: [String] = []
  private(set) var tags: [String: TagUse] = [:]
  /// What is counted; nil when nothing is.
  var counters: TemplateCounters?
  let path: String
  let framework: ComponentFramework
  private let outputLimit: Int
  private let read: (String) -> String?
  private var parsed: [String: Markup] = [:]
  /// The files being included, outermost first.
  private var including: [String]
  private var nodeCount = 0
  /// Set when a limit is passed: nothing more is written.
  private var isStopped = false

  enum Module {
    case file(String)
    case inline(InlineWXS)
  }

  /// What is known at one place of the tree.
  struct Context {
    var scope: ExpressionScope
    /// The `<text>` around the place.
    var textTag = LiteralText.TextTag.none
    var depth = 0
  }

  init(
    source: String, path: String, framework: ComponentFramework = .exparser,
    outputLimit: Int = Limits.outputBytes, counting: Bool = false,
    read: @escaping (String) -> String?
  ) {
    self.path = path
    self.framework = framework
    self.outputLimit = outputLimit
    counters = counting ? TemplateCounters() : nil
    self.read = read
    including = [path]
    self.source = SourceText(path: path, text: source)
  }

  mutating func compile() -> CompiledTemplate {
    let markup = MarkupParser.parse(source, into: &sink)
    collect(markup.nodes)
    let context = Context(
      scope: ExpressionScope(
        modules: Set(modules.keys), callsData: framework == .glassEasel))
    out += Self.opening + "{path:\(JavaScriptText.quoted(path)),"
    // Slots that may appear more than once exist in this framework only.
    if framework == .glassEasel { out += "easel:1," }
    out += "wxs:"
    writeModules()
    out += ",\nmain:"
    block(markup.nodes, context)
    writeTemplates(context)
    imports = Self.lastOccurrences(includedImports + imports)
    out += ",\nimports:[\(imports.map(JavaScriptText.quoted).joined(separator: ","))]}; })\n"
    return result()
  }

  static let opening = "(function (X) { 'use strict'; return "

  private func result() -> CompiledTemplate {
    let names = modules.keys.sorted()
    var inline: [InlineWXS] = []
    var files: Set<String> = []
    for case let module? in names.map({ modules[$0] }) {
      switch module {
      case .inline(let text): inline.append(text)
      case .file(let path): files.insert(path)
      }
    }
    return CompiledTemplate(
      code: isStopped ? Self.emptyModule(path) : counters?.opened(out) ?? out,
      diagnostics: sink.sorted(first: path),
      imports: imports, includes: includes, wxsModules: inline, wxsSources: files.sorted(),
      tags: tags, counters: isStopped ? [] : counters?.items ?? [])
  }

  /// Remembers where a tag is first used.
  mutating func note(_ element: Markup.Element) {
    guard tags[element.name] == nil else { return }
    let place = source.position(at: element.range.lowerBound)
    tags[element.name] = TagUse(path: source.path, line: place.line, column: place.column)
  }

  private static func emptyModule(_ path: String) -> String {
    opening + "{path:\(JavaScriptText.quoted(path)),"
      + "wxs:{},main:[],templates:{},imports:[]}; })\n"
  }

  private mutating func writeModules() {
    let entries = modules.keys.sorted().map { name in
      let key = JavaScriptText.key(name)
      return switch modules[name] {
      case .file(let path)?: "\(key):{src:\(JavaScriptText.quoted(path))}"
      case .inline(let text)?: "\(key):{inline:\(JavaScriptText.quoted(text.name))}"
      case nil: ""
      }
    }
    out += "{\(entries.joined(separator: ","))}"
  }

  private mutating func writeTemplates(_ context: Context) {
    out += ",\ntemplates:{"
    let sorted = templates.sorted { $0.key < $1.key }
    for (index, (name, element)) in sorted.enumerated() {
      out += index > 0 ? ",\n" : ""
      out += "\(JavaScriptText.key(name)):{b:"
      block(element.children, context)
      out += "}"
    }
    out += "}"
  }

  private static func lastOccurrences(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return Array(paths.reversed().filter { seen.insert($0).inserted }.reversed())
  }

  // MARK: Files

  /// Whether the package has a WXML file.
  func hasFile(_ path: String) -> Bool { read(path) != nil }

  /// Goes on with the nodes of another file, as if they stood in this one.
  mutating func enterFile(_ markup: Markup, _ context: Context) {
    work.append(.leaveFile(source))
    work.append(.closeChain)
    work.append(.nodes(markup.nodes[...], context))
    source = markup.source
    including.append(source.path)
  }

  mutating func leaveFile(to outer: SourceText) {
    source = outer
    including.removeLast()
  }

  /// Whether a file is being compiled at this moment.
  func isIncluding(_ path: String) -> Bool { including.contains(path) }

  /// Whether the nodes being compiled stand in the file itself.
  var isInOwnFile: Bool { including.count == 1 }

  mutating func markup(of path: String) -> Markup? {
    if let known = parsed[path] { return known }
    guard let text = read(path) else { return nil }
    let markup = MarkupParser.parse(SourceText(path: path, text: text), into: &sink)
    parsed[path] = markup
    includes.append(path)
    let outer = source
    source = markup.source
    collectImports(markup.nodes)
    source = outer
    return markup
  }

  // MARK: Remarks and limits

  mutating func report(
    _ severity: Diagnostic.Severity, _ kind: DiagnosticKind, at range: Range<Int>,
    _ message: String, fix: String? = nil
  ) {
    sink.report(severity, kind, in: source, at: range, message, fix: fix)
  }

  /// Counts a node about to be written.
  ///
  /// - Returns: whether there is room for it; past a limit nothing more is compiled.
  mutating func takesNode(at range: Range<Int>, _ context: Context) -> Bool {
    guard !isStopped else { return false }
    nodeCount += 1
    if nodeCount > Limits.nodes {
      stop(
        .tooManyNodes, at: range, "the template has more than \(Limits.nodes) elements and texts")
    } else if out.utf8.count > outputLimit {
      stop(
        .outputTooLarge, at: range,
        "the template grew past \(outputLimit) bytes of generated code")
    } else if context.depth > Limits.elementDepth {
      stop(
        .tooDeep, at: range, "elements are nested more than \(Limits.elementDepth) deep")
    }
    return !isStopped
  }

  private mutating func stop(_ kind: DiagnosticKind, at range: Range<Int>, _ message: String) {
    isStopped = true
    report(.error, kind, at: range, message, fix: "move repeated parts into a component")
  }

  /// `"line:column"` of a place; places in included files are preceded by the file's path.
  func placeCode(_ offset: Int) -> String {
    let place = source.position(at: offset)
    let prefix = isInOwnFile ? "" : "\(source.path):"
    return JavaScriptText.quoted("\(prefix)\(place.line):\(place.column)")
  }
}
