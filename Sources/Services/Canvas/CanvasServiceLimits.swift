/// What the canvases of one session may hold. Each has a test at the limit and one past it.
public enum CanvasServiceLimits {
  public static let canvases = 64
  /// Pixels of all canvases.
  public static let canvasBytes = 64 << 20
  public static let pictures = 256
  /// Pixels of all decoded pictures.
  public static let pictureBytes = 96 << 20
}
