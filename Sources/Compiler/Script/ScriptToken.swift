/// One word of JavaScript, as far as this compiler needs to tell words apart.
struct ScriptToken: Equatable {
  enum Kind: Equatable {
    /// An identifier or a keyword.
    case word
    case number
    case string
    /// A piece of a template literal between backticks and `${ }`.
    case template
    case regularExpression
    /// An operator or a bracket.
    case mark
  }

  let kind: Kind
  let range: Range<Int>
}
