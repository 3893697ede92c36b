/// One remark about a file of a mini-program, addressed to its author.
///
/// `description` is the whole sentence as people and editors read it:
/// `pages/cart/cart.wxml:14:9  expected </view>, found the end of the file; add </view>`.
public struct Diagnostic: Hashable, Sendable {
  /// Whether the platform would refuse the file.
  public enum Severity: String, Sendable {
    /// The file compiles, but probably does not do what its author expects.
    case warning
    /// The platform rejects the file.
    case error
  }

  /// The file's path inside the package.
  public let path: String
  /// Where the passage starts, and where it ends (exclusive).
  public let start: SourcePosition
  public let end: SourcePosition
  public let severity: Severity
  /// What the remark is about, for tools that filter or count.
  public let kind: DiagnosticKind
  /// What was expected and what was found.
  public let message: String
  /// How to mend it, if one sentence can tell.
  public let fix: String?

  public var line: Int { start.line }
  public var column: Int { start.column }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    let advice = fix.map { "; \($0)" } ?? ""
    return "\(path):\(line):\(column)  \(message)\(advice)"
  }
}

/// What a diagnostic is about.
public enum DiagnosticKind: String, Hashable, Sendable, CaseIterable {
  // Limits.
  case sourceTooLarge, tooDeep, tooManyNodes, outputTooLarge, expressionTooDeep, expressionTooLong
  // Markup.
  case unclosedTag, mismatchedEndTag, strayEndTag, malformedTag, malformedAttribute
  case unclosedAttribute, unclosedComment, unquotedValue, duplicateAttribute, upperCaseTag
  case ignoredMarkup
  // Expressions.
  case unclosedExpression, emptyExpression, malformedExpression, unsupportedSyntax
  case callOutsideModule, duplicateKey
  // Directives and pseudo tags.
  case orphanElse, conflictingDirectives, deprecatedSpelling, malformedDirective
  case key, ignoredAttribute, malformedTemplate, duplicateTemplate, missingFile, includeLoop
  case malformedModule, duplicateModule, notAssignable, uninitialised, conflictingStyles
  // Modules and styles.
  case unavailableSyntax, unterminatedComment, malformedImport
  case malformedStyle, unknownStyle, unsuitableSelector
}
