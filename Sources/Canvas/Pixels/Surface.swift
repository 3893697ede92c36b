import CCairo

/// Pixels in the machine's memory: four bytes each, blue first, colours multiplied by alpha.
///
/// Not safe to use from two threads at once.
final class Surface {
  let native: OpaquePointer
  let width: Int
  let height: Int

  /// An empty surface. Nil when the memory is not to be had.
  ///
  /// - Precondition: both sides are from 1 to 32767, the largest that the engine below has.
  init?(width: Int, height: Int) {
    precondition((1...32767).contains(width) && (1...32767).contains(height))
    let native = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    guard let native, cairo_surface_status(native) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(native)
      return nil
    }
    self.native = native
    self.width = width
    self.height = height
  }

  deinit { cairo_surface_destroy(native) }

  var byteCount: Int { width * height * 4 }

  /// Bytes from one row to the next.
  var stride: Int { Int(cairo_image_surface_get_stride(native)) }

  /// Reads or changes the bytes of all rows, with the stride between them.
  func withBytes<Result>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
    cairo_surface_flush(native)
    defer { cairo_surface_mark_dirty(native) }
    return body(
      UnsafeMutableBufferPointer(
        start: cairo_image_surface_get_data(native), count: stride * height))
  }

  /// Draws on it with a state of its own.
  func draw(_ body: (OpaquePointer) -> Void) {
    guard let pen = cairo_create(native) else { return }
    body(pen)
    cairo_destroy(pen)
    cairo_surface_flush(native)
  }

  /// A part of it in another size; what lies outside is transparent.
  func region(_ region: Region, width: Int, height: Int) -> Surface? {
    guard let target = Surface(width: width, height: height) else { return nil }
    target.draw { pen in
      cairo_scale(pen, Double(width) / region.width, Double(height) / region.height)
      cairo_set_source_surface(pen, native, -region.x, -region.y)
      let isExact = region.width == Double(width) && region.height == Double(height)
      cairo_pattern_set_filter(
        cairo_get_source(pen), isExact ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
      cairo_set_operator(pen, CAIRO_OPERATOR_SOURCE)
      cairo_paint(pen)
    }
    return target
  }
}

/// A rectangle of pixels.
public struct Region: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
