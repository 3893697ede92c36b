/// A style language that is compiled to plain style sheets.
enum StyleLanguage: String, CaseIterable {
  case sass, less

  var tool: Tool {
    switch self {
    case .sass: .sassc
    case .less: .lessc
    }
  }

  func claims(_ path: String) -> Bool {
    switch self {
    case .sass: path.hasSuffix(".scss") || path.hasSuffix(".sass")
    case .less: path.hasSuffix(".less")
    }
  }

  /// The shell command that reads `$path` and writes `$out.css`.
  var command: String {
    switch self {
    case .sass: #"sassc -t expanded "./$path" "$out.css""#
    case .less: #"lessc --no-color "./$path" "$out.css""#
    }
  }

  /// Where a stylesheet says what none may say, and why that is refused.
  func objection(to source: String) -> (line: Int, column: Int, reason: String)? {
    guard self == .less, let word = source.firstRange(of: "@plugin") else { return nil }
    let before = source[..<word.lowerBound]
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return (
      line: before.utf8.count { $0 == UInt8(ascii: "\n") } + 1, column: line.utf16.count + 1,
      reason: "@plugin runs code while the stylesheet is compiled, which is refused; remove it"
    )
  }
}
