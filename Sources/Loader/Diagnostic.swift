/// One remark about a mini-program's configuration or files, addressed to its author.
///
/// `description` is the whole sentence as people and editors read it:
/// `app.json:3:5  page 'pages/cart/cart' has no .wxml; create pages/cart/cart.wxml`.
public struct Diagnostic: Hashable, Sendable {
  /// Whether the mini-program can do what its author asked for.
  public enum Severity: String, Sendable {
    /// It runs, but probably not as its author expects.
    case warning
    /// A page or component is lost, or the whole mini-program.
    case error
  }

  /// The file's path inside the package, or `project.config.json` beside it.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in UTF-16 units, as editors count.
  public let column: Int
  public let severity: Severity
  /// What was expected, what was found, and how to mend it.
  public let message: String

  public init(file: String, line: Int, column: Int, severity: Severity, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String { "\(file):\(line):\(column)  \(message)" }
}
