import CCairo

extension Operations {
  static let images: [String: Operation] = [
    "drawImage": { canvas, command in try canvas.drawImage(command) },
    "putImageData": { canvas, command in try canvas.putPixels(command) },
  ]
}

extension Canvas {
  /// `["drawImage", source, dx, dy]`, with `dw, dh`, or with `sx, sy, sw, sh` before and those.
  fileprivate func drawImage(_ command: Arguments) throws {
    guard [3, 5, 9].contains(command.count) else {
      throw CanvasError("drawImage takes 3, 5 or 9 arguments; found \(command.count)")
    }
    guard let pixels = try pixels(of: command.text(1), sharing: true) else { return }
    let unit = unit(of: try command.text(1))
    var from = Region(
      x: 0, y: 0, width: Double(pixels.width) / unit, height: Double(pixels.height) / unit)
    var to = Region(
      x: try command.number(2), y: try command.number(3), width: from.width, height: from.height)
    if command.count == 5 {
      to.width = try command.number(4)
      to.height = try command.number(5)
    } else if command.count == 9 {
      from =
        Region(
          x: try command.number(2), y: try command.number(3), width: try command.number(4),
          height: try command.number(5)
        ).upright
      to =
        Region(
          x: try command.number(6), y: try command.number(7), width: try command.number(8),
          height: try command.number(9)
        ).upright
    }
    guard from.width > 0, from.height > 0, to.width != 0, to.height != 0 else { return }
    paintImage(pixels, unit: unit, from: from, to: to)
  }

  /// Pixels of one unit of a source.
  private func unit(of name: String) -> Double {
    if case .canvas(let canvas) = source(name) { canvas.scale } else { 1 }
  }

  private func paintImage(_ pixels: Surface, unit: Double, from: Region, to: Region) {
    paint(with: .colour(.black)) { canvas, pen in
      cairo_save(pen)
      cairo_translate(pen, to.x, to.y)
      cairo_scale(pen, to.width / from.width, to.height / from.height)
      cairo_rectangle(pen, 0, 0, from.width, from.height)
      cairo_clip(pen)
      cairo_scale(pen, 1 / unit, 1 / unit)
      cairo_set_source_surface(pen, pixels.native, -from.x * unit, -from.y * unit)
      let source = cairo_get_source(pen)
      cairo_pattern_set_filter(
        source, canvas.state.smoothing ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
      let isInside =
        from.x >= 0 && from.y >= 0 && (from.x + from.width) * unit <= Double(pixels.width)
        && (from.y + from.height) * unit <= Double(pixels.height)
      // Edges stay sharp when the picture is enlarged; what is outside of it is not drawn.
      cairo_pattern_set_extend(source, isInside ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE)
      cairo_paint_with_alpha(pen, canvas.state.alpha)
      cairo_restore(pen)
    }
  }

  /// `["putImageData", attachment, width, height, x, y, dirtyX, dirtyY, dirtyWidth,
  /// dirtyHeight]`; state and clip do not count.
  fileprivate func putPixels(_ command: Arguments) throws {
    let (index, width, height) = (
      Int(try command.number(1)), Int(try command.number(2)), Int(try command.number(3))
    )
    guard attachments.indices.contains(index), width > 0, height > 0,
      width <= CanvasLimits.screenSidePixels, height <= CanvasLimits.screenSidePixels,
      let pixels = Surface(rgba: attachments[index], width: width, height: height)
    else { throw CanvasError("putImageData takes as many bytes as \(width)x\(height) pixels have") }
    let at = try command.point(4)
    let dirty = Region(
      x: try command.number(6), y: try command.number(7), width: try command.number(8),
      height: try command.number(9)
    ).upright
    surface?.draw { pen in
      cairo_scale(pen, scale, scale)
      cairo_translate(pen, at.x.rounded(.down), at.y.rounded(.down))
      cairo_rectangle(pen, 0, 0, Double(width), Double(height))
      cairo_set_operator(pen, CAIRO_OPERATOR_SOURCE)
      cairo_set_source_surface(pen, pixels.native, 0, 0)
      cairo_pattern_set_filter(
        cairo_get_source(pen), scale == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
      cairo_clip(pen)
      cairo_rectangle(pen, dirty.x, dirty.y, dirty.width, dirty.height)
      cairo_fill(pen)
    }
  }
}

extension Region {
  /// The same rectangle with sides that are not negative.
  var upright: Region {
    Region(
      x: min(x, x + width), y: min(y, y + height), width: abs(width), height: abs(height))
  }
}
