/// One word of an expression.
struct ExpressionToken {
  enum Kind: Equatable {
    case number(String)
    case string([UInt16])
    case name(String)
    /// An operator or a bracket.
    case mark(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>
}

/// Why a text is no expression, and where.
struct ExpressionError: Error {
  let kind: DiagnosticKind
  let range: Range<Int>
  let message: String
  var fix: String?
}
