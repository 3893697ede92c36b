import CCairo
import CTurboJPEG

extension Surface {
  /// The picture in a PNG or JPEG file. Its size is read and judged before any pixel is.
  static func decoded(_ file: [UInt8]) throws -> Surface {
    guard file.count <= CanvasLimits.imageFileBytes else {
      throw CanvasError(
        "the picture has \(file.count) bytes; at most \(CanvasLimits.imageFileBytes) fit")
    }
    if file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      return try decodedPNG(file)
    }
    if file.starts(with: [0xFF, 0xD8]) { return try decodedJPEG(file) }
    throw CanvasError("the picture is neither PNG nor JPEG")
  }

  private static func judge(width: Int, height: Int) throws {
    guard width > 0, height > 0, width <= 32767, height <= 32767,
      width * height <= CanvasLimits.imagePixels
    else {
      throw CanvasError(
        "the picture is \(width)x\(height); at most \(CanvasLimits.imagePixels) pixels fit")
    }
  }

  private static func decodedPNG(_ file: [UInt8]) throws -> Surface {
    // The header chunk comes first and always has its sizes here (PNG 11.2.2).
    guard file.count >= 24 else { throw CanvasError("the PNG file is cut off") }
    func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    try judge(width: number(16), height: number(20))
    final class Input {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let input = Input(file)
    let source = cairo_image_surface_create_from_png_stream(
      { context, data, count in
        guard let context, let data else { return CAIRO_STATUS_READ_ERROR }
        let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
        guard input.rest.count >= Int(count) else { return CAIRO_STATUS_READ_ERROR }
        for (index, byte) in input.rest.prefix(Int(count)).enumerated() { data[index] = byte }
        input.rest = input.rest.dropFirst(Int(count))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(input).toOpaque())
    defer { cairo_surface_destroy(source) }
    let status = cairo_surface_status(source)
    guard status == CAIRO_STATUS_SUCCESS,
      let surface = Surface(
        width: Int(cairo_image_surface_get_width(source)),
        height: Int(cairo_image_surface_get_height(source)))
    else {
      throw CanvasError("the PNG file cannot be read: \(CairoStatus.sentence(status))")
    }
    // One format for all: without this, opaque pictures would have no alpha.
    surface.draw { pen in
      cairo_set_source_surface(pen, source, 0, 0)
      cairo_paint(pen)
    }
    return surface
  }

  private static func decodedJPEG(_ file: [UInt8]) throws -> Surface {
    guard let coder = tjInitDecompress() else { throw CanvasError("there is no JPEG decoder") }
    defer { tjDestroy(coder) }
    var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = tjDecompressHeader3(
      coder, file, UInt(file.count), &width, &height, &sampling, &space)
    guard status == 0 else { throw CanvasError("the JPEG file cannot be read") }
    try judge(width: Int(width), height: Int(height))
    guard let surface = Surface(width: Int(width), height: Int(height)) else {
      throw CanvasError("there is no memory for the picture")
    }
    let stride = Int32(surface.stride)
    let isRead = surface.withBytes { bytes in
      tjDecompress2(
        coder, file, UInt(file.count), bytes.baseAddress, width, stride, height,
        Int32(TJPF_BGRA.rawValue), 0) == 0 || tjGetErrorCode(coder) == Int32(TJERR_WARNING.rawValue)
    }
    guard isRead else { throw CanvasError("the JPEG file cannot be read") }
    return surface
  }
}
