import View

extension Coverage {
  /// As lcov and most services of coverage read it. Bindings and rules count as lines, branches of
  /// templates as branches.
  public var lcov: String {
    files.map { file in
      var lines = ["TN:", "SF:\(file.path)"]
      let functions = file.items.filter { $0.place.kind == .function }
      for (number, one) in functions.enumerated() {
        let name = one.place.name.isEmpty ? "(anonymous_\(number))" : one.place.name
        lines.append("FN:\(one.place.line),\(name)")
        lines.append("FNDA:\(one.hits),\(name)")
      }
      if !functions.isEmpty {
        lines.append("FNF:\(functions.count)")
        lines.append("FNH:\(functions.count { $0.hits > 0 })")
      }
      lines += Self.branches(of: file)
      let counts = file.lines
      for line in counts.keys.sorted() { lines.append("DA:\(line),\(counts[line] ?? 0)") }
      lines.append("LF:\(counts.count)")
      lines.append("LH:\(counts.values.count { $0 > 0 })")
      return (lines + ["end_of_record"]).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func branches(of file: File) -> [String] {
    let arms = file.items.filter { $0.branch != nil }
    guard !arms.isEmpty else { return [] }
    var places: [Int: Int] = [:]
    let reached = Set(arms.filter { $0.hits > 0 }.compactMap(\.branch))
    let lines = arms.map { arm in
      let branch = arm.branch ?? 0
      defer { places[branch, default: 0] += 1 }
      // A dash says that not even the condition was reached.
      let hits = reached.contains(branch) ? "\(arm.hits)" : "-"
      return "BRDA:\(arm.place.line),\(branch),\(places[branch] ?? 0),\(hits)"
    }
    return lines + ["BRF:\(arms.count)", "BRH:\(arms.count { $0.hits > 0 })"]
  }

  /// One page with every file, its lines and how often each ran. It loads nothing.
  public var html: String {
    let measures = Measure.allCases.filter { total($0).all > 0 }
    let heads: String = measures.map { "<th>\($0.rawValue)</th>" }.joined()
    let rows = files.enumerated().map { number, file -> String in
      "<tr><td><a href=\"#f\(number)\">\(Self.escaped(file.path))</a></td>"
        + measures.map { Self.cell(file.count($0)) }.joined() + "</tr>"
    }.joined(separator: "\n")
    let totals: String = measures.map { Self.cell(total($0)) }.joined()
    let sections: String = files.enumerated().map { Self.section($0, $1) }.joined(separator: "\n")
    return """
      <!doctype html><meta charset=utf-8><title>Coverage</title>
      <meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'">
      <style>body{font:14px sans-serif;max-width:70em;margin:2em auto}td,th{padding:.2em .8em;
      text-align:right}td:first-child,th:first-child{text-align:left}pre{line-height:1.3}
      pre span{display:block}i{display:inline-block;width:5em;color:#777;font-style:normal;
      text-align:right;margin-right:1em}.no{background:#fdd}.part{background:#fec}.yes i{color:#080}
      </style><h1>Coverage</h1>
      <table><tr><th>file</th>\(heads)</tr>
      \(rows)
      <tr><th>all files</th>\(totals)</tr></table>
      \(sections)
      """
  }

  private static func cell(_ count: Count) -> String {
    count.all == 0
      ? "<td>-</td>"
      : "<td title=\"\(count.covered) of \(count.all)\">\(text(count.percent)) %</td>"
  }

  private static func section(_ number: Int, _ file: File) -> String {
    let counts = file.lines
    // Lines that ran, with an arm or a function on them that did not.
    let parts = Set(
      file.items.filter { $0.hits == 0 && ($0.branch != nil || $0.place.kind == .function) }
        .map(\.place.line))
    let lines = file.source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let shown = lines.enumerated().map { index, line -> String in
      let hits = counts[index + 1]
      let isPart = parts.contains(index + 1)
      let kind = hits == 0 ? "no" : isPart ? "part" : hits == nil ? "" : "yes"
      let count = hits.map { $0 == 0 ? "never" : "\($0)×" } ?? ""
      return "<span class=\"\(kind)\"><i>\(count)</i>\(escaped(String(line)))\n</span>"
    }.joined()
    return "<h2 id=\"f\(number)\">\(escaped(file.path))</h2><pre>\(shown)</pre>"
  }

  private static func escaped(_ text: String) -> String {
    PrintableText.make(text, keepingLines: true)
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
