/// A decoded picture that canvases draw.
///
/// Not safe to use from two threads at once.
public final class Picture {
  let surface: Surface
  public var width: Int { surface.width }
  public var height: Int { surface.height }
  public var byteCount: Int { surface.byteCount }

  /// Decodes a PNG or JPEG file.
  public init(file: [UInt8]) throws { surface = try Surface.decoded(file) }
}
