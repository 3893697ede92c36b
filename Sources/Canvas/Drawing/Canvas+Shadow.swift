import CCairo

extension Canvas {
  /// Draws the shadow of a shape: its alpha, moved, blurred and coloured. Neither transform nor
  /// alpha of colours counts for offset and blur, as the canvas standard wants it.
  func castShadow(
    of style: Style, on pen: OpaquePointer, _ body: (Canvas, OpaquePointer) -> Void
  ) {
    guard let surface, let shape = Surface(width: surface.width, height: surface.height) else {
      return
    }
    let shadow = state.shadow
    shape.draw { shapePen in
      // Moved already here, so that a shape outside can cast its shadow inside.
      cairo_surface_set_device_offset(
        shape.native, shadow.offset.x * scale, shadow.offset.y * scale)
      draw(style, on: shapePen, body)
      cairo_surface_set_device_offset(shape.native, 0, 0)
    }
    // A blur of b is a Gaussian with the deviation b / 2; three boxes come close to it.
    let reach = Int((shadow.blur * scale / 2 * 0.94).rounded())
    if reach > 0 { for _ in 0..<3 { shape.blurAlpha(reach: reach) } }
    cairo_identity_matrix(pen)
    let colour = shadow.colour
    cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, colour.alpha)
    cairo_mask_surface(pen, shape.native, 0, 0)
  }
}

extension Surface {
  /// Replaces each alpha by the mean of those at most so far away in its row, then in its column.
  fileprivate func blurAlpha(reach: Int) {
    let stride = stride
    withBytes { bytes in
      for row in 0..<height {
        Self.blur(bytes, from: row * stride + 3, step: 4, count: width, reach: reach)
      }
      for column in 0..<width {
        Self.blur(bytes, from: column * 4 + 3, step: stride, count: height, reach: reach)
      }
    }
  }

  private static func blur(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from: Int, step: Int, count: Int, reach: Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { line in
      var sum = 0
      for index in 0..<count { line[index] = bytes[from + index * step] }
      for index in 0..<min(reach, count) { sum += Int(line[index]) }
      for index in 0..<count {
        if index + reach < count { sum += Int(line[index + reach]) }
        if index > reach { sum -= Int(line[index - reach - 1]) }
        bytes[from + index * step] = UInt8(sum / (2 * reach + 1))
      }
    }
  }
}
