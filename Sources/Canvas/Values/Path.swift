import Glibc

/// A path in pixels: each point was transformed when it was added, as the canvas standard wants it.
struct Path {
  enum Segment {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  private(set) var segments: [Segment] = []
  private(set) var current: Point?
  private var start: Point?
  /// About how long it is, to judge how many dashes a stroke would have.
  private(set) var length = 0.0

  private mutating func add(_ segment: Segment) throws {
    guard segments.count < CanvasLimits.pathSegments else {
      throw CanvasError(
        "the path has \(segments.count) segments; at most \(CanvasLimits.pathSegments) fit")
    }
    segments.append(segment)
  }

  mutating func move(to point: Point) throws {
    try add(.move(point))
    current = point
    start = point
  }

  mutating func line(to point: Point) throws {
    guard let from = current else { return try move(to: point) }
    try add(.line(point))
    length += (point - from).length
    current = point
  }

  mutating func curve(_ first: Point, _ second: Point, to end: Point) throws {
    if current == nil { try move(to: first) }
    let from = current ?? first
    try add(.curve(first, second, end))
    length += (first - from).length + (second - first).length + (end - second).length
    current = end
  }

  mutating func close() throws {
    guard let start, let current else { return }
    try add(.close)
    length += (start - current).length
    self.current = start
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ matrix: Matrix
  )
    throws
  {
    try move(to: matrix.apply(Point(x: x, y: y)))
    try line(to: matrix.apply(Point(x: x + width, y: y)))
    try line(to: matrix.apply(Point(x: x + width, y: y + height)))
    try line(to: matrix.apply(Point(x: x, y: y + height)))
    try close()
  }

  /// A part of an ellipse, joined to what is there by a line.
  mutating func arc(_ arc: EllipseArc, _ matrix: Matrix) throws {
    let sweep = arc.sweep
    let place = matrix.applied(after: arc.place)
    try line(to: place.apply(Point(x: cos(arc.from), y: sin(arc.from))))
    guard sweep != 0 else { return }
    let parts = Int((abs(sweep) / (.pi / 2)).rounded(.up))
    let step = sweep / Double(parts)
    // The length of the handles with which a curve comes closest to a part of the unit circle.
    let handle = 4.0 / 3.0 * tan(step / 4)
    for part in 0..<parts {
      let (from, to) = (arc.from + step * Double(part), arc.from + step * Double(part + 1))
      try curve(
        place.apply(Point(x: cos(from) - handle * sin(from), y: sin(from) + handle * cos(from))),
        place.apply(Point(x: cos(to) + handle * sin(to), y: sin(to) - handle * cos(to))),
        to: place.apply(Point(x: cos(to), y: sin(to))))
    }
  }
}

/// A part of an ellipse, with angles in radians.
struct EllipseArc {
  var centre: Point
  var radiusX: Double
  var radiusY: Double
  var rotation = 0.0
  var from: Double
  var to: Double
  var isCounterclockwise: Bool

  /// From the unit circle to the ellipse.
  var place: Matrix {
    Matrix(
      a: cos(rotation) * radiusX, b: sin(rotation) * radiusX, c: -sin(rotation) * radiusY,
      d: cos(rotation) * radiusY, e: centre.x, f: centre.y)
  }

  /// The angle that is passed over: a full turn at most, negative when counterclockwise.
  var sweep: Double {
    let turn = 2 * Double.pi
    let wanted = isCounterclockwise ? from - to : to - from
    if wanted >= turn { return isCounterclockwise ? -turn : turn }
    let angle = fmod(fmod(wanted, turn) + turn, turn)
    return isCounterclockwise ? -angle : angle
  }
}
