/// What a shape is filled or stroked with.
enum Style {
  case colour(Colour)
  case gradient(Gradient)
  case tiles(Surface, horizontally: Bool, vertically: Bool)

  var tileBytes: Int { if case .tiles(let surface, _, _) = self { surface.byteCount } else { 0 } }
}

struct Gradient {
  enum Shape {
    case line(from: Point, to: Point)
    case circles(Point, Double, Point, Double)
  }

  var shape: Shape
  var stops: [(offset: Double, colour: Colour)]
}

/// What `save` keeps, but for the clip.
struct DrawingState {
  enum Align: String { case left, right, center, start, end }

  enum Baseline: String { case alphabetic, top, hanging, middle, normal, ideographic, bottom }

  var matrix = Matrix.identity
  var fill = Style.colour(.black)
  var stroke = Style.colour(.black)
  var lineWidth = 1.0
  var lineCap = "butt"
  var lineJoin = "miter"
  var miterLimit = 10.0
  var dash: [Double] = []
  var dashOffset = 0.0
  var font = Font.standard
  var align = Align.start
  var baseline = Baseline.alphabetic
  var alpha = 1.0
  var composite = "source-over"
  var smoothing = true
  var shadow = Shadow()

  /// Bytes of the pixels that its patterns hold.
  var tileBytes: Int { fill.tileBytes + stroke.tileBytes }
}

struct Shadow {
  var colour = Colour.clear
  var blur = 0.0
  var offset = Point(x: 0, y: 0)

  var isVisible: Bool { colour.alpha > 0 && (blur > 0 || offset.x != 0 || offset.y != 0) }
}
