/// The bounds of drawing, whatever a runner sends. Each has a test at the limit and one past it.
public enum CanvasLimits {
  /// The longer side of a `type="2d"` or offscreen canvas, in pixels
  /// (`reference/builtin-components.md 6.16`).
  public static let sidePixels = 1365
  /// The longer side of the surface behind a canvas that is drawn in units of the screen.
  public static let screenSidePixels = 4096
  /// Commands of one list.
  public static let commands = 10_000
  /// Sentences about pictures that are missing in one list.
  public static let omissions = 10
  /// How long the drawing of one list may take before the rest is left out, in milliseconds.
  public static let drawMilliseconds = 250
  /// Segments of one path.
  public static let pathSegments = 10_000
  /// `save` without `restore`.
  public static let states = 512
  /// Colours of one gradient.
  public static let gradientStops = 256
  /// Lengths of one dash pattern.
  public static let dashLengths = 32
  /// Dashes that one stroke may have; a line with more is drawn solid.
  public static let dashes = 20_000
  /// Bytes of the pixels that the patterns of one canvas hold, those that `save` keeps included.
  public static let patternBytes = 32 << 20
  /// Characters of one text.
  public static let textCharacters = 4_096
  /// Characters of one font.
  public static let fontCharacters = 256
  /// The largest font, in pixels; a larger one is drawn in this size.
  public static let fontPixels = 1_000.0
  /// Letters that a transform makes larger than this are not drawn.
  public static let letterPixels = 4_000.0
  /// Coordinates farther from the origin than this are moved there.
  public static let coordinate = 1_000_000.0
  /// The widest blur of a shadow, in pixels.
  public static let blurPixels = 150.0
  /// Pixels that are read at once.
  public static let readPixels = 2 << 20
  /// Pixels of one decoded or exported picture.
  public static let imagePixels = 12 << 20
  /// Bytes of one encoded picture.
  public static let imageFileBytes = 16 << 20
}
