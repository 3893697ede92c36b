import CCairo
import CTurboJPEG

extension Surface {
  /// The bytes of a PNG file.
  func png() throws -> [UInt8] {
    final class Output { var bytes: [UInt8] = [] }
    let output = Output()
    let status = cairo_surface_write_to_png_stream(
      native,
      { context, data, count in
        guard let context, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
          .bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(output).toOpaque())
    guard status == CAIRO_STATUS_SUCCESS else {
      throw CanvasError("the picture cannot be written: \(CairoStatus.sentence(status))")
    }
    return output.bytes
  }

  /// The bytes of a JPEG file; what is transparent becomes black.
  ///
  /// - Parameter quality: from 0 to 1.
  func jpeg(quality: Double) throws -> [UInt8] {
    guard let coder = tjInitCompress() else { throw CanvasError("there is no JPEG encoder") }
    defer { tjDestroy(coder) }
    var data: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    defer { tjFree(data) }
    let level = Int32(max(1, min(100, (quality * 100).rounded())))
    let stride = Int32(stride)
    let status = withBytes { bytes in
      tjCompress2(
        coder, bytes.baseAddress, Int32(width), stride, Int32(height), Int32(TJPF_BGRX.rawValue),
        &data, &count, Int32(TJSAMP_420.rawValue), level, 0)
    }
    guard status == 0, let data else { throw CanvasError("the picture cannot be written as JPEG") }
    return Array(UnsafeBufferPointer(start: data, count: Int(count)))
  }
}

enum CairoStatus {
  /// The words of the engine below.
  static func sentence(_ status: cairo_status_t) -> String {
    cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
  }
}
