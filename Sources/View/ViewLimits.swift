/// The bounds of one view, whatever a runner sends. Each has a test at the limit and one past it.
public enum ViewLimits {
  /// Nodes of all pages together, texts and virtual nodes included.
  public static let nodes = 200_000
  /// Shapes that nodes are made of, and the nodes and holes of one.
  public static let shapes = 1_000
  public static let shapeNodes = 4_000
  public static let shapeHoles = 8_000
  /// What a node and a hole of a shape count against `contentBytes`, whatever they say: all shapes
  /// together would otherwise hold as much memory as a thousand of the largest.
  static let shapeNodeBytes = 128
  static let shapeHoleBytes = 64
  /// How deep nodes nest below the root of a page.
  public static let depth = 512
  /// Pages, the hidden ones of a tab bar included.
  public static let pages = 64
  /// Texts, attributes, data sets and state together, in bytes.
  public static let contentBytes = 64 << 20
  /// Entries of application-level state.
  public static let states = 256
  /// Characters of a selector.
  public static let selectorCharacters = 1_024
  /// Words of an XPath, how deep its parts nest, and nodes that one evaluation visits.
  public static let xpathTokens = 400
  static let xpathDepth = 32
  static let xpathSteps = 5_000_000
  /// Nodes that are looked at for the name of one control.
  static let nodesInName = 1_000
  /// Nodes of one rich text, and how deep they nest; the rest is left out.
  static let richTextNodes = 10_000
  static let richTextDepth = 100
}
