import Glibc

extension Path {
  /// `arcTo`: a line and an arc that touches it and the next line.
  mutating func round(
    _ corner: Point, towards end: Point, radius: Double, _ matrix: Matrix
  ) throws {
    guard let current, let from = matrix.inverse?.apply(current) else {
      return try line(to: matrix.apply(corner))
    }
    let (back, ahead) = (from - corner, end - corner)
    let cross = back.x * ahead.y - back.y * ahead.x
    guard radius > 0, abs(cross) > 1e-9 * back.length * ahead.length else {
      return try line(to: matrix.apply(corner))
    }
    let angle = acos(
      max(-1, min(1, (back.x * ahead.x + back.y * ahead.y) / (back.length * ahead.length))))
    let first = corner + back * (radius / tan(angle / 2) / back.length)
    let last = corner + ahead * (radius / tan(angle / 2) / ahead.length)
    let middle = back * (1 / back.length) + ahead * (1 / ahead.length)
    let centre = corner + middle * (radius / sin(angle / 2) / middle.length)
    try arc(
      EllipseArc(
        centre: centre, radiusX: radius, radiusY: radius,
        from: atan2(first.y - centre.y, first.x - centre.x),
        to: atan2(last.y - centre.y, last.x - centre.x), isCounterclockwise: cross > 0), matrix)
  }
}
