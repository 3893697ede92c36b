import CCairo

extension Operations {
  static let texts: [String: Operation] = [
    "font": { canvas, command in
      if let font = Font(css: try command.text(1)) { canvas.state.font = font }
    },
    "textAlign": { canvas, command in
      canvas.state.align = .init(rawValue: try command.text(1)) ?? canvas.state.align
    },
    "textBaseline": { canvas, command in
      canvas.state.baseline = .init(rawValue: try command.text(1)) ?? canvas.state.baseline
    },
    "fillText": { canvas, command in
      try canvas.write(command, with: canvas.state.fill) { pen, layout in
        pango_cairo_show_layout(pen, layout)
      }
    },
    "strokeText": { canvas, command in
      try canvas.write(command, with: canvas.state.stroke) { pen, layout in
        pango_cairo_layout_path(pen, layout)
        // The dashes of so many small curves are not worth their time.
        canvas.useLine(on: pen, length: .infinity)
        cairo_stroke(pen)
      }
    },
  ]
}

extension Canvas {
  typealias Layout = OpaquePointer

  /// `[name, text, x, y, maxWidth?]`.
  fileprivate func write(
    _ command: Arguments, with style: Style, _ show: (OpaquePointer, Layout?) -> Void
  ) throws {
    let line = try TextLine(try command.text(1), font: state.font)
    let at = try command.point(2)
    let widest = command.count > 3 ? try command.number(4) : .infinity
    guard widest > 0, isLegible else { return }
    paint(with: style) { canvas, pen in
      line.withLayout(on: pen) { layout in
        let metrics = TextLine.metrics(of: layout)
        let squeeze = metrics.width > widest ? widest / metrics.width : 1
        cairo_new_path(pen)
        cairo_translate(pen, at.x, at.y)
        cairo_scale(pen, squeeze, 1)
        // A layout is placed by its upper left corner.
        let top = canvas.state.baseline.offset(metrics) - metrics.ascent
        cairo_translate(pen, -canvas.state.align.part * metrics.width, top)
        pango_cairo_update_layout(pen, layout)
        show(pen, layout)
      }
    }
  }
}

extension Canvas {
  /// Whether letters would have a size that can be drawn. The font library fails, for all later
  /// texts too, when it is asked for larger ones.
  private var isLegible: Bool {
    let matrix = matrix
    let sides = [Point(x: matrix.a, y: matrix.b).length, Point(x: matrix.c, y: matrix.d).length]
    return sides.allSatisfy { (0.01...CanvasLimits.letterPixels).contains($0 * state.font.pixels) }
  }
}

extension DrawingState.Align {
  /// The part of the width that stands before the given place. Texts run from left to right.
  fileprivate var part: Double {
    switch self {
    case .left, .start: 0
    case .center: 0.5
    case .right, .end: 1
    }
  }
}

extension DrawingState.Baseline {
  /// How far below the given place the alphabetic baseline is.
  fileprivate func offset(_ metrics: TextLine.Metrics) -> Double {
    switch self {
    case .alphabetic, .normal: 0
    case .top: metrics.ascent
    case .hanging: metrics.ascent * 0.8
    case .middle: (metrics.ascent - metrics.descent) / 2
    case .ideographic, .bottom: -metrics.descent
    }
  }
}
