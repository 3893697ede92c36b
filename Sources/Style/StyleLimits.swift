/// What one style sheet or one page may ask for. Past a limit there is a problem, never a trap.
public enum StyleLimits {
  /// Conditional groups (`@media` …) inside one another.
  public static let groupDepth = 32
  /// Selectors inside one another, as in `:not(:is(.a))`.
  public static let selectorDepth = 8
  /// Compounds of one selector.
  public static let compounds = 64
  /// Problems kept of one sheet.
  public static let problems = 1_000
  /// Comparisons of an element with a part of a selector while one page's styles are found; then
  /// no more rules match.
  public static let matchingSteps = 5_000_000
  /// Variables inside one another.
  public static let variableDepth = 16
  /// UTF-8 bytes of one value after its variables were put in.
  public static let valueBytes = 16 << 10
  /// About how many bytes the values of one page's elements take; then no more are set.
  public static let pageBytes = 64 << 20
}
