/// A text file of the repository, by its path from the top.
struct SourceFile: Sendable {
  let path: String
  let lines: [Substring]

  init(path: String, text: String) {
    self.path = path
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
  var isScript: Bool { path.hasSuffix(".js") }

  /// The module of a file in `Sources`, which is the folder's name; nil for other files.
  var module: Substring? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? parts[1] : nil
  }

  func finding(line: Int, _ message: String) -> Finding {
    Finding(path: path, line: line, message: message)
  }
}

/// One place that breaks a rule.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  /// Counted from 1.
  let line: Int
  let message: String

  var description: String { "\(path):\(line)  \(message)" }
}
