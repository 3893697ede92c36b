/// The parts of the prelude share one scope, where a second function of one name silently takes
/// the place of the first.
enum PreludeNames {
  static func findings(in files: [SourceFile]) -> [Finding] {
    var first: [Substring: String] = [:]
    var findings: [Finding] = []
    for file in files where file.path.hasPrefix("Sources/Prelude/JavaScript/") {
      for (index, line) in file.lines.enumerated() {
        guard let match = line.prefixMatch(of: declaration) else { continue }
        let name = match.output.name
        if let place = first[name] {
          findings.append(file.finding(line: index + 1, "\(name) is declared at \(place) already"))
        } else {
          first[name] = "\(file.path):\(index + 1)"
        }
      }
    }
    return findings
  }

  private static var declaration: Regex<(Substring, name: Substring)> {
    #/(?:async )?(?:function\*?|class|const|let) (?<name>[A-Za-z_$][\w$]*)/#
  }
}
