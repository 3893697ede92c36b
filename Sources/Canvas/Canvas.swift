import CCairo

/// One canvas: its pixels, and the state of the one context that draws on it.
///
/// Commands come from a runner that may be hostile: each is checked, and none can make the host
/// draw longer or hold more than `CanvasLimits` says. Not safe to use from two threads at once.
public final class Canvas {
  /// In the units of the mini-program, which are pixels except on a canvas of screen units.
  public private(set) var width = 0
  public private(set) var height = 0
  /// Pixels of one unit.
  private(set) var scale = 1.0
  var surface: Surface?
  var pen: OpaquePointer?
  var state = DrawingState()
  var stack: [DrawingState] = []
  var path = Path()
  /// Gives the pixels that a command names: `image:1`, `canvas:2` or `file:/a.png`.
  var sources: (String) throws -> Source = { throw CanvasError("there is no '\($0)'") }
  /// The binary values beside the commands that are drawn now.
  var attachments: [[UInt8]] = []

  /// Why pixels that were named could not be drawn.
  var omissions: [CanvasError] = []

  /// What can be drawn on a canvas.
  public enum Source {
    case picture(Picture)
    case canvas(Canvas)
  }

  public init() {}

  deinit { cairo_destroy(pen) }

  /// Bytes of pixels that it holds.
  public var byteCount: Int { surface?.byteCount ?? 0 }

  /// The space of pixels, from that of the current transform.
  var matrix: Matrix { Matrix(a: scale, d: scale).applied(after: state.matrix) }

  /// Gives it a size, clears it and forgets all state, as setting `width` does.
  ///
  /// - Parameter bytes: how many bytes of pixels it may hold.
  func resize(width: Double, height: Double, scale: Double, bytes: Int) throws {
    let (wide, high) = (Int(width * scale), Int(height * scale))
    self.width = Int(width)
    self.height = Int(height)
    self.scale = scale
    // A canvas without pixels takes all commands and shows nothing.
    guard wide > 0, high > 0 else { return }
    guard wide * high * 4 <= bytes else {
      throw CanvasError(
        "a canvas of \(wide)x\(high) pixels needs \(wide * high * 4) bytes; \(bytes) are left")
    }
    surface = Surface(width: wide, height: high)
    reset()
  }

  /// Forgets all state and the clip; keeps the pixels.
  func reset() {
    cairo_destroy(pen)
    pen = surface.flatMap { cairo_create($0.native) }
    state = DrawingState()
    stack = []
    path = Path()
  }

  func drop() {
    cairo_destroy(pen)
    pen = nil
    surface = nil
    state = DrawingState()
    stack = []
    path = Path()
  }

  /// Makes all pixels transparent, whatever the clip is.
  func clear() {
    surface?.draw { pen in
      cairo_set_operator(pen, CAIRO_OPERATOR_CLEAR)
      cairo_paint(pen)
    }
  }
}
