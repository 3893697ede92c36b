extension Coverage {
  /// A table for the terminal: percent of each measure, and the first lines that nothing covered.
  public var text: String {
    let measures = Measure.allCases.filter { total($0).all > 0 }
    var rows = [["file"] + measures.map(\.rawValue) + ["not covered"]]
    for file in files {
      rows.append(
        [file.path] + measures.map { Self.cell(file.count($0)) }
          + [Self.ranges(file.lines.filter { $0.value == 0 }.map(\.key).sorted())])
    }
    rows.append(["all files"] + measures.map { Self.cell(total($0)) } + [""])
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row -> String in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 || column == row.count - 1 ? cell + space : space + cell
      }.joined(separator: "  ").trimmedEnd
    }
    for (file, reason) in problems.sorted(by: { $0.key < $1.key }) {
      lines.append("\(file) is not measured: \(reason)")
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ count: Count) -> String {
    count.all == 0 ? "-" : "\(text(count.percent)) % (\(count.covered)/\(count.all))"
  }

  /// `3, 7-9`, and a sign that there are more.
  static func ranges(_ lines: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for line in lines {
      if let last = ranges.last, last.upperBound + 1 == line {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
    let shown = ranges.prefix(rangesShown).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    return shown.joined(separator: ", ") + (ranges.count > rangesShown ? ", …" : "")
  }

  private static let rangesShown = 6
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
