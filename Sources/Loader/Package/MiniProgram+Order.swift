extension MiniProgram {
  /// The scripts that run at launch after app.js, components before the pages that use them
  /// (reference/app-and-config.md 1.9 and 1.12).
  ///
  /// Pages come in the order of app.json: those of the main package, then those of the start page's
  /// subpackage after its entry script. An independent subpackage starts without the main package.
  /// With `lazyCodeLoading` the list is empty: pages load their scripts when they are visited.
  public func launchOrder(startPage: String) -> [String] {
    guard !isLazy else { return [] }
    let startPath = String(startPage.prefix { $0 != "?" })
    let start = subpackages.first { PackagePath.isInside(startPath, $0.root) }
    var loaded = start?.isIndependent == true ? [] : [""]
    if let start { loaded.append(start.root) }
    var order = LaunchOrder(program: self, roots: Set(loaded))
    if loaded.contains("") {
      for path in globalComponents.values.sorted() { order.add(path) }
      if tabBar?["custom"]?.bool == true { order.add(TabBarConfig.customComponent) }
      for page in pages where page.packageRoot.isEmpty { order.add(page.path) }
    }
    if let start {
      if let entry = start.entry { order.addScript(entry) }
      for page in pages where page.packageRoot == start.root { order.add(page.path) }
    }
    return order.scripts
  }

  /// The root of the subpackage that a path belongs to; `""` for the main package.
  func packageRoot(of path: String) -> String {
    subpackages.first { PackagePath.isInside(path, $0.root) }?.root ?? ""
  }
}

/// Puts the scripts of components before those of their users, each once.
private struct LaunchOrder {
  let program: MiniProgram
  /// The packages that are loaded.
  let roots: Set<String>
  private let uses: [String: [String]]
  private var met: Set<String> = []
  private var listed: Set<String> = []
  private(set) var scripts: [String] = []

  init(program: MiniProgram, roots: Set<String>) {
    self.program = program
    self.roots = roots
    var uses: [String: [String]] = [:]
    for component in program.components { uses[component.path] = component.usedPaths }
    for page in program.pages {
      uses[page.path] = page.components.sorted { $0.key < $1.key }.map(\.value)
    }
    self.uses = uses
  }

  /// Adds a page or component after what it uses. Chains of components may be as long as there are
  /// components, so the walk keeps its own stack; a cycle ends where it closes.
  mutating func add(_ path: String) {
    var stack: [(path: String, next: Int)] = []
    open(path, &stack)
    while let (path, next) = stack.last {
      let used = uses[path] ?? []
      if next < used.count {
        stack[stack.count - 1].next = next + 1
        open(used[next], &stack)
      } else {
        stack.removeLast()
        if program.script(of: path) != nil { addScript(path + ".js") }
      }
    }
  }

  private mutating func open(_ path: String, _ stack: inout [(path: String, next: Int)]) {
    guard roots.contains(program.packageRoot(of: path)), met.insert(path).inserted else { return }
    stack.append((path, 0))
  }

  mutating func addScript(_ script: String) {
    if listed.insert(script).inserted { scripts.append(script) }
  }
}

extension MiniProgram.Component {
  /// The components that this one needs, by tag order, then the fallbacks of its generics.
  var usedPaths: [String] {
    let own = components.sorted { $0.key < $1.key }.map(\.value)
    let fallbacks = generics.sorted { $0.key < $1.key }.compactMap { _, generic in
      if case .optional(let path) = generic { path } else { nil as String? }
    }
    return own + fallbacks
  }
}
