import CCairo
import Glibc

/// A point in the space of a user or of pixels.
struct Point: Hashable {
  var x: Double
  var y: Double

  static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
  static func * (a: Point, factor: Double) -> Point { Point(x: a.x * factor, y: a.y * factor) }
  var length: Double { (x * x + y * y).squareRoot() }
}

/// An affine transform as `setTransform(a, b, c, d, e, f)` names its numbers.
struct Matrix: Hashable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  static let identity = Matrix()

  /// The transform that does `inner` first and this one then.
  func applied(after inner: Matrix) -> Matrix {
    Matrix(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b,
      c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
      e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
  }

  func apply(_ point: Point) -> Point {
    Point(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
  }

  var determinant: Double { a * d - b * c }

  /// Whether something drawn with it can be seen. The engine below stops for good when it is given
  /// a transform that cannot be undone.
  var isUsable: Bool {
    let largest = [a, b, c, d, e, f].map(abs).max() ?? 0
    return largest.isFinite && largest < 1e7 && abs(determinant) > 1e-9
  }

  /// The transform that undoes this one; nil when nothing can.
  var inverse: Matrix? {
    guard isUsable else { return nil }
    let scale = 1 / determinant
    return Matrix(
      a: d * scale, b: -b * scale, c: -c * scale, d: a * scale,
      e: (c * f - d * e) * scale, f: (b * e - a * f) * scale)
  }

  /// How much longer a line becomes, on average of its directions.
  var stretch: Double { abs(determinant).squareRoot() }

  var native: cairo_matrix_t { cairo_matrix_t(xx: a, yx: b, xy: c, yy: d, x0: e, y0: f) }
}

extension Matrix {
  /// A turn by an angle in radians.
  init(rotating angle: Double) {
    self.init(a: cos(angle), b: sin(angle), c: -sin(angle), d: cos(angle))
  }
}
