import Compiler
import Synchronization

/// Turns positions in the code that runs into positions in the files that the author wrote.
///
/// What runs differs from what was written by the wrapper's prefix on the first line, and by the
/// transform of modules and TypeScript, which left a source map.
public final class SourcePositions: Sendable {
  struct Mapping: Sendable {
    /// Columns that the wrapper put before the first line.
    var firstLineColumns: Int
    var sourceMap: SourceMap?
    /// The author's file when it has another name than the module, as TypeScript does.
    var file: String?
    /// Characters that counters put in: line, column, and how many.
    var shifts: [[Int]] = []

    /// A column as it was before counters were put in.
    func unshifted(_ column: Int, line: Int) -> Int {
      var added = 0
      for shift in shifts where shift[0] == line && column >= shift[1] + added {
        guard column >= shift[1] + added + shift[2] else { return shift[1] }
        added += shift[2]
      }
      return column - added
    }
  }

  private let mappings = Mutex<[String: Mapping]>([:])

  func add(_ mapping: Mapping, for path: String) {
    mappings.withLock { $0[path] = mapping }
  }

  /// Line and column, both from 1, where the author wrote what runs at `line` and `column`.
  func mapped(path: String, line: Int, column: Int) -> (line: Int, column: Int) {
    guard let mapping = mappings.withLock({ $0[path] }) else { return (line, column) }
    let column = mapping.unshifted(
      line == 1 ? max(1, column - mapping.firstLineColumns) : column, line: line)
    guard let found = mapping.sourceMap?.origin(line: line, column: column) else {
      return (line, column)
    }
    return (found.line, found.column)
  }

  /// Rewrites each `function@path:line:column` of a stack of the engine. Lines of the prelude,
  /// and of the engine's own functions, which tell the author nothing, are left out.
  func mapped(stack: String) -> String {
    let lines = stack.split(separator: "\n").filter {
      !$0.contains("sampan:") && $0 != "@[native code]"
    }
    return lines.map { mapped(frame: String($0)) }.joined(separator: "\n")
  }

  private func mapped(frame: String) -> String {
    let parts = frame.split(separator: ":", omittingEmptySubsequences: false)
    // A guest can give its errors any stack; only what counts from 1 is a position.
    guard parts.count >= 3, let line = Int(parts[parts.count - 2]), line > 0,
      let column = Int(parts[parts.count - 1]), column > 0
    else { return frame }
    let head = parts.dropLast(2).joined(separator: ":")
    let at = head.lastIndex(of: "@")
    let path = String(at.map { head[head.index(after: $0)...] } ?? head[...])
    let function = at.map { String(head[..<$0]) } ?? ""
    let found = mapped(path: path, line: line, column: column)
    let file = mappings.withLock { $0[path]?.file } ?? path
    let place = "\(file):\(found.line):\(found.column)"
    return function.isEmpty ? place : "\(function) (\(place))"
  }
}
