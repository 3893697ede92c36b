/// Who may import whom: the table of ARCHITECTURE.md.
enum Layers {
  /// The modules of ours that each module may import. A module that is not here may import none.
  static let mayImport: [Substring: Set<Substring>] = [
    "Engine": ["CJavaScriptCore"],
    "Sandbox": ["CSandbox"],
    "Runner": ["Engine", "Prelude", "Sandbox", "Wire"],
    "RunnerProgram": ["Prelude", "Runner"],
    "Compiler": ["Style"],
    "View": ["Style", "Wire"],
    "Bridge": ["Wire"],
    "Canvas": ["CCairo", "CTurboJPEG", "Wire"],
    "Platform": ["Wire"],
    "Services": ["Bridge", "CZBar", "CZlib", "Canvas", "Platform", "Wire"],
    "Host": [
      "Bridge", "Compiler", "CSpawn", "Loader", "Platform", "Services", "Style", "Transform",
      "View",
      "Wire",
    ],
    "Automation": ["Host", "Server", "View", "Wire"],
    "Catalogue": ["Bridge", "Host", "Services", "Wire"],
    "Sampan": ["Bridge", "Catalogue", "Host", "Wire"],
    "Suites": ["Bridge", "Host", "View", "Wire"],
    "Command": [
      "Automation", "Bridge", "Catalogue", "Host", "Platform", "Server", "Services", "Suites",
      "View", "Wire",
    ],
  ]
  /// Modules that do without Foundation: pure ones, and what every start of a runner waits for.
  static let withoutFoundation: Set<Substring> = [
    "Wire", "Style", "Compiler", "Engine", "Prelude", "Sandbox", "Runner", "RunnerProgram",
    "Canvas",
  ]
  /// Imports from outside that few modules may have.
  static let exclusive: [Substring: Set<Substring>] = [
    "GRDB": ["Platform", "Services"], "GRDBSQLite": ["Services"],
    "Crypto": ["Platform", "Services"],
    "CryptoExtras": ["Platform"],
    "AsyncHTTPClient": ["Services"],
  ]

  /// - Parameter ours: the modules of this package.
  static func findings(in file: SourceFile, ours: Set<Substring>) -> [Finding] {
    guard file.isSwift, let module = file.module else { return [] }
    return imports(of: file).compactMap { line, imported in
      reason(against: imported, in: module, ours: ours).map { file.finding(line: line, $0) }
    }
  }

  private static func reason(
    against imported: Substring, in module: Substring, ours: Set<Substring>
  ) -> String? {
    let allowed = mayImport[module] ?? []
    if ours.contains(imported), !allowed.contains(imported) {
      let names = allowed.sorted().joined(separator: ", ")
      return "\(module) imports \(imported); of ours it may import "
        + (names.isEmpty ? "nothing" : names)
    }
    if withoutFoundation.contains(module), imported.hasPrefix("Foundation") {
      return "\(module) imports \(imported); it does without Foundation"
    }
    if let owners = exclusive[imported], !owners.contains(module) {
      return "\(module) imports \(imported); only \(owners.sorted().joined(separator: " and ")) may"
    }
    return nil
  }

  /// The modules that a file names in import declarations, with the line of each.
  static func imports(of file: SourceFile) -> [(line: Int, module: Substring)] {
    file.lines.enumerated().compactMap { index, line in
      guard line.contains("import ") else { return nil }
      return line.prefixMatch(of: importDeclaration).map { (index + 1, $0.output.module) }
    }
  }

  // A Regex is not Sendable; a computed property makes one for each use.
  private static var importDeclaration: Regex<(Substring, module: Substring)> {
    #/\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|actor|let|var|func)\s+)?(?<module>\w+)/#
  }
}
