import CCairo

extension Canvas {
  func fill(_ path: Path, rule: FillRule) throws {
    paint(with: state.fill) { canvas, pen in
      canvas.trace(path, on: pen)
      cairo_set_fill_rule(pen, rule.native)
      cairo_fill(pen)
    }
  }

  func stroke(_ path: Path) {
    paint(with: state.stroke) { canvas, pen in
      canvas.trace(path, on: pen)
      canvas.useLine(on: pen, length: path.length)
      cairo_stroke(pen)
    }
  }

  func erase(_ path: Path) {
    guard let pen, matrix.isUsable else { return }
    trace(path, on: pen)
    cairo_set_operator(pen, CAIRO_OPERATOR_CLEAR)
    cairo_fill(pen)
  }

  /// Sets what a stroke looks like. Its path must be there already, since widths are in the units
  /// of the transform of now and paths are not.
  ///
  /// - Parameter length: of the path, in pixels.
  func useLine(on pen: OpaquePointer, length: Double) {
    var native = matrix.native
    cairo_set_matrix(pen, &native)
    cairo_set_line_width(pen, state.lineWidth)
    let caps = ["round": CAIRO_LINE_CAP_ROUND, "square": CAIRO_LINE_CAP_SQUARE]
    cairo_set_line_cap(pen, caps[state.lineCap] ?? CAIRO_LINE_CAP_BUTT)
    let joins = ["round": CAIRO_LINE_JOIN_ROUND, "bevel": CAIRO_LINE_JOIN_BEVEL]
    cairo_set_line_join(pen, joins[state.lineJoin] ?? CAIRO_LINE_JOIN_MITER)
    cairo_set_miter_limit(pen, state.miterLimit)
    let period = state.dash.reduce(0, +) * matrix.stretch / Double(max(state.dash.count, 1))
    let isDrawable = period > 0 && length / period <= Double(CanvasLimits.dashes)
    cairo_set_dash(pen, state.dash, isDrawable ? Int32(state.dash.count) : 0, state.dashOffset)
  }

  /// Draws something with a style, with the shadow and in the way that the state asks for.
  ///
  /// - Parameter body: draws on a pen whose transform and source are set; it may change the
  ///   transform.
  func paint(with style: Style, _ body: (Canvas, OpaquePointer) -> Void) {
    guard let pen, matrix.isUsable else { return }
    if state.composite == "copy" {
      // It replaces all that the clip shows, and not only where the shape is.
      cairo_set_operator(pen, CAIRO_OPERATOR_CLEAR)
      cairo_paint(pen)
    }
    let way = Composite.operators[state.composite] ?? CAIRO_OPERATOR_OVER
    cairo_set_operator(pen, way == CAIRO_OPERATOR_SOURCE ? CAIRO_OPERATOR_OVER : way)
    if state.shadow.isVisible { castShadow(of: style, on: pen, body) }
    draw(style, on: pen, body)
  }

  /// Draws with a style, in the way that the pen is set to.
  func draw(_ style: Style, on pen: OpaquePointer, _ body: (Canvas, OpaquePointer) -> Void) {
    // A source has no alpha of its own when it is made of pixels: the whole shape gets it.
    guard case .tiles = style, state.alpha < 1 else {
      useSource(style, alpha: state.alpha, on: pen)
      body(self, pen)
      return
    }
    let way = cairo_get_operator(pen)
    cairo_push_group(pen)
    cairo_set_operator(pen, CAIRO_OPERATOR_OVER)
    useSource(style, alpha: 1, on: pen)
    body(self, pen)
    cairo_pop_group_to_source(pen)
    cairo_set_operator(pen, way)
    cairo_paint_with_alpha(pen, state.alpha)
  }

  private func useSource(_ style: Style, alpha: Double, on pen: OpaquePointer) {
    var native = matrix.native
    cairo_set_matrix(pen, &native)
    switch style {
    case .colour(let colour):
      cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, colour.alpha * alpha)
    case .gradient(let gradient): gradient.use(on: pen, alpha: alpha)
    case .tiles(let surface, let horizontally, let vertically):
      surface.useAsTiles(on: pen, horizontally: horizontally, vertically: vertically, around: self)
    }
  }
}

extension Gradient {
  fileprivate func use(on pen: OpaquePointer, alpha: Double) {
    let pattern =
      switch shape {
      case .line(let from, let to): cairo_pattern_create_linear(from.x, from.y, to.x, to.y)
      case .circles(let from, let inner, let to, let outer):
        cairo_pattern_create_radial(from.x, from.y, inner, to.x, to.y, outer)
      }
    for stop in stops {
      let colour = stop.colour
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.offset, colour.red, colour.green, colour.blue, colour.alpha * alpha)
    }
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_set_source(pen, pattern)
    cairo_pattern_destroy(pattern)
  }
}

extension Surface {
  fileprivate func useAsTiles(
    on pen: OpaquePointer, horizontally: Bool, vertically: Bool, around canvas: Canvas
  ) {
    // The engine below repeats in both directions or in none. For one direction, the tile is made
    // as large as the canvas in the other.
    var tile = self
    if horizontally != vertically,
      let wide = Surface(
        width: horizontally ? width : max(width, canvas.width),
        height: vertically ? height : max(height, canvas.height))
    {
      wide.draw { pen in
        cairo_set_source_surface(pen, native, 0, 0)
        cairo_paint(pen)
      }
      tile = wide
    }
    cairo_set_source_surface(pen, tile.native, 0, 0)
    cairo_pattern_set_extend(
      cairo_get_source(pen), horizontally || vertically ? CAIRO_EXTEND_REPEAT : CAIRO_EXTEND_NONE)
  }
}
