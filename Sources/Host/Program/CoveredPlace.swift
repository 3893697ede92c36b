/// Something of a program that tests can cover, and where its author wrote it.
public struct CoveredPlace: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Of JavaScript and TypeScript.
    case statement
    case function
    /// An arm of `if`, `?:`, `&&`, `||`, `??` or `switch`.
    case arm
    /// `{{ }}` of a template.
    case binding
    /// `wx:if`, `wx:elif` or `wx:else`.
    case choice
    /// Of a style sheet; covered when it selected something.
    case rule
  }

  public let kind: Kind
  /// The path inside the package.
  public let file: String
  /// From 1, columns in UTF-16 units.
  public let line: Int
  public let column: Int
  public let endLine: Int
  public let endColumn: Int
  /// Arms and choices of one branch have one number in their file; -1 for all else.
  public let group: Int
  /// Of a function, when it has one.
  public let name: String
}
