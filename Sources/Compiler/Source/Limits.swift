/// What a single file may ask of the compiler. Past a limit there is an error, never a trap.
public enum Limits {
  /// UTF-8 bytes of one source file.
  public static let sourceBytes = 4 << 20
  /// Elements inside one another, counted through includes.
  public static let elementDepth = 512
  /// Elements and text nodes of one compiled template, includes counted as often as they appear.
  public static let nodes = 100_000
  /// UTF-8 bytes of code generated from one template.
  public static let outputBytes = 32 << 20
  /// Brackets, conditions and prefix operators inside one another in one expression, and
  /// `.name`, `[key]` and `(arguments)` in a row.
  public static let expressionDepth = 128
  /// Names, literals and operators of one expression.
  public static let expressionTokens = 32_768
  /// Style sheets that import one another in a row.
  public static let styleImportDepth = 64
  /// Warnings kept of one compilation, and errors kept beside them.
  public static let diagnostics = 1_000
}
