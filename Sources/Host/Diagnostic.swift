import Compiler
import Loader
import Transform

/// What an author should know about a file of the mini-program, from whichever step found it.
public struct Diagnostic: Hashable, Sendable, Comparable {
  public enum Severity: String, Sendable {
    case error
    case warning
  }

  /// Relative to the root of the mini-program.
  public var path: String
  /// From 1; 0 when the whole file is meant.
  public var line: Int
  public var column: Int
  public var severity: Severity
  public var message: String

  public static func < (one: Self, other: Self) -> Bool {
    (one.path, one.line, one.column, one.message)
      < (other.path, other.line, other.column, other.message)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `pages/a/a.wxml:14:9: error: …`, the form that editors understand.
  public var description: String {
    let place = line > 0 ? "\(path):\(line):\(column)" : path
    return "\(place): \(severity.rawValue): \(message)"
  }
}
