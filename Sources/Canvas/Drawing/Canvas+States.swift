import CCairo

extension Canvas {
  func save() throws {
    guard stack.count < CanvasLimits.states else {
      throw CanvasError("\(stack.count) states are saved; at most \(CanvasLimits.states) fit")
    }
    stack.append(state)
    if let pen { cairo_save(pen) }
  }

  func restore() {
    guard let last = stack.popLast() else { return }
    state = last
    if let pen { cairo_restore(pen) }
  }

  /// One that cannot be undone hides all that follows, as it does on the platform.
  func transform(_ inner: Matrix) { state.matrix = state.matrix.applied(after: inner) }

  /// Writes a path of pixels to a pen.
  func trace(_ path: Path, on pen: OpaquePointer) {
    cairo_identity_matrix(pen)
    cairo_new_path(pen)
    for segment in path.segments {
      switch segment {
      case .move(let point): cairo_move_to(pen, Self.near(point.x), Self.near(point.y))
      case .line(let point): cairo_line_to(pen, Self.near(point.x), Self.near(point.y))
      case .curve(let first, let second, let end):
        cairo_curve_to(
          pen, Self.near(first.x), Self.near(first.y), Self.near(second.x), Self.near(second.y),
          Self.near(end.x), Self.near(end.y))
      case .close: cairo_close_path(pen)
      }
    }
  }

  /// Within what the numbers of the engine below can hold; what is no number is at the origin.
  private static func near(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -CanvasLimits.coordinate), CanvasLimits.coordinate)
  }

  func clip(_ path: Path, rule: FillRule) {
    guard let pen else { return }
    trace(path, on: pen)
    cairo_set_fill_rule(pen, rule.native)
    cairo_clip(pen)
  }
}

extension FillRule {
  var native: cairo_fill_rule_t {
    self == .evenodd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING
  }
}
